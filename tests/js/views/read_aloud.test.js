// Words never leave the device to be spoken: only a voice that says of itself that it is local is ever used.
// Seen to fail when `localService` is not asked.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ReadAloud, ownVoice } from "../../../static/js/views/read_aloud.js";

const local = { name: "on this device", lang: "en-GB", localService: true };
const remote = { name: "in a cloud", lang: "en-US", localService: false };
const foreign = { name: "another language", lang: "fr-FR", localService: true };

/** A browser's speech, with what it was asked to say. */
const speech = {
  voices: /** @type {any[]} */ ([]),
  said: /** @type {any[]} */ ([]),
  getVoices: () => speech.voices,
  addEventListener: () => undefined,
  speak: (/** @type {any} */ one) => speech.said.push(one),
  cancel: () => speech.said.push("cancelled"),
};
Object.assign(globalThis, {
  speechSynthesis: speech,
  SpeechSynthesisUtterance: class {
    /** @param {string} text */
    constructor(text) {
      this.text = text;
    }
  },
});

/** @param {string} id @param {string[]} texts @returns {any} */
const channel = (id, ...texts) => ({
  id,
  settled: true,
  messages: texts.map((text, n) => ({ entry: `${id}${n}`, mine: text.startsWith("mine"), name: "Elm", text })),
});

beforeEach(() => {
  speech.voices = [remote, foreign, local];
  speech.said = [];
});

test("a voice that is not local, or of another language, is never used, and nothing is offered without one", () => {
  assert.equal(ownVoice(), local);
  speech.voices = [remote, foreign, { ...remote, localService: undefined }];
  assert.equal(ownVoice(), undefined);
  const aloud = new ReadAloud(() => undefined);
  aloud.turn(true);
  aloud.follow(channel("a"), true);
  aloud.follow(channel("a", "new"), true);
  assert.deepEqual(speech.said, ["cancelled", "cancelled"]);
});

test("it is off until wanted, and reads what others write from then on, in the conversation that is seen", () => {
  const aloud = new ReadAloud(() => undefined);
  aloud.follow(channel("a", "before"), true);
  aloud.follow(channel("a", "before", "still off"), true);
  aloud.turn(true);
  aloud.follow(channel("a", "before", "still off", "mine", "read this"), true);
  aloud.follow(channel("b", "another conversation"), true);
  aloud.follow(channel("b", "another conversation", "not seen"), false);
  aloud.follow(channel("b", "another conversation", "not seen", "seen"), true);
  const words = speech.said.map((one) => one.text ?? one);
  assert.deepEqual(words, ["cancelled", "cancelled", "Elm: read this", "cancelled", "Elm: seen"]);
  assert.ok(speech.said.every((one) => one === "cancelled" || one.voice === local));
});
