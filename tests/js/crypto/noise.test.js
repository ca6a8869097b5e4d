import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { HandshakeFailed, Initiator, Responder } from "../../../static/js/crypto/noise.js";
import { randomBytes, utf8 } from "../../../static/js/crypto/encoding.js";

const hex = (text) => new Uint8Array(Buffer.from(text, "hex"));
const { vectors } = JSON.parse(readFileSync(new URL("../../vectors/noise_nnpsk0.json", import.meta.url), "utf8"));

test("both ends reproduce the published vector, transport messages included", () => {
  for (const vector of vectors) {
    const [one, two, ...transport] = vector.messages.map((m) => ({ payload: hex(m.payload), ciphertext: hex(m.ciphertext) }));
    const initiator = new Initiator(hex(vector.init_prologue), hex(vector.init_psks[0]), {
      payload: one.payload,
      ephemeral: hex(vector.init_ephemeral),
    });
    assert.deepEqual(initiator.message, one.ciphertext);
    const responder = new Responder(hex(vector.resp_prologue), hex(vector.resp_psks[0]), one.ciphertext);
    assert.deepEqual(responder.payload, one.payload);
    const answer = responder.answer(two.payload, hex(vector.resp_ephemeral));
    assert.deepEqual(answer.message, two.ciphertext);
    const read = initiator.read(two.ciphertext);
    assert.deepEqual(read.payload, two.payload);
    assert.deepEqual(read.hash, hex(vector.handshake_hash));
    assert.deepEqual(answer.hash, read.hash);
    const counters = [0, 0];
    transport.forEach(({ payload, ciphertext }, at) => {
      const way = at % 2;
      const nonce = new Uint8Array(12);
      nonce[4] = counters[way];
      counters[way] += 1;
      const key = way === 0 ? read.fromInitiator : read.fromResponder;
      assert.deepEqual(chacha20poly1305(key, nonce).encrypt(payload), ciphertext);
    });
  }
});

test("another psk, another prologue or one altered bit is refused by name", () => {
  const psk = randomBytes(32);
  const { message } = new Initiator(utf8("here"), psk);
  assert.throws(() => new Responder(utf8("here"), randomBytes(32), message), HandshakeFailed);
  assert.throws(() => new Responder(utf8("there"), psk, message), HandshakeFailed);
  assert.throws(() => new Responder(utf8("here"), psk, message.slice(0, 20)), HandshakeFailed);
  assert.throws(() => new Initiator(utf8("here"), randomBytes(31)), HandshakeFailed);
  for (let at = 0; at < message.length; at += 1) {
    const altered = message.slice();
    altered[at] ^= 1;
    assert.throws(() => new Responder(utf8("here"), psk, altered), HandshakeFailed);
  }
});

test("an answer that was altered, or is all zeros, fails at the initiator", () => {
  const psk = randomBytes(32);
  const answerTo = (initiator) => new Responder(utf8("p"), psk, initiator.message).answer(randomBytes(32)).message;
  const initiator = new Initiator(utf8("p"), psk);
  const altered = answerTo(initiator);
  altered[40] ^= 1;
  assert.throws(() => initiator.read(altered), HandshakeFailed);
  assert.throws(() => new Initiator(utf8("p"), psk).read(new Uint8Array(80)), HandshakeFailed);
});
