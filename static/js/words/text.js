// t() and tn(): a text in the reader's language, with its values filled in. Works without a page.
import { catalogue, language } from "./language.js";

const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];

/** @typedef {Record<string, string | number>} Values */

/** @param {string} text @param {Values} values */
const fill = (text, values) => text.replaceAll(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/** @param {string} english in a bundle its number @param {Values} [values] fills {name} in the text */
export function t(english, values = {}) {
  const found = catalogue()[english];
  return fill(typeof found === "string" ? found : String(english), values);
}

/** A text that depends on a number. @param {string} one @param {string} many @param {number} n @param {Values} [values] */
export function tn(one, many, n, values = {}) {
  const rules = new Intl.PluralRules(language());
  const forms = catalogue()[one];
  const index = categoriesOf(rules).indexOf(rules.select(n));
  const text = Array.isArray(forms) ? forms[index] : n === 1 ? one : many;
  return fill(text, { n: number(n), ...values });
}

/** The order of forms in a catalogue. @param {Intl.PluralRules} rules @returns {string[]} */
export function categoriesOf(rules) {
  const known = /** @type {string[]} */ (rules.resolvedOptions().pluralCategories);
  return CATEGORIES.filter((category) => known.includes(category));
}

/** @param {number} n */
export const number = (n) => new Intl.NumberFormat(language()).format(n);

/** "A, B and C". @param {string[]} names */
export const list = (names) => new Intl.ListFormat(language(), { type: "conjunction" }).format(names);
