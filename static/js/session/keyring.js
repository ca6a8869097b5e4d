// Which keys open an epoch of a channel: a member's by grant, a host's by derivation. Must not know entries.

import { channelKey } from "../crypto/derivation.js";
import { fromBase64url, isId, toBase64url } from "../crypto/encoding.js";

/**
 * One key as a grant carries it.
 * @typedef {object} KeyItem
 * @property {string} channel
 * @property {number} epoch
 * @property {string} epoch_id
 * @property {string} key  base64url
 * @property {number} since
 * @property {string} hash  base64url, the running hash at `since`
 * @property {boolean} [inherited]
 *
 * @typedef {object} Keyring
 * @property {(channel: string, epoch: number) => Uint8Array[] | null} keysFor  null: not known yet, wait; empty: lost
 * @property {(channel: string, epoch: number) => boolean} isInherited  from before the present room secret
 * @property {(channel: string) => Base | null} baseOf  where this tab begins to hear a channel; null: not known yet
 *
 * @typedef {{since: number, hash: Uint8Array | null}} Base  hash null: from the very beginning
 */

/** @param {string} channel @param {number} epoch */
const place = (channel, epoch) => `${channel}.${epoch}`;

/** What hosts have granted to this member. @implements {Keyring} */
export class GrantedKeys {
  /** @type {Map<string, {item: KeyItem, key: Uint8Array}>} */
  #granted = new Map();
  /** @type {Map<string, Base>} */
  #bases = new Map();

  /** @param {unknown} items whatever stands in a grant; what is malformed is left out */
  learn(items) {
    if (!Array.isArray(items)) return;
    for (const item of items) {
      const key = bytesOf(item?.key);
      const hash = bytesOf(item?.hash);
      if (!isId(item?.channel) || !Number.isSafeInteger(item.epoch) || !isId(item.epoch_id)) continue;
      if (!Number.isSafeInteger(item.since) || !key || !hash) continue;
      this.#granted.set(place(item.channel, item.epoch), { item, key });
      this.#bases.set(item.channel, { since: item.since, hash });
    }
  }

  /** @param {string} channel a channel that this member is no longer in */
  drop(channel) {
    this.#bases.delete(channel);
    for (const [where, { item }] of this.#granted) if (item.channel === channel) this.#granted.delete(where);
  }

  /** @returns {KeyItem[]} for a mediator who is back on a new device */
  items() {
    return [...this.#granted.values()].map(({ item }) => item);
  }

  /** @param {string} channel @param {number} epoch */
  keysFor(channel, epoch) {
    const granted = this.#granted.get(place(channel, epoch));
    return granted ? [granted.key] : null;
  }

  /** @param {string} channel @param {number} epoch */
  isInherited(channel, epoch) {
    return this.#granted.get(place(channel, epoch))?.item.inherited === true;
  }

  /** @param {string} channel */
  baseOf(channel) {
    return this.#bases.get(channel) ?? null;
  }
}

/** A host's: everything under S, and what was handed back from before it. @implements {Keyring} */
export class DerivedKeys {
  /** @type {Uint8Array} */
  #secret;
  /** @type {Map<string, string>} */
  #epochIds = new Map();
  /** @type {Map<string, Uint8Array[]>} */
  #inherited = new Map();
  /** Until the notes have been read, a host cannot tell its epochs from those before its S. */
  hasReadNotes = false;

  /** @param {Uint8Array} secret S @param {string} notes the notes' channel, always under this S */
  constructor(secret, notes) {
    this.#secret = secret;
    this.notes = notes;
  }

  /** @param {string} channel @param {{epoch: number, epoch_id: string}[]} epochs */
  describe(channel, epochs) {
    for (const { epoch, epoch_id: epochId } of epochs) this.#epochIds.set(place(channel, epoch), epochId);
  }

  /**
   * @param {readonly {channel: string, epoch: number, key: string | null}[]} keys as the notes have them
   * @returns {Set<string>} channels that can be read further now
   */
  inherit(keys) {
    const changed = new Set();
    for (const { channel, epoch, key } of keys) {
      const known = this.#inherited.get(place(channel, epoch)) ?? [];
      this.#inherited.set(place(channel, epoch), known);
      const bytes = key === null ? null : bytesOf(key);
      if (!bytes || known.some((other) => toBase64url(other) === key)) continue;
      known.push(bytes);
      changed.add(channel);
    }
    return changed;
  }

  /** @param {string} channel @param {number} epoch */
  keysFor(channel, epoch) {
    if (channel !== this.notes && !this.hasReadNotes) return null;
    const inherited = this.#inherited.get(place(channel, epoch));
    if (inherited) return inherited;
    const epochId = this.#epochIds.get(place(channel, epoch));
    return epochId === undefined ? null : [channelKey(this.#secret, channel, epoch, epochId)];
  }

  /** @param {string} channel @param {number} epoch */
  isInherited(channel, epoch) {
    return this.#inherited.has(place(channel, epoch));
  }

  baseOf() {
    return { since: 0, hash: null };
  }
}

/** @param {unknown} text @returns {Uint8Array | null} 32 bytes */
export function bytesOf(text) {
  try {
    const bytes = fromBase64url(/** @type {string} */ (text));
    return bytes.length === 32 ? bytes : null;
  } catch {
    return null;
  }
}
