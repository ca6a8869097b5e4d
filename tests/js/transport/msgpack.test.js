// Our few lines of MessagePack against the library that everyone knows, in both directions.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as library from "@msgpack/msgpack";
import fc from "fast-check";
import { decode, encode } from "../../../static/js/transport/msgpack.js";

const leaf = fc.oneof(
  fc.constant(null), fc.boolean(), fc.maxSafeInteger(), fc.integer({ min: -300, max: 300 }), fc.double({ noNaN: true }).filter((n) => !Object.is(n, -0)),
  fc.string({ unit: "binary", maxLength: 80 }), fc.uint8Array({ maxLength: 300 }),
); // prettier-ignore
const name = fc.string({ unit: "binary", maxLength: 40 }).filter((text) => text !== "__proto__"); // which the library refuses
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small" }, leaf, fc.array(tie("value"), { maxLength: 20 }), fc.dictionary(name, tie("value"), { maxKeys: 20, noNullPrototype: true })),
}));
const plain = (held) => structuredClone(held);

test("what is written is read by the library", () => {
  fc.assert(fc.property(value, (held) => assert.deepEqual(plain(library.decode(encode(held))), plain(held))));
});

test("what the library writes is read", () => {
  fc.assert(fc.property(value, (held) => assert.deepEqual(plain(decode(library.encode(held))), plain(held))));
});

test("long texts, bytes, lists and maps are read in every width", () => {
  for (const length of [15, 16, 31, 32, 255, 256, 65_535, 65_536]) {
    const list = Array.from({ length }, (_, at) => at);
    const held = ["x".repeat(length), new Uint8Array(length), list, Object.fromEntries(list.map((at) => [`n${at}`, at]))];
    assert.deepEqual(decode(library.encode(held)), held);
    assert.deepEqual(library.decode(encode(held)), held);
  }
  assert.equal(decode(library.encode(1.5, { forceFloat32: true })), 1.5);
});

test("fields that are undefined are left out", () => {
  assert.deepEqual(decode(encode({ a: undefined, b: 1 })), { b: 1 });
});

test("a packet that is cut short, goes on, or holds an extension is refused", () => {
  fc.assert(
    fc.property(value, fc.nat(), (held, cut) => {
      const bytes = encode(held);
      assert.throws(() => decode(bytes.subarray(0, cut % bytes.length)));
      assert.throws(() => decode(Uint8Array.of(...bytes, 0xc0)), RangeError);
    }),
  );
  assert.throws(() => decode(library.encode(new Date())), TypeError);
  assert.throws(() => decode(Uint8Array.of(0x81, 0x01, 0x01)), TypeError, "a map by numbers");
  assert.throws(() => decode(Uint8Array.of(0xdd, 0xff, 0xff, 0xff, 0xff)), RangeError, "a list of four thousand million");
});

test("whatever comes is read or refused, and never becomes a prototype", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        decode(bytes);
      } catch (error) {
        assert.ok(error instanceof RangeError || error instanceof TypeError, String(error));
      }
    }),
  );
  const proto = decode(Uint8Array.of(0x81, 0xa9, ...new TextEncoder().encode("__proto__"), 0x81, 0xa1, 0x61, 0x01));
  assert.equal(/** @type {any} */ (proto).a, undefined);
});
