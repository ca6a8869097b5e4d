import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { applyEntry, EMPTY_BOOK } from "../../../static/js/entries/book.js";
import { isMessageText } from "../../../static/js/entries/conversation.js";
import { isLabel, isName, tidyName } from "../../../static/js/entries/name.js";
import { meetingOf } from "../../../static/js/entries/roster.js";

const id = (letter) => letter.repeat(21) + "A";
const HOST = id("h");
const OAK = id("a");
const ELM = id("b");
const HOSTS = [HOST];

const oak = { seat: OAK, name: "Oak", role: "party", side: 0 };
const mediator = { seat: HOST, name: "Mediator", role: "mediator", side: null };

let count = 0;
function entry(sender, body, entryId) {
  count += 1;
  return { number: count, sender, entry: entryId ?? `${String(count).padStart(21, "0")}A`, body, hosts: HOSTS };
}
const applied = (...entries) => entries.reduce(applyEntry, EMPTY_BOOK);
const roster = (channel, people = [mediator, oak]) => entry(HOST, { kind: "roster", channel, title: "", people });

test("a message stands once, and only its author withdraws it", () => {
  const said = entry(OAK, { kind: "message", text: "my words" }, id("m"));
  const withdrawal = { kind: "withdraw", entry: id("m") };
  let book = applied(said, said);
  assert.equal(book.messages.length, 1);
  assert.equal(applyEntry(book, entry(ELM, withdrawal)), book);
  assert.equal(applyEntry(book, entry(HOST, withdrawal)), book);
  book = applyEntry(book, entry(OAK, withdrawal));
  assert.deepEqual(book.messages[0], { entry: id("m"), number: said.number, sender: OAK, text: "", withdrawn: true });
});

test("messages are 1 to 8,000 characters of text that reads as it was written", () => {
  assert.ok(isMessageText("x".repeat(8_000)) && isMessageText("👍".repeat(8_000)) && isMessageText("two\nlines\tمرحبا"));
  for (const wrong of ["", "  \n", "x".repeat(8_001), "a\u202eb", "a\u0000", "\ud800", 7, null, ["x"]]) assert.ok(!isMessageText(wrong));
});

test("an observer does not speak in the joint session", () => {
  const book = applied(roster("joint", [mediator, { ...oak, role: "observer", side: null }]));
  assert.equal(applyEntry(book, entry(OAK, { kind: "message", text: "x" })), book);
});

test("only a host writes the roster, and a channel never becomes another kind", () => {
  assert.equal(applied(entry(OAK, roster("joint").body)), EMPTY_BOOK);
  const book = applied(roster("caucus"));
  assert.equal(applyEntry(book, roster("joint")), book);
  assert.equal(applyEntry(book, roster("caucus", [oak])).people.length, 1);
  assert.equal(applyEntry(book, roster("caucus", [oak, oak])), book);
});

test("readiness counts from the person the private meeting is with, and from nobody else, nowhere else", () => {
  const book = applied(roster("private"));
  assert.equal(meetingOf(book), OAK);
  assert.deepEqual(applyEntry(book, entry(OAK, { kind: "ready", ready: true })).ready, { [OAK]: true });
  assert.deepEqual(applyEntry(book, entry(OAK, { kind: "agree", agree: false })).agree, { [OAK]: false });
  for (const sender of [HOST, ELM]) assert.equal(applyEntry(book, entry(sender, { kind: "ready", ready: true })), book);
  assert.equal(applyEntry(book, entry(OAK, { kind: "ready", ready: "yes" })), book);
  const joint = applied(roster("joint"));
  assert.equal(applyEntry(joint, entry(OAK, { kind: "ready", ready: true })), joint);
});

test("someone ready to meet some people has not answered about others", () => {
  const attendance = (...names) => entry(HOST, { kind: "attendance", people: names.map((name) => ({ name, role: "party", side: 0 })) });
  const book = applied(roster("private"), attendance("Oak"), entry(OAK, { kind: "ready", ready: true }));
  assert.deepEqual(applyEntry(book, attendance("Oak")).ready, { [OAK]: true });
  assert.deepEqual(applyEntry(book, attendance("Oak", "Elm")).ready, {});
  assert.equal(applyEntry(book, { ...attendance("Elm"), sender: OAK }), book);
});

test("mediators' notes remember seats and every device they were admitted on", () => {
  const told = (device) => entry(HOST, { kind: "seat", seat: OAK, n: 1, version: 1, seat_kind: "party", label: "Staff", side: 0, name: "Oak", device, compared: true });
  const book = applied(roster("notes"), told(id("d")), told(id("e")), told(null));
  assert.equal(book.seats[OAK].label, "Staff");
  assert.deepEqual(book.devices[OAK], [id("d"), id("e")]);
  assert.equal(applied(roster("caucus"), told(null)).seats[OAK], undefined);
});

test("names may be in any script and hide nothing", () => {
  for (const good of ["Oak", "آمال بنت علي", "李 小龍", "O’Brien-Ó", "नमस्ते", "x".repeat(80), "Ms. 2"]) assert.ok(isName(good), good);
  const bad = ["", " Oak", "a\nb", "a\u0000", "a\u202eb", "a\u2066b", "a\u200eb", "a\u061cb", "x".repeat(81), "x".repeat(10_000), "\ud800", "\u200b", 7, null];
  for (const wrong of bad) assert.ok(!isName(wrong), JSON.stringify(wrong));
  assert.equal(tidyName("  Oak "), "Oak");
  assert.ok(isLabel(""));
});

const anyBody = fc.oneof(
  fc.anything(),
  fc.record({
    kind: fc.oneof(fc.constantFrom("roster", "message", "withdraw", "attendance", "ready", "agree", "seat", "plan", "inherited", "__proto__", "constructor"), fc.string()),
    channel: fc.anything(),
    title: fc.anything(),
    people: fc.anything(),
    text: fc.anything(),
    entry: fc.anything(),
    ready: fc.anything(),
    agree: fc.anything(),
    keys: fc.anything(),
    seat: fc.anything(),
  }),
);

test("junk never throws, and from those who are not hosts changes nothing but their own words", () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), anyBody, (number, sender, body) => {
      const book = applied(roster("private"));
      assert.equal(applyEntry(book, { number, sender, entry: id("x"), body, hosts: HOSTS }).people, book.people);
      const after = applyEntry(book, entry(HOST, body));
      if (after !== book) assert.ok(["roster", "message", "attendance", "withdraw"].includes(body.kind));
    }),
    { numRuns: 500 },
  );
});

test("the same entries in the same order give the same book, and no entry alters an older book", () => {
  const bodies = fc.constantFrom(
    { kind: "message", text: "words" },
    { kind: "withdraw", entry: id("m") },
    { kind: "ready", ready: true },
    { kind: "agree", agree: false },
    roster("private").body,
    { kind: "attendance", people: [{ name: "Oak", role: "party", side: 0 }] },
    { kind: "nothing" },
  );
  const steps = fc.array(fc.tuple(fc.constantFrom(HOST, OAK, ELM), bodies, fc.constantFrom(id("m"), id("n"), id("o"))));
  fc.assert(
    fc.property(steps, (taken) => {
      const entries = taken.map(([sender, body, entryId], at) => ({ number: at + 1, sender, entry: entryId, body, hosts: HOSTS }));
      const books = entries.reduce((all, next) => [...all, applyEntry(all.at(-1), next)], [EMPTY_BOOK]);
      const frozen = books.map((book) => JSON.stringify(book));
      assert.equal(JSON.stringify(entries.reduce(applyEntry, EMPTY_BOOK)), frozen.at(-1));
      assert.deepEqual(books.map((book) => JSON.stringify(book)), frozen);
    }),
  );
});

test("what has a toString of its own is no kind, no role and no text, and throws nowhere", () => {
  // Seen to throw when a kind or a role was read by String(…): one entry then stopped the whole channel.
  const trap = { toString: 1, valueOf: 1 };
  const book = applied(roster("joint"));
  for (const body of [{ kind: trap }, { kind: [trap] }, { kind: "roster", channel: "joint", title: "", people: [{ ...oak, role: trap }] }, { kind: "message", text: trap }]) {
    assert.equal(applyEntry(book, entry(HOST, body)), book);
  }
});
