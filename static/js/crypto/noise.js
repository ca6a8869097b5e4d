// Noise_NNpsk0_25519_ChaChaPoly_BLAKE2b (Noise revision 34), both ends, and nothing else of Noise.
// Must not know what a seat or a psk stands for.

import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { x25519 } from "./x25519.js";
import { blake2b } from "@noble/hashes/blake2.js";
import { hmac } from "@noble/hashes/hmac.js";
import { randomBytes, utf8 } from "./encoding.js";

/** A handshake message does not open: another psk, another prologue, or altered on the way. */
export class HandshakeFailed extends Error {
  name = "HandshakeFailed";
}

const NAME = "Noise_NNpsk0_25519_ChaChaPoly_BLAKE2b";
const KEY_BYTES = 32;
const NONE = new Uint8Array(0);

/** @param {...Uint8Array} pieces */
function joined(...pieces) {
  const out = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/**
 * HKDF as section 4.3 has it: HMAC with the hash, no info.
 * @param {Uint8Array} chaining @param {Uint8Array} material @param {number} outputs
 */
function expand(chaining, material, outputs) {
  const temporary = hmac(blake2b, chaining, material);
  const out = [];
  let last = NONE;
  for (let n = 1; n <= outputs; n += 1) {
    last = hmac(blake2b, temporary, joined(last, Uint8Array.of(n)));
    out.push(last);
  }
  return out;
}

/** SymmetricState with its CipherState, section 5.1 and 5.2. */
class Symmetric {
  chaining = new Uint8Array(64);
  hash = this.chaining;
  key = NONE;
  counter = 0;

  /** @param {Uint8Array} prologue */
  constructor(prologue) {
    this.chaining.set(utf8(NAME));
    this.mixHash(prologue);
  }

  /** @param {Uint8Array} bytes */
  mixHash(bytes) {
    this.hash = blake2b(joined(this.hash, bytes));
  }

  /** @param {Uint8Array} material */
  mixKey(material) {
    const [chaining, key] = expand(this.chaining, material, 2);
    this.chaining = chaining;
    this.#use(key);
  }

  /** @param {Uint8Array} material */
  mixKeyAndHash(material) {
    const [chaining, hashed, key] = expand(this.chaining, material, 3);
    this.chaining = chaining;
    this.mixHash(hashed);
    this.#use(key);
  }

  /** @param {Uint8Array} key */
  #use(key) {
    this.key = key.slice(0, KEY_BYTES);
    this.counter = 0;
  }

  #cipher() {
    const nonce = new Uint8Array(12);
    new DataView(nonce.buffer).setUint32(4, this.counter, true);
    this.counter += 1;
    return chacha20poly1305(this.key, nonce, this.hash);
  }

  /** @param {Uint8Array} plaintext */
  encrypt(plaintext) {
    const ciphertext = this.#cipher().encrypt(plaintext);
    this.mixHash(ciphertext);
    return ciphertext;
  }

  /** @param {Uint8Array} ciphertext */
  decrypt(ciphertext) {
    const plaintext = this.#cipher().decrypt(ciphertext);
    this.mixHash(ciphertext);
    return plaintext;
  }

  split() {
    const [initiator, responder] = expand(this.chaining, NONE, 2);
    return [initiator.slice(0, KEY_BYTES), responder.slice(0, KEY_BYTES)];
  }
}

/**
 * What a handshake gives.
 * @typedef {object} Handshaken
 * @property {Uint8Array} payload of the message just read
 * @property {Uint8Array} fromInitiator key for what the initiator sends
 * @property {Uint8Array} fromResponder
 * @property {Uint8Array} hash the handshake hash, 64 bytes
 */

/** @param {Uint8Array} [secret] 32 bytes; only the published vectors need to give one */
function ephemeralKeys(secret = randomBytes(KEY_BYTES)) {
  return { secret, open: x25519.getPublicKey(secret) };
}

/** @param {Uint8Array} psk */
function checkPsk(psk) {
  if (!(psk instanceof Uint8Array) || psk.length !== KEY_BYTES) throw new HandshakeFailed("psk is not 32 bytes");
}

/**
 * Everything that only fails on a wrong message or key.
 * @template T
 * @param {() => T} step
 * @returns {T}
 */
function orFail(step) {
  try {
    return step();
  } catch {
    throw new HandshakeFailed("the message does not open");
  }
}

/** @param {Symmetric} symmetric @param {Uint8Array} payload */
function finished(symmetric, payload) {
  const [fromInitiator, fromResponder] = symmetric.split();
  return { payload, fromInitiator, fromResponder, hash: symmetric.hash };
}

export class Initiator {
  #symmetric;
  #ephemeral;
  /** @type {Uint8Array} */
  message;

  /**
   * Makes message 1 at once.
   * @param {Uint8Array} prologue
   * @param {Uint8Array} psk 32 bytes
   * @param {{payload?: Uint8Array, ephemeral?: Uint8Array}} [given]
   */
  constructor(prologue, psk, given = {}) {
    checkPsk(psk);
    this.#symmetric = new Symmetric(prologue);
    this.#ephemeral = ephemeralKeys(given.ephemeral);
    this.#symmetric.mixKeyAndHash(psk);
    this.#symmetric.mixHash(this.#ephemeral.open);
    this.#symmetric.mixKey(this.#ephemeral.open);
    this.message = joined(this.#ephemeral.open, this.#symmetric.encrypt(given.payload ?? NONE));
  }

  /**
   * @param {Uint8Array} message message 2; throws HandshakeFailed
   * @returns {Handshaken}
   */
  read(message) {
    const symmetric = this.#symmetric;
    return orFail(() => {
      const theirs = message.slice(0, KEY_BYTES);
      symmetric.mixHash(theirs);
      symmetric.mixKey(theirs);
      symmetric.mixKey(x25519.getSharedSecret(this.#ephemeral.secret, theirs));
      const payload = symmetric.decrypt(message.slice(KEY_BYTES));
      return finished(symmetric, payload);
    });
  }
}

export class Responder {
  #symmetric;
  #theirs;
  /** @type {Uint8Array} payload of message 1 */
  payload;

  /**
   * Reads message 1; throws HandshakeFailed.
   * @param {Uint8Array} prologue
   * @param {Uint8Array} psk 32 bytes
   * @param {Uint8Array} message
   */
  constructor(prologue, psk, message) {
    checkPsk(psk);
    const symmetric = new Symmetric(prologue);
    this.#symmetric = symmetric;
    this.#theirs = message.slice(0, KEY_BYTES);
    this.payload = orFail(() => {
      symmetric.mixKeyAndHash(psk);
      symmetric.mixHash(this.#theirs);
      symmetric.mixKey(this.#theirs);
      return symmetric.decrypt(message.slice(KEY_BYTES));
    });
  }

  /**
   * @param {Uint8Array} payload
   * @param {Uint8Array} [ephemeral]
   * @returns {Handshaken & {message: Uint8Array}} message 2 and the keys
   */
  answer(payload, ephemeral) {
    const symmetric = this.#symmetric;
    const ours = ephemeralKeys(ephemeral);
    return orFail(() => {
      symmetric.mixHash(ours.open);
      symmetric.mixKey(ours.open);
      symmetric.mixKey(x25519.getSharedSecret(ours.secret, this.#theirs));
      const message = joined(ours.open, symmetric.encrypt(payload));
      return { message, ...finished(symmetric, this.payload) };
    });
  }
}
