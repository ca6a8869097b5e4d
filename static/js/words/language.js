/// <reference path="./globals.d.ts" />
// The reader's language: which there are, which is chosen, its direction and its catalogue.
// Must not know rooms or content; the choice lives in this tab only.

// Where nothing was built, as in tests without a page, the English of the source is the only language.
const built = globalThis.CATALOGUES;
const languages = built ?? { en: { name: "English", direction: /** @type {const} */ ("ltr"), url: "" } };

/** Language code to its own name. @type {Record<string, string>} */
export const LANGUAGES = Object.fromEntries(Object.entries(languages).map(([code, { name }]) => [code, name]));

/** Not under "mediation.": a session drops what it finds there of another one. */
const TAB_KEY = "language";

/** A text's number in the bundle (the English text itself, where nothing was built) to what is said. @typedef {Record<string | number, string | string[]>} Catalogue */

const chosen = { language: "en", catalogue: /** @type {Catalogue} */ ({}), hasWords: !built };
/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {string} for example "en" */
export const language = () => chosen.language;

/** @returns {"ltr" | "rtl"} */
export const direction = (code = chosen.language) => languages[code]?.direction ?? "ltr";

/** Whether there is anything to say yet: a page shows nothing before. */
export const hasWords = () => chosen.hasWords;

/** @returns {Catalogue} */
export const catalogue = () => chosen.catalogue;

/** @param {string} code @param {Catalogue} words */
export function speak(code, words) {
  chosen.language = code;
  chosen.catalogue = words;
  chosen.hasWords = true;
  for (const listener of listeners) listener();
}

/** @param {() => void} listener @returns {() => void} stops listening */
export function onLanguageChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What parts of the page that have been loaded brought along: where its texts begin, and language to URL. @typedef {{first: number, urls: Record<string, string>}} Brought */
/** @type {Brought[]} */
const broughtAlong = [];

/** @param {Brought} brought @param {string} code @returns {Promise<Catalogue>} */
async function wordsOf({ first, urls }, code) {
  const said = urls[code] ? await (await fetch(urls[code])).json() : [];
  return Object.fromEntries(said.map((/** @type {string} */ text, /** @type {number} */ at) => [first + at, text]));
}

/** @param {Brought} brought @returns {Promise<void>} once it can be said */
export async function learnWords(brought) {
  const { language: code } = chosen;
  if (!Object.keys(brought.urls).length) return; // the page has its words
  broughtAlong.push(brought);
  if (!hasWords()) return; // it will be said with the page's own
  const words = await wordsOf(brought, code);
  if (code === chosen.language) speak(code, { ...chosen.catalogue, ...words });
  else await chooseLanguage(chosen.language);
}

/** Fetches the catalogue, turns the page around where needed, and remembers the choice in this tab. Rejects when it did not come. @param {string} code */
export async function chooseLanguage(code) {
  const own = built ? await (await asked(built[code].url)).json() : {};
  const words = Object.assign({}, own, ...(await Promise.all(broughtAlong.map((one) => wordsOf(one, code)))));
  document.documentElement.lang = code;
  document.documentElement.dir = direction(code);
  sessionStorage.setItem(TAB_KEY, code);
  speak(code, words);
}

/** Begins to fetch what will be said, before there is anybody to say it. */
export function fetchAhead() {
  const { url } = languages[preferredLanguage()];
  globalThis.WORDS_AHEAD = { url, answer: fetch(url) };
  globalThis.WORDS_AHEAD.answer.catch(() => {}); // whoever takes it up hears of it
}

/** @param {string} url @returns {Promise<Response>} */
function asked(url) {
  const ahead = globalThis.WORDS_AHEAD;
  if (ahead?.url !== url) return fetch(url);
  globalThis.WORDS_AHEAD = undefined; // it can be read once
  return ahead.answer;
}

/** What this tab chose before, else what the browser prefers, else English. */
export function preferredLanguage() {
  const before = sessionStorage.getItem(TAB_KEY);
  const wanted = [before ?? "", ...navigator.languages].map((code) => code.split("-")[0]);
  return wanted.find((code) => code in LANGUAGES) ?? "en";
}

/** Forgets the choice: part of leaving no trace in the tab. */
export const forgetLanguage = () => sessionStorage.removeItem(TAB_KEY);
