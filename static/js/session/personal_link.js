// Reading a personal link (docs/protocol.md, "Links"): all that the page needs that it opens. Pure.

import { fromBase64url, isId } from "../crypto/encoding.js";

/** @typedef {{room: string, seat: string, version: number, secret: Uint8Array}} PersonalLink */

/** What was opened is not a link of this software, or was cut on its way. */
export class LinkIsWrong extends Error {
  name = "LinkIsWrong";
}

/**
 * @param {string} fragment with or without "#"
 * @returns {PersonalLink} throws LinkIsWrong
 */
export function readPersonalLink(fragment) {
  const [room, seat, version, secret, ...more] = bare(fragment).split(".");
  if (more.length > 0 || !isId(room) || !isId(seat) || !/^[1-9][0-9]{0,5}$/.test(version ?? "")) {
    throw new LinkIsWrong("not a personal link");
  }
  return { room, seat, version: Number(version), secret: secretOf(secret) };
}

/** @param {string} fragment */
export function bare(fragment) {
  return String(fragment).replace(/^#/, "").trim();
}

/** @param {unknown} text */
export function secretOf(text) {
  try {
    const secret = fromBase64url(/** @type {string} */ (text));
    if (secret.length === 32) return secret;
  } catch {
    // told below, by name
  }
  throw new LinkIsWrong("the link's secret is incomplete");
}
