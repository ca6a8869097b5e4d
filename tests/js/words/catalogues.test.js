// Every shipped language says everything. A text without a translation would show English to someone who cannot read it.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { readCatalogue, shortened } from "../../../static/catalogue.mjs";
import { LANGUAGES, speak } from "../../../static/js/words/language.js";
import { categoriesOf, tn } from "../../../static/js/words/text.js";
import { textsOfTheInterface } from "./texts.js";

const FOLDER = fileURLToPath(new URL("../../../mediation/translations/browser/", import.meta.url));
const files = (await readdir(FOLDER)).filter((name) => name.endsWith(".po"));
const languages = files.map((name) => path.basename(name, ".po"));
const texts = await textsOfTheInterface();

/** @param {string} text the {values} it asks for */
const values = (text) => new Set(text.match(/\{\w+\}/g));

test("every text is written out where it is used, so that it can be found and translated", () => {
  const hidden = texts.filter(({ text }) => text === undefined).map(({ file }) => file);
  assert.deepEqual(hidden, []);
  assert.ok(texts.length > 200);
});

test("every language that can be chosen has a catalogue, and none is shipped that cannot be chosen", () => {
  assert.deepEqual(["en", ...languages].sort(), Object.keys(LANGUAGES).sort());
});

for (const language of languages) {
  const words = await readCatalogue(path.join(FOLDER, `${language}.po`));

  test(`${language} has every text of the interface and no other`, () => {
    const wanted = new Set(texts.map(({ text }) => text));
    assert.deepEqual([...wanted].filter((text) => !(text in words)), [], "missing");
    assert.deepEqual(Object.keys(words).filter((text) => !wanted.has(text)), [], "no longer used");
  });

  test(`${language} keeps the values of each text, and every plural form`, () => {
    const forms = categoriesOf(new Intl.PluralRules(language)).length;
    for (const { text, plural } of texts) {
      const translated = words[text ?? ""];
      if (plural) assert.equal(translated.length, forms, text);
      for (const one of [translated].flat()) {
        for (const value of values(one)) assert.ok(values(text ?? "").has(value), `${text}: ${value}`);
      }
      if (!plural) assert.equal(values(/** @type {string} */ (translated)).size, values(text ?? "").size, text);
    }
  });
}

test("Arabic counts in six ways, from the zeroth to the other", async () => {
  speak("ar", shortened(await readCatalogue(path.join(FOLDER, "ar.po"))));
  const counted = [0, 1, 2, 3, 11, 100].map((n) => tn("{n} second", "{n} seconds", n));
  speak("en", {});
  assert.equal(new Set(counted).size, 6);
  assert.equal(counted[1], "ثانية واحدة");
});

test("two texts that would share a short key stop the build", () => {
  // A known pair with one FNV-1a hash.
  assert.throws(() => shortened({ costarring: "1", liquid: "2" }), /one short key/);
});
