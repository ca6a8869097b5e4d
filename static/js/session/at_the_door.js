// What a page with a personal link does before its session has come: a glance at what this tab kept, and showing the
// link. Light, since it comes with the page itself. Must not know what comes after the pass.

import { linkProof } from "../crypto/derivation.js";
import { toBase64url } from "../crypto/encoding.js";
import { Keepsake } from "./keepsake.js";
import { readPersonalLink } from "./personal_link.js";

/**
 * @typedef {import("./personal_link.js").PersonalLink} PersonalLink
 * @typedef {Pick<import("./surroundings.js").Surroundings, "requests" | "storage">} Surroundings
 */

/**
 * @param {string} fragment of a personal link; throws LinkIsWrong
 * @param {Surroundings} surroundings
 * @returns {boolean} whether it is the link of a co-mediator whose tab this is already: the page for mediators has it
 */
export function isHostAlready(fragment, { storage }) {
  return new Keepsake(storage, readPersonalLink(fragment).seat).read()?.isHost === true;
}

/** @param {Surroundings} surroundings @returns {boolean} whether this tab was a member of a room before its reload */
export const wasMember = ({ storage }) => Keepsake.find(storage)?.isHost === false;

/**
 * Asked at once, while the rest of the session is still on its way.
 * @param {string} fragment of a personal link; throws LinkIsWrong
 * @param {Surroundings} surroundings
 * @returns {Promise<boolean> | null} as showLink; null where this tab is in already, and needs no pass
 */
export function showLinkEarly(fragment, { requests, storage }) {
  const link = readPersonalLink(fragment);
  if (new Keepsake(storage, link.seat).read()) return null;
  const shown = showLink(link, requests);
  shown.catch(() => {}); // whoever takes it up looks at what came
  return shown;
}

/**
 * @param {PersonalLink} link
 * @param {Surroundings["requests"]} requests
 * @returns {Promise<boolean>} whether the link gave a pass; rejects with RoomError when the server did not answer that
 */
export async function showLink({ room, seat, secret }, requests) {
  try {
    await requests.join({ room, seat, proof: toBase64url(linkProof(secret)) });
    return true;
  } catch (error) {
    if (/** @type {any} */ (error).reason === "not_open") return false;
    throw error;
  }
}
