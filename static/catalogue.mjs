// Reads a gettext catalogue of the browser's words, and makes of it what each page is sent: the texts that it says.
// Plural forms are kept in the order of the Unicode categories (zero, one, two, few, many, other).
import { readFile } from "node:fs/promises";
import { po } from "gettext-parser";
import { shortKey } from "./js/words/short_key.js";

const CALL = /(?<![\w.$])tn?\(\s*"((?:[^"\\]|\\.)*)"/g;

/** @param {string[]} files source files @returns {Promise<Set<string>>} the texts written out in them, as t("…") and tn("…", …) */
export async function textsIn(files) {
  const sources = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return new Set(sources.flatMap((source) => [...source.matchAll(CALL)].map(([, text]) => JSON.parse(`"${text}"`))));
}

/** @param {string} file @returns {Promise<Record<string, string | string[]>>} */
export async function readCatalogue(file) {
  const { translations } = po.parse(await readFile(file));
  /** @type {Record<string, string | string[]>} */
  const words = {};
  for (const [english, { msgstr, msgid_plural: plural }] of Object.entries(translations[""] ?? {})) {
    if (english && msgstr.every(Boolean)) words[english] = plural ? msgstr : msgstr[0];
  }
  return words;
}

/**
 * @param {Record<string, string | string[]>} words English text to its translation
 * @param {ReadonlySet<string>} [texts] those that are wanted; all, if left out
 * @returns {Record<string, string | string[]>} these by short keys; throws when any two texts would share one
 */
export function shortened(words, texts) {
  const keys = new Set(Object.keys(words).map(shortKey));
  if (keys.size !== Object.keys(words).length) throw new Error("Two texts have one short key: word one of them otherwise.");
  const wanted = Object.entries(words).filter(([english]) => !texts || texts.has(english));
  return Object.fromEntries(wanted.map(([english, said]) => [shortKey(english), said]));
}
