// The office's public keys, from the well-known address of the page's own origin. Asks the same for every certificate.

/** @typedef {import("./sealed_statement.js").OfficeKey} OfficeKey */

export const WELL_KNOWN = "/.well-known/mediation-office-keys.json";

/** @param {any} one @returns {one is OfficeKey} */
const isKey = (one) => /^[0-9a-f]{64}$/.test(one?.public_key) && (one.retired_on === null || /^\d{4}-\d\d-\d\d$/.test(one.retired_on));

/** The current one first. @param {typeof globalThis.fetch} fetch @returns {Promise<OfficeKey[]>} rejects when they cannot be had */
export async function officeKeys(fetch) {
  const answer = await fetch(WELL_KNOWN);
  const { keys } = await answer.json();
  if (!answer.ok || !Array.isArray(keys) || !keys.length || !keys.every(isKey)) throw new TypeError("not the office's keys");
  return keys;
}
