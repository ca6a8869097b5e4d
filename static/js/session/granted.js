// What hosts have given to a member: keys, who the hosts are, which author keys are this seat's own.
// Must not know how it was whispered.

import { authorKey } from "../crypto/derivation.js";
import { watermarkCode } from "../crypto/watermark_code.js";
import { isId, toBase64url } from "../crypto/encoding.js";
import { bytesOf, GrantedKeys } from "./keyring.js";

export class Granted {
  keyring = new GrantedKeys();
  /** @type {string[]} */
  hosts = [];
  /** This seat's author keys: the present device's first. @type {Uint8Array[]} */
  authors = [];
  isShuttle = false;
  /** The code of this person's watermark. */
  watermark = "";
  /** Whether a grant has come, in this load of the tab. */
  isHere = false;

  /** @param {Uint8Array} resume R, after a reload: one's own words are known as such before the grant */
  remember(resume) {
    this.authors = [authorKey(resume)];
    this.watermark = watermarkCode(resume);
  }

  /**
   * @param {any} grant as whispered
   * @param {Uint8Array} resume its R
   */
  take({ shuttle, authors }, resume) {
    this.isHere = true;
    this.watermark = watermarkCode(resume);
    this.isShuttle = shuttle === true;
    const former = Array.isArray(authors) ? authors.map(bytesOf) : [];
    const known = [authorKey(resume), ...former, ...this.authors].filter((key) => key !== null);
    this.authors = [...new Map(known.map((key) => [toBase64url(key), key])).values()];
  }

  /**
   * @param {any} told a grant, or keys
   * @returns {boolean} whether somebody is a host who was not known as one
   */
  learn({ hosts, keys }) {
    this.keyring.learn(keys);
    const named = Array.isArray(hosts) ? hosts.filter(isId) : [];
    const isNews = this.hosts.length > 0 && named.some((seat) => !this.hosts.includes(seat));
    this.hosts = [...new Set([...this.hosts, ...named])];
    return isNews;
  }
}
