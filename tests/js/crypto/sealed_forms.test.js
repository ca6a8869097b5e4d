import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import * as cipher from "../../../static/js/crypto/channel_cipher.js";
import * as derivation from "../../../static/js/crypto/derivation.js";
import * as encoding from "../../../static/js/crypto/encoding.js";
import { join, split } from "../../../static/js/crypto/halves.js";
import { pad, PaddingIsWrong, unpad } from "../../../static/js/crypto/padding.js";
import { firstHash, nextHash } from "../../../static/js/crypto/running_hash.js";
import { safetyWords } from "../../../static/js/crypto/safety_words.js";
import { open, seal } from "../../../static/js/crypto/sealing.js";

const { randomBytes, randomId } = encoding;
const bytes = (max = 700) => fc.uint8Array({ maxLength: max });

test("base64url gives back what it was given, as Node's does, and refuses everything else", () => {
  fc.assert(
    fc.property(bytes(), (given) => {
      const text = encoding.toBase64url(given);
      assert.equal(text, Buffer.from(given).toString("base64url"));
      assert.deepEqual(encoding.fromBase64url(text), given);
    }),
  );
  for (const wrong of ["A", "AB=", "A+A", "AB", "AAB", "é", null, "AAAAA"]) {
    assert.throws(() => encoding.fromBase64url(wrong), encoding.EncodingIsWrong);
  }
});

test("ids are 22 letters of which only canonical ones count", () => {
  assert.ok(encoding.isId(randomId()));
  for (const wrong of ["", "A".repeat(21), "A".repeat(23), `${"A".repeat(21)}B`, 7, null]) assert.ok(!encoding.isId(wrong));
});

test("two different lists of parts never encode alike", () => {
  const part = fc.oneof(fc.string(), bytes(8), fc.nat());
  const kind = (p) => (typeof p === "number" ? Buffer.from(encoding.encode(p)).toString("hex").slice(8) : Buffer.from(typeof p === "string" ? encoding.utf8(p) : p).toString("hex"));
  fc.assert(
    fc.property(fc.array(part), fc.array(part), (one, other) => {
      const same = JSON.stringify(one.map(kind)) === JSON.stringify(other.map(kind));
      assert.equal(encoding.areEqual(encoding.encode(...one), encoding.encode(...other)), same);
    }),
  );
  assert.throws(() => encoding.encode(-1), encoding.EncodingIsWrong);
  assert.throws(() => encoding.encode(1.5), encoding.EncodingIsWrong);
  assert.deepEqual(encoding.encode("a", 258), Uint8Array.of(0, 0, 0, 1, 97, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 1, 2));
});

test("derivations need a key of 32 bytes and differ by every part", () => {
  assert.throws(() => derivation.derive(new Uint8Array(31), 32, "x"), derivation.KeyIsWrong);
  const key = randomBytes(32);
  const made = [
    derivation.linkSecret(key, "seat", 1),
    derivation.linkSecret(key, "seat", 2),
    derivation.linkProof(key),
    derivation.channelKey(key, "c", 1, "e"),
    derivation.channelKey(key, "c", 1, "f"),
    derivation.resumeSecret(key, "seat", "device"),
    derivation.handshakePsk(key, null),
    derivation.handshakePsk(key, key),
    derivation.authorKey(key),
    derivation.draftKey(key),
  ].map((secret) => encoding.toBase64url(secret));
  assert.equal(new Set(made).size, made.length);
  assert.ok(encoding.isId(derivation.seatId(key, 0)));
});

test("padding is undone exactly, always adds, and hides the length within 256 bytes", () => {
  fc.assert(
    fc.property(bytes(), (given) => {
      const padded = pad(given);
      assert.ok(padded.length > given.length && padded.length % 256 === 0 && padded.length - given.length <= 256);
      assert.deepEqual(unpad(padded), given);
    }),
  );
  const twoBlocks = new Uint8Array(512);
  twoBlocks[10] = 0x80;
  for (const wrong of [new Uint8Array(0), new Uint8Array(256), new Uint8Array(255).fill(0x80), twoBlocks]) {
    assert.throws(() => unpad(wrong), PaddingIsWrong);
  }
});

test("what is sealed opens only with its key and data, and no altered bit passes", () => {
  fc.assert(
    fc.property(bytes(300), bytes(40), fc.nat(), (plaintext, ad, where) => {
      const key = randomBytes(32);
      const sealed = seal(key, ad, plaintext);
      assert.deepEqual(open(key, ad, sealed), plaintext);
      assert.equal(open(randomBytes(32), ad, sealed), null);
      assert.equal(open(key, encoding.encode(ad), sealed), null);
      sealed[where % sealed.length] ^= 1 << (where % 8);
      assert.equal(open(key, ad, sealed), null);
    }),
  );
  for (const junk of [null, undefined, "text", new Uint8Array(3), {}]) assert.equal(open(randomBytes(32), randomBytes(1), junk), null);
});

test("a post opens only where it stands, and its tag knows its author", () => {
  const key = randomBytes(32);
  const [mine, theirs] = [randomBytes(32), randomBytes(32)];
  const place = { room: randomId(), channel: randomId(), epoch: 1, sender: randomId(), entry: randomId(), seen: 4, hashSeen: randomBytes(32) };
  const sealed = cipher.sealPost(key, place, mine, { kind: "message", text: "سلام" });
  const opened = cipher.openPost(key, place, sealed);
  assert.deepEqual(opened.body, { kind: "message", text: "سلام" });
  assert.ok(opened.isBy(mine) && !opened.isBy(theirs));
  const elsewhere = { room: randomId(), channel: randomId(), epoch: 2, sender: randomId(), entry: randomId(), seen: 5, hashSeen: randomBytes(32) };
  for (const field of Object.keys(place)) assert.equal(cipher.openPost(key, { ...place, [field]: elsewhere[field] }, sealed), null);
});

test("signals and whispers open in their place alone, and what is not JSON is nothing", () => {
  const key = randomBytes(32);
  const place = { room: "r", channel: "c", epoch: 1, sender: "s" };
  const box = cipher.sealSignal(key, place, { kind: "typing" });
  assert.deepEqual(cipher.openSignal(key, place, box), { kind: "typing" });
  assert.equal(cipher.openSignal(key, { ...place, sender: "t" }, box), undefined);
  const ends = { room: "r", seat: "s", attempt: "a" };
  const whisper = cipher.sealWhisper(key, ends, { kind: "resume" });
  assert.deepEqual(cipher.openWhisper(key, ends, whisper), { kind: "resume" });
  assert.equal(cipher.openWhisper(key, { ...ends, attempt: "b" }, whisper), undefined);
  assert.equal(cipher.openWhisper(key, ends, seal(key, encoding.encode("whisper", "r", "s", "a"), encoding.utf8("{"))), undefined);
});

test("the running hash depends on every field and on all that came before", () => {
  const envelope = { number: 1, sender: "s", epoch: 1, entry: "e", seen: 0, sealed: randomBytes(40) };
  const first = firstHash("r", "c");
  const next = nextHash(first, envelope);
  const other = { number: 2, sender: "t", epoch: 2, entry: "f", seen: 1, sealed: randomBytes(40) };
  for (const field of Object.keys(envelope)) assert.notDeepEqual(nextHash(first, { ...envelope, [field]: other[field] }), next);
  assert.notDeepEqual(nextHash(firstHash("r", "d"), envelope), next);
});

test("safety words are three, equal on both ends, and turn on every input", () => {
  const [h, m, n] = [randomBytes(64), randomBytes(32), randomBytes(32)];
  const words = safetyWords(h, m, n);
  assert.equal(words.length, 3);
  assert.deepEqual(safetyWords(h, m, n), words);
  assert.notDeepEqual(safetyWords(h, n, m), words);
  assert.ok(words.every((word) => Number.isInteger(word) && word >= 0 && word < 2048));
});

test("two halves give the secret, halves of different length do not", () => {
  fc.assert(
    fc.property(bytes(64), (secret) => {
      const { pad: inTab, half } = split(secret);
      assert.deepEqual(join(half, inTab), secret);
    }),
  );
  assert.throws(() => join(new Uint8Array(3), new Uint8Array(4)), encoding.EncodingIsWrong);
});
