import assert from "node:assert/strict";
import { test } from "node:test";
import { x25519 as whole } from "@noble/curves/ed25519.js";
import fc from "fast-check";
import { x25519 } from "../../../static/js/crypto/x25519.js";

const hex = (text) => new Uint8Array(Buffer.from(text, "hex"));

// RFC 7748, section 5.2 and section 6.1
const PRODUCTS = [
  ["a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4", "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c", "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"],
  ["4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d", "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493", "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"],
];
const SECRET = "00".repeat(31) + "2a";

test("the RFC's products come out", () => {
  for (const [scalar, point, product] of PRODUCTS) {
    assert.deepEqual(x25519.getSharedSecret(hex(scalar), hex(point)), hex(product));
  }
});

test("it is the same function as noble's own, base point included", () => {
  const secret = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(secret, secret, (mine, theirs) => {
      assert.deepEqual(x25519.getPublicKey(mine), whole.getPublicKey(mine));
      const open = whole.getPublicKey(theirs);
      assert.deepEqual(x25519.getSharedSecret(mine, open), whole.getSharedSecret(mine, open));
    }),
    { numRuns: 25 },
  );
  assert.deepEqual(x25519.getPublicKey(hex(SECRET)), whole.getPublicKey(hex(SECRET)));
});

test("a point of low order is refused", () => {
  assert.throws(() => x25519.getSharedSecret(hex(SECRET), new Uint8Array(32)));
});
