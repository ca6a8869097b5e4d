// Every shipped language says everything that the pages in the browser say (tests/web/test_language.py: and nothing more).
// A text without a translation would show English to someone who cannot read it.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { buildCatalogues } from "../../../static/build.mjs";
import { CATALOGUES, inOrder, languagesIn, numbering, readCatalogue, textsIn } from "../../../static/catalogue.mjs";
import { speak } from "../../../static/js/words/language.js";
import { categoriesOf, t, tn } from "../../../static/js/words/text.js";
import { textsOfTheInterface } from "./texts.js";

const VIEWS = fileURLToPath(new URL("../../../static/js/views/", import.meta.url));
const texts = await textsOfTheInterface();
const languages = await languagesIn();
const translated = languages.filter(({ file }) => file);

/** @param {string} text the {values} it asks for */
const values = (text) => [...new Set(text.match(/\{\w+\}/g))].sort();

/** @param {string} text what could be read as an element or a reference to a character */
const markup = (text) => (text.match(/<[^>]*>|&\w+;/g) ?? []).sort();

test("every text is written out where it is used, so that it can be found and translated", () => {
  const hidden = texts.filter(({ text }) => text === undefined).map(({ file }) => file);
  assert.deepEqual(hidden, []);
  assert.ok(texts.length > 200);
});

test("there are the six languages of the United Nations, in the order of their English names, each under its own", () => {
  const wanted = { ar: "العربية", zh: "中文", en: "English", fr: "Français", ru: "Русский", es: "Español" };
  assert.deepEqual(languages.map(({ code, name }) => [code, name]), Object.entries(wanted));
  assert.deepEqual(languages.filter(({ direction }) => direction === "rtl").map(({ code }) => code), ["ar"]);
});

for (const { code, file } of translated) {
  const words = await readCatalogue(/** @type {string} */ (file));

  test(`${code} has every text of the interface`, () => {
    assert.deepEqual(texts.map(({ text }) => text ?? "").filter((text) => !(text in words)), []);
  });

  test(`${code} keeps the values and the markup of each text, and every plural form`, () => {
    const forms = categoriesOf(new Intl.PluralRules(code)).length;
    for (const { text = "", plural } of texts) {
      const said = [words[text]].flat();
      assert.equal(said.length, plural ? forms : 1, text);
      for (const one of said) {
        assert.deepEqual(markup(one), markup(text), text);
        if (!plural) assert.deepEqual(values(one), values(text), text);
        for (const value of values(one)) assert.ok(values(text).includes(value), `${text}: ${value}`);
      }
      if (plural) assert.deepEqual(values(/** @type {string} */ (said.at(-1))), values(text), text);
    }
  });
}

test("Arabic counts in six ways, from the zeroth to the other", async () => {
  speak("ar", await readCatalogue(path.join(CATALOGUES, "ar.po")));
  const counted = [0, 1, 2, 3, 11, 100].map((n) => tn("{n} second", "{n} seconds", n));
  speak("en", {});
  assert.equal(new Set(counted).size, 6);
  assert.equal(counted[1], "ثانية واحدة");
});

test("in a bundle a text is a number, and says the same", async () => {
  const found = await textsIn((await readdir(VIEWS)).filter((name) => name.endsWith(".js")).map((name) => path.join(VIEWS, name)));
  const numbered = numbering(found);
  assert.equal(numbered('x.t("Let in"); let("Let in")'), 'x.t("Let in"); let("Let in")');
  const [simple] = /** @type {any} */ (/t\((\d+)\)/.exec(numbered('t("Let in")'))).slice(1).map(Number);
  const [counted] = /** @type {any} */ (/tn\((\d+), 0, n\)/.exec(numbered('tn("{n} second", "{n} seconds", n)'))).slice(1).map(Number);
  const pick = /** @type {any} */ ({ simple, counted });
  speak("en", /** @type {any} */ (inOrder(found, {})));
  assert.deepEqual([t(pick.simple), tn(pick.counted, "", 1), tn(pick.counted, "", 5)], ["Let in", "1 second", "5 seconds"]);
  speak("en", {});
});

test("a seventh language is one file", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "catalogues-"));
  for (const { file } of translated) await cp(/** @type {string} */ (file), path.join(folder, path.basename(/** @type {string} */ (file))));
  await writeFile(path.join(folder, "sw.po"), 'msgid ""\nmsgstr "Language: sw\\n"\n\nmsgid "Let in"\nmsgstr "Ruhusu kuingia"\n');
  const built = /** @type {any} */ (await buildCatalogues(folder, "join", new Map([["Let in", undefined], ["Leave", undefined]]), folder));
  assert.equal(Object.keys(built).at(-1), "sw");
  assert.deepEqual([built.sw.name, built.sw.direction], ["Kiswahili", "ltr"]);
  assert.deepEqual(JSON.parse(await readFile(path.join(folder, path.basename(built.sw.url)), "utf8")), ["Ruhusu kuingia", "Leave"]);
});
