// What a square code holds, and what is done with one that was spoiled.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { sealedInFragment } from "../../../static/js/verify/fragment.js";
import { sealed } from "./sealed.js";

/** @param {Uint8Array} bytes @param {string} first in hexadecimal */
const numbered = (bytes, first = "1") => `#${BigInt(`0x${first}${Buffer.from(bytes).toString("hex")}`)}`;
/** @param {Uint8Array} bytes */
const fragment = (bytes) => numbered(deflateRawSync(bytes));

test("a fragment is the number that a byte 1 and the deflated statement write", async () => {
  const whole = sealed();
  assert.deepEqual(await sealedInFragment(fragment(whole)), whole);
  const beginsWithZero = new Uint8Array([0, 0, 7]);
  assert.deepEqual(await sealedInFragment(fragment(beginsWithZero)), beginsWithZero);
});

test("without one there is nothing to check", async () => {
  assert.equal(await sealedInFragment(""), null);
  assert.equal(await sealedInFragment("#"), null);
});

test("a spoiled one is empty, and so is one that unfolds without end", async () => {
  const whole = fragment(sealed());
  const vast = fragment(new Uint8Array(1 << 20));
  assert.ok(vast.length < 4000, "it would fit in a code");
  for (const spoiled of ["#%%%", "#0", "#1", "#-17", "#0x1f", whole.slice(0, -9), numbered(deflateRawSync(sealed()), "2"), `#${"9".repeat(5000)}`, vast]) {
    assert.deepEqual(await sealedInFragment(spoiled), new Uint8Array(), spoiled.slice(0, 40));
  }
});
