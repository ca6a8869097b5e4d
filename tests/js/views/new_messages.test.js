// What is told to whoever does not look: what others write from now on, once. Seen to fail when `settled` is not asked,
// and when `mine` is not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NewMessages } from "../../../static/js/views/new_messages.js";

/** @param {string} id @param {boolean} settled @param {string[]} texts @returns {any} */
const channel = (id, settled, ...texts) => ({
  id,
  settled,
  messages: texts.map((text) => ({ entry: `${id} ${text}`, mine: text.startsWith("mine"), text })),
});

test("what comes back one by one after a reload is no news, and neither are one's own words", () => {
  const news = new NewMessages();
  const since = (/** @type {any} */ one) => news.since(one).map(({ text }) => text);
  assert.deepEqual(since(channel("a", false)), []);
  assert.deepEqual(since(channel("a", false, "first")), []);
  assert.deepEqual(since(channel("a", true, "first", "second")), []);
  assert.deepEqual(since(channel("a", true, "first", "second", "mine", "third")), ["third"]);
  assert.deepEqual(since(channel("a", true, "first", "second", "mine", "third")), []);
});

test("what was written while one was elsewhere is read there, not told; what came while the network was gone is told", () => {
  const news = new NewMessages();
  const since = (/** @type {any} */ one) => news.since(one).map(({ text }) => text);
  since(channel("a", true, "one"));
  since(channel("b", true));
  assert.deepEqual(since(channel("a", true, "one", "two")), []);
  assert.deepEqual(since(channel("a", false, "one", "two", "three")), ["three"]);
});
