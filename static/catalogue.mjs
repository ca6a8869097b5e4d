// Reads a gettext catalogue of the browser's words into what the page is sent: English text to its translation.
// Plural forms are kept in the order of the Unicode categories (zero, one, two, few, many, other).
import { readFile } from "node:fs/promises";
import { po } from "gettext-parser";

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
