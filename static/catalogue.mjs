// Reads a gettext catalogue of the browser's words, and makes of it what the page is sent.
// Plural forms are kept in the order of the Unicode categories (zero, one, two, few, many, other).
import { readFile } from "node:fs/promises";
import { po } from "gettext-parser";
import { shortKey } from "./js/words/short_key.js";

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
 * @returns {Record<string, string | string[]>} the same by short keys; throws when two texts would share one
 */
export function shortened(words) {
  const short = Object.fromEntries(Object.entries(words).map(([english, said]) => [shortKey(english), said]));
  if (Object.keys(short).length !== Object.keys(words).length) throw new Error("Two texts have one short key: word one of them otherwise.");
  return short;
}
