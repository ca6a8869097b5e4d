// Texts as people write them: any script, nothing that makes a line read otherwise than it was written.

export const MOST_LETTERS = 8_000;
const MOST_TITLE_LETTERS = 200;

// Every control character but tab and line break, and the bidirectional overrides.
const FORBIDDEN = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;
const LONE_SURROGATE = /[\ud800-\udfff]/u;
const LINE_BREAK = /[\t\n\u2028\u2029]/;

/** @param {unknown} value @param {number} [most] @returns {value is string} it may be empty */
export function isText(value, most = MOST_LETTERS) {
  if (typeof value !== "string" || value.length > 2 * most) return false;
  return !FORBIDDEN.test(value) && !LONE_SURROGATE.test(value) && (value.length <= most || [...value].length <= most);
}

/** @param {unknown} value @returns {value is string} */
export const isWords = (value) => isText(value) && value.trim() !== "";

/** @param {unknown} value @returns {value is string} one line, which may be empty */
export const isLine = (value) => isText(value, MOST_TITLE_LETTERS) && !LINE_BREAK.test(value);

/** @param {unknown} value @returns {value is string} */
export const isTitle = (value) => isLine(value) && value.trim() !== "";
