// What people typed or pasted, without what nobody can see: such letters come along from other programs, and what holds
// them is refused by everyone's reader. Must not know what it is for.

const ENDS_OF_LINES = /\r\n?|[\v\f\u0085\u2028\u2029]/gu;
const UNSEEN = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;
const UNSEEN_IN_A_LINE = /[\u200e\u200f\u061c\ufeff]/gu;
const HALF_A_CHARACTER = /[\ud800-\udfff]/gu;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** @param {string} text @returns {string} as it may stand in a message */
export const typedText = (text) =>
  text.replaceAll(ENDS_OF_LINES, "\n").replaceAll(UNSEEN, "").replaceAll(HALF_A_CHARACTER, "\ufffd").trim();

/** @param {string} text @returns {string} one line, for a name or a label; empty when nothing can be seen */
export function typedLine(text) {
  const line = typedText(text).replaceAll(UNSEEN_IN_A_LINE, "").replaceAll(/\s+/gu, " ").trim();
  return SEEN.test(line) ? line : "";
}
