// The words of every page: reads the gettext catalogues, and makes of each what a page is sent, which is the texts that
// it says, in the order of their numbers. In a bundle t("Let in") has become t(17): the English is a catalogue like any other.
// Plural forms are kept in the order of the Unicode categories (zero, one, two, few, many, other).
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { po } from "gettext-parser";

export const CATALOGUES = fileURLToPath(new URL("../mediation/translations/", import.meta.url));

const STRING = String.raw`"((?:[^"\\]|\\.)*)"`;
const CALL = new RegExp(String.raw`(?<![\w.$])(tn?\(\s*)${STRING}(?:(\s*,\s*)${STRING})?`, "g");

/** English text to its plural; undefined where it does not depend on a number. @typedef {Map<string, string | undefined>} Texts */
/** @typedef {Record<string, string | string[]>} Words  English text to its translation */

/** @param {string} literal what stands between quotation marks @returns {string} */
const read = (literal) => JSON.parse(`"${literal}"`);

/** @param {string[]} files source files @returns {Promise<Texts>} the texts written out in them, as t("…") and tn("…", "…", …) */
export async function textsIn(files) {
  /** @type {Texts} */
  const texts = new Map();
  for (const file of files) {
    for (const [, call, text, , plural] of (await readFile(file, "utf8")).matchAll(CALL)) {
      texts.set(read(text), call.startsWith("tn") && plural !== undefined ? read(plural) : undefined);
    }
  }
  return texts;
}

/** @param {Texts} texts @returns {(source: string) => string} writes the number of each text in its place */
export function numbering(texts) {
  const numbers = new Map([...texts.keys()].map((text, number) => [text, number]));
  return (source) =>
    source.replaceAll(CALL, (whole, call, text, comma, plural) => {
      const number = numbers.get(read(text));
      if (number === undefined) return whole;
      if (call.startsWith("tn")) return `${call}${number}${comma}0`;
      return `${call}${number}${plural === undefined ? "" : `${comma}"${plural}"`}`;
    });
}

/** @param {string} file @returns {Promise<Words>} */
export async function readCatalogue(file) {
  const { translations } = po.parse(await readFile(file));
  /** @type {Words} */
  const words = {};
  for (const [english, { msgstr, msgid_plural: plural }] of Object.entries(translations[""] ?? {})) {
    if (english && msgstr.every(Boolean)) words[english] = plural ? msgstr : msgstr[0];
  }
  return words;
}

/** @param {Texts} texts @param {Words} words @returns {(string | string[])[]} what a page is sent; English where a text is missing */
export const inOrder = (texts, words) =>
  [...texts].map(([text, plural]) => words[text] ?? (plural === undefined ? text : [text, plural]));

/** @param {string} code @param {string} [inLanguage] @returns {string} the name of a language, in itself if not said otherwise */
function nameOf(code, inLanguage = code) {
  const name = /** @type {string} */ (new Intl.DisplayNames([inLanguage], { type: "language" }).of(code));
  return name[0].toLocaleUpperCase(code) + name.slice(1);
}

/**
 * Those that there is a catalogue of, and English; sorted as the United Nations does, by their English names.
 * @param {string} [folder] @returns {Promise<{code: string, name: string, direction: "ltr" | "rtl", file: string | undefined}[]>}
 */
export async function languagesIn(folder = CATALOGUES) {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".po"));
  const languages = ["en", ...files.map((file) => path.basename(file, ".po"))].map((code) => ({
    code,
    name: nameOf(code),
    direction: /** @type {any} */ (new Intl.Locale(code)).getTextInfo().direction,
    file: code === "en" ? undefined : path.join(folder, `${code}.po`),
  }));
  return languages.sort((one, other) => nameOf(one.code, "en").localeCompare(nameOf(other.code, "en"), "en"));
}
