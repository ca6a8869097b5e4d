// What comes along when people paste, and would have their words refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isMessageText } from "../../../static/js/entries/conversation.js";
import { tidyName } from "../../../static/js/entries/name.js";
import { typedLine, typedText } from "../../../static/js/views/typed.js";

const PASTED = ["\u202a+41 00 000\u202c", "one\vtwo\fthree", "a\u2028b", "\u2066x\u2069", "bell\u0007", "half \ud83d", "a\r\nb\rc"];

test("what was pasted becomes a message that every tab reads", () => {
  for (const text of PASTED) assert.ok(isMessageText(typedText(text)), JSON.stringify(text));
});

test("lines stay lines, and letters of any script stay as they are", () => {
  assert.equal(typedText("one\vtwo\r\nthree"), "one\ntwo\nthree");
  for (const text of ["ندى\u200cها", "a\tb", "👩🏽‍⚖️ 字", "e\u0301"]) assert.equal(typedText(text), text);
});

test("a name is what can be seen of it, on one line", () => {
  for (const text of [...PASTED, "\u200fندى\u200f", "\ufeffN", "two\nlines"]) assert.equal(tidyName(typedLine(text)), typedLine(text));
  assert.equal(typedLine("\u200fندى  \u202e"), "ندى");
});

test("nothing to be seen is no name", () => {
  for (const text of ["", " ", "\u200d", "\u202e\u200f", "\u0007"]) assert.equal(typedLine(text), "");
});
