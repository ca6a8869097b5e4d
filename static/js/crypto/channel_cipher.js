// Posts, signals and whispers, sealed and opened with their associated data: docs/protocol.md, "Posts", "Coming in".
// Must not know what is inside: JSON in, JSON out.

import { derive } from "./derivation.js";
import { areEqual, encode, utf8 } from "./encoding.js";
import { open, seal } from "./sealing.js";

const VERSION = 1;
const TAG_BYTES = 16;

/**
 * Where a post stands.
 * @typedef {object} Place
 * @property {string} room
 * @property {string} channel
 * @property {number} epoch
 * @property {string} sender seat
 * @property {string} entry
 * @property {number} seen
 * @property {Uint8Array} hashSeen the running hash at `seen`
 */

/** @param {Place} place */
function postData({ room, channel, epoch, sender, entry, seen, hashSeen }) {
  return encode("post", VERSION, room, channel, epoch, sender, entry, seen, hashSeen);
}

/**
 * Tells an author their own words; symmetric, so it proves nothing to an outsider.
 * @param {Uint8Array} author @param {string} channel @param {string} entry @param {Uint8Array} json
 */
function ownTag(author, channel, entry, json) {
  return derive(author, TAG_BYTES, channel, entry, json);
}

/**
 * @param {Uint8Array} key @param {Place} place @param {Uint8Array} author @param {object} body
 * @returns {Uint8Array}
 */
export function sealPost(key, place, author, body) {
  const json = utf8(JSON.stringify(body));
  const plaintext = new Uint8Array(TAG_BYTES + json.length);
  plaintext.set(ownTag(author, place.channel, place.entry, json));
  plaintext.set(json, TAG_BYTES);
  return seal(key, postData(place), plaintext);
}

/**
 * @typedef {object} Opened
 * @property {unknown} body undefined when it is not JSON
 * @property {(author: Uint8Array) => boolean} isBy whether the holder of that author key wrote it
 */

/**
 * @param {Uint8Array} key @param {Place} place @param {Uint8Array} sealed
 * @returns {Opened | null} null: another key, another history, or altered
 */
export function openPost(key, place, sealed) {
  const plaintext = open(key, postData(place), sealed);
  if (!plaintext || plaintext.length < TAG_BYTES) return null;
  const tag = plaintext.slice(0, TAG_BYTES);
  const json = plaintext.slice(TAG_BYTES);
  return {
    body: parsed(json),
    isBy: (author) => areEqual(tag, ownTag(author, place.channel, place.entry, json)),
  };
}

/** @typedef {{room: string, channel: string, epoch: number, sender: string}} SignalPlace */

/** @param {SignalPlace} place */
function signalData({ room, channel, epoch, sender }) {
  return encode("signal", VERSION, room, channel, epoch, sender);
}

/** @param {Uint8Array} key @param {SignalPlace} place @param {object} body */
export function sealSignal(key, place, body) {
  return seal(key, signalData(place), utf8(JSON.stringify(body)));
}

/** @param {Uint8Array} key @param {SignalPlace} place @param {Uint8Array} box @returns {unknown} undefined: it does not open */
export function openSignal(key, place, box) {
  return parsed(open(key, signalData(place), box));
}

/** @typedef {{room: string, seat: string, attempt: string}} WhisperPlace */

/** @param {WhisperPlace} place */
function whisperData({ room, seat, attempt }) {
  return encode("whisper", room, seat, attempt);
}

/** @param {Uint8Array} key @param {WhisperPlace} place @param {object} body */
export function sealWhisper(key, place, body) {
  return seal(key, whisperData(place), utf8(JSON.stringify(body)));
}

/** @param {Uint8Array} key @param {WhisperPlace} place @param {Uint8Array} box @returns {unknown} undefined: it does not open */
export function openWhisper(key, place, box) {
  return parsed(open(key, whisperData(place), box));
}

/** @param {string} room @param {string} seat @param {number} version */
export function handshakePrologue(room, seat, version) {
  return encode("mediation", VERSION, room, seat, version);
}

/** @param {Uint8Array | null} json @returns {unknown} */
function parsed(json) {
  if (!json) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
  } catch {
    return undefined;
  }
}
