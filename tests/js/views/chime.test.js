// Sounds are off until wanted, and sparing.
import assert from "node:assert/strict";
import { test } from "node:test";

let rung = 0;
const kept = new Map();
class Sound {
  gain = { exponentialRampToValueAtTime: () => undefined };
  connect(/** @type {unknown} */ to) {
    return to;
  }
  start() {
    rung += 1;
  }
  stop() {}
}
Object.assign(globalThis, {
  document: { documentElement: { dataset: {} } },
  sessionStorage: { getItem: (/** @type {string} */ key) => kept.get(key) ?? null, setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value) },
  AudioContext: class { currentTime = 0; },
  OscillatorNode: Sound,
  GainNode: Sound,
});
const { Chime } = await import("../../../static/js/views/chime.js");
const { makeComfortable } = await import("../../../static/js/views/comfort.js");

test("nothing sounds until it is wanted, nor for what was there before, nor twice in a moment", () => {
  const chime = new Chime();
  for (const waiting of [3, 4]) chime.follow(waiting);
  assert.equal(rung, 0);
  makeComfortable({ sounds: true });
  for (const waiting of [4, 2, 2]) chime.follow(waiting);
  assert.equal(rung, 0, "fewer wait, or as many");
  for (const waiting of [3, 4, 5]) chime.follow(waiting);
  assert.equal(rung, 2, "two notes, once");
  new Chime().follow(9);
  assert.equal(rung, 2, "what waited when it began");
});
