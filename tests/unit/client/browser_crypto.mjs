// Lets the Python tests call the browser's crypto modules: a request a line in, an answer a line out.
// Bytes travel as {"bytes": base64url}.

import process from "node:process";
import { createInterface } from "node:readline";
import * as cipher from "../../../static/js/crypto/channel_cipher.js";
import * as derivation from "../../../static/js/crypto/derivation.js";
import * as encoding from "../../../static/js/crypto/encoding.js";
import * as noise from "../../../static/js/crypto/noise.js";
import * as padding from "../../../static/js/crypto/padding.js";
import * as hashes from "../../../static/js/crypto/running_hash.js";
import * as sealing from "../../../static/js/crypto/sealing.js";
import * as words from "../../../static/js/crypto/safety_words.js";

/** @type {noise.Initiator} */
let initiator;

const handshakes = {
  start: (prologue, psk) => (initiator = new noise.Initiator(prologue, psk)).message,
  read: (message) => initiator.read(message),
  answer: (prologue, psk, message, payload) => new noise.Responder(prologue, psk, message).answer(payload),
};

const posts = {
  /** The opened body, and whether the holder of the author key wrote it. */
  open: (key, place, author, sealed) => {
    const opened = cipher.openPost(key, place, sealed);
    return opened && { body: opened.body, isBy: opened.isBy(author) };
  },
};

const modules = { cipher, derivation, encoding, padding, hashes, sealing, words, handshakes, posts };

const receive = (_, value) => (value && typeof value.bytes === "string" ? encoding.fromBase64url(value.bytes) : value);
const send = (_, value) => (value instanceof Uint8Array ? { bytes: encoding.toBase64url(value) } : value);

for await (const line of createInterface({ input: process.stdin })) {
  const { module, name, given } = JSON.parse(line, receive);
  let answer;
  try {
    answer = { value: modules[module][name](...given) };
  } catch (error) {
    answer = { error: error.name };
  }
  process.stdout.write(`${JSON.stringify(answer, send)}\n`);
}
