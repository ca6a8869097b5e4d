// Names and labels as people type them: any script, nothing that hides or reorders. Must not know whose they are.

const MOST_LETTERS = 80;

// Control characters, line separators, and the bidirectional overrides that let one name pose as another.
const FORBIDDEN = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/u;
const LONE_SURROGATE = /[\ud800-\udfff]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * @param {unknown} value
 * @returns {string | null} the name without spaces around it, or null when it cannot be a name
 */
export function tidyName(value) {
  if (typeof value !== "string") return null;
  const name = value.trim();
  return isName(name) ? name : null;
}

/**
 * @param {unknown} value
 * @returns {value is string} a name as it may stand in an entry: 1 to 80 characters, trimmed
 */
export function isName(value) {
  return isLabel(value) && value !== "" && VISIBLE.test(value);
}

/**
 * @param {unknown} value
 * @returns {value is string} as a name, or empty
 */
export function isLabel(value) {
  if (typeof value !== "string" || value.length > 2 * MOST_LETTERS) return false;
  if (value !== value.trim() || FORBIDDEN.test(value) || LONE_SURROGATE.test(value)) return false;
  return [...value].length <= MOST_LETTERS;
}
