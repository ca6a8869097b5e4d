// Figures that somebody typed from paper, against the short check code printed beside them. Finds slips, proves nothing:
// anybody can compute the code. See docs/certificates.md; references as in mediation/registry/reference.py.
import { sha256 } from "@noble/hashes/sha2.js";

/** @typedef {{reference: string, startAtSeat: string, startInUtc: string, endAtSeat: string, endInUtc: string}} Figures  days: ISO 8601 or empty */

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const REFERENCE_CHARACTERS = 13;
const CODE_CHARACTERS = 10;

/** In capitals, without spaces and dashes, O I L read as 0 1 1. @param {string} typed */
const plain = (typed) =>
  typed.normalize("NFKC").toUpperCase().replaceAll(/[\s\p{Pd}\p{Cf}]/gu, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");

/** @param {string} characters @param {number} size */
const grouped = (characters, size) => (characters.match(new RegExp(`.{1,${size}}`, "g")) ?? []).join("-");

/** The reference in its one written form; null when a character is wrong, missing or misplaced. @param {string} typed */
export function readReference(typed) {
  const characters = plain(typed);
  if (characters.length !== REFERENCE_CHARACTERS || [...characters].some((one) => !ALPHABET.includes(one))) return null;
  let value = 0;
  for (const one of characters.slice(0, -1)) value = (value * 32 + ALPHABET.indexOf(one)) % 37;
  return ALPHABET[value] === characters.at(-1) ? grouped(characters, 4) : null;
}

/** The code that is printed beside these figures, as 7K2M9-QXP4D. @param {Figures} figures */
export function checkCode({ reference, startAtSeat, startInUtc, endAtSeat, endInUtc }) {
  const lines = [reference, startAtSeat, startInUtc, endAtSeat, endInUtc].join("\n");
  const bits = [...sha256(new TextEncoder().encode(lines)).slice(0, 7)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const characters = Array.from({ length: CODE_CHARACTERS }, (_, n) => ALPHABET[parseInt(bits.slice(5 * n, 5 * n + 5), 2)]);
  return grouped(characters.join(""), 5);
}

/** Whether the code that was typed is the one of these figures. @param {Figures} figures @param {string} typed */
export const isCodeOf = (figures, typed) => grouped(plain(typed), 5) === checkCode(figures);
