/// <reference path="./globals.d.ts" />
// The reader's language: which there are, which is chosen, its direction and its catalogue.
// Must not know rooms or content; the choice lives in this tab only.

/** Language code to its own name. English is the source text and needs no catalogue. @type {Record<string, string>} */
export const LANGUAGES = { en: "English", ar: "العربية" };

const RIGHT_TO_LEFT = new Set(["ar"]);
/** Not under "mediation.": a session drops what it finds there of another one. */
const TAB_KEY = "language";

/** Short key of the English text to its translation. @typedef {Record<string, string | string[]>} Catalogue */

const chosen = { language: "en", catalogue: /** @type {Catalogue} */ ({}) };
/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {string} for example "en" */
export const language = () => chosen.language;

/** @returns {"ltr" | "rtl"} */
export const direction = (code = chosen.language) => (RIGHT_TO_LEFT.has(code) ? "rtl" : "ltr");

/** @returns {Catalogue} */
export const catalogue = () => chosen.catalogue;

/** @param {string} code @param {Catalogue} words */
export function speak(code, words) {
  chosen.language = code;
  chosen.catalogue = words;
  for (const listener of listeners) listener();
}

/** @param {() => void} listener @returns {() => void} stops listening */
export function onLanguageChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Language to URL, of the page and of each of its parts that has been loaded. @type {Record<string, string>[]} */
const sources = [];

/** @param {Record<string, string>} urls @param {string} code @returns {Promise<Catalogue>} */
const wordsFrom = async (urls, code) => (urls[code] ? (await fetch(urls[code])).json() : {});

/** What a part of the page says, in every language. @param {Record<string, string>} urls @returns {Promise<void>} once this one is here */
export async function learnWords(urls) {
  const { language: code } = chosen;
  sources.push(urls);
  const words = await wordsFrom(urls, code);
  if (code === chosen.language) speak(code, { ...chosen.catalogue, ...words });
  else await chooseLanguage(chosen.language);
}

/** Fetches the catalogue, turns the page around where needed, and remembers the choice in this tab. @param {string} code */
export async function chooseLanguage(code) {
  const all = await Promise.all([globalThis.CATALOGUES ?? {}, ...sources].map((urls) => wordsFrom(urls, code)));
  const words = Object.assign({}, ...all);
  document.documentElement.lang = code;
  document.documentElement.dir = direction(code);
  sessionStorage.setItem(TAB_KEY, code);
  speak(code, words);
}

/** What this tab chose before, else what the browser prefers, else English. */
export function preferredLanguage() {
  const before = sessionStorage.getItem(TAB_KEY);
  const wanted = [before ?? "", ...navigator.languages].map((code) => code.split("-")[0]);
  return wanted.find((code) => code in LANGUAGES) ?? "en";
}

/** Forgets the choice: part of leaving no trace in the tab. */
export const forgetLanguage = () => sessionStorage.removeItem(TAB_KEY);
