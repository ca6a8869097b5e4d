import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom, openRoomOfTwo } from "../room_of_people.js";

const own = (person) => person.state.channels.find(({ kind }) => kind === "own");
const texts = (person) => own(person).messages.map(({ text }) => text);

test("what one person keeps for themselves is read by nobody else, survives a reload, and is gone on another device", async (t) => {
  const { mediator, oak, elm, stop } = await openRoomOfTwo();
  t.after(stop);
  await oak.until(() => own(oak));
  assert.ok(own(oak).own.isNotepad);
  await oak.do("say", { channel: own(oak).id, text: "My lowest is five." });
  await oak.until(() => texts(oak).includes("My lowest is five."));
  await oak.do("say", { channel: own(oak).id, text: "No: six." });
  await oak.until(() => texts(oak).length === 2);
  await oak.do("withdraw", { channel: own(oak).id, entry: own(oak).messages[0].entry });
  await oak.until(() => own(oak).messages[0].withdrawn);
  const meeting = mediator.state.channels.find(({ meetingOf }) => meetingOf === oak.state.me.seat);
  await oak.do("say", { channel: meeting.id, text: "For the mediators." });
  await mediator.until(() => JSON.stringify(mediator.state).includes("For the mediators."));
  for (const one of [mediator, elm]) assert.doesNotMatch(JSON.stringify(one.state), /lowest is five|No: six/);
  assert.equal(own(mediator), undefined);
  await assert.rejects(mediator.do("say", { channel: own(oak).id, text: "Hello?" }), { reason: "not_allowed" });
  oak.reload();
  await oak.until(() => own(oak) && texts(oak).includes("No: six."));
});

test("a draft for oneself is never sealed under a key that mediators can derive", async (t) => {
  const { oak, stop } = await openRoomOfTwo();
  t.after(stop);
  await oak.until(() => own(oak));
  const before = oak.storage.dump();
  await oak.do("setDraft", { channel: own(oak).id, text: "I could live with four." });
  assert.equal(own(oak).draft, "I could live with four.");
  assert.equal(oak.storage.dump(), before);
});

const SIDE_OF_TWO = [
  { kind: "party", label: "Staff", side: 0 },
  { kind: "support", label: "Counsel", side: 0 },
  { kind: "party", label: "Office", side: 1 },
];
const side = (person) => person.state.channels.find(({ kind, own: standing }) => kind === "own" && !standing.isNotepad);
const said = (person) => side(person).messages.map(({ text }) => text);

test("a side lets its people in by hand, from then on, and writes on without whoever has gone", async (t) => {
  const opened = await openRoom({ seats: SIDE_OF_TWO });
  t.after(opened.stop);
  const { mediator, person, links } = opened;
  const people = ["Oak", "Acorn"].map((name, at) => person().join(links[at], name));
  const [oak, acorn] = people;
  for (const [one, name] of [[oak, "Oak"], [acorn, "Acorn"]]) await mediator.admits(name).then(() => one.until(({ phase }) => phase === "inside"));
  for (const one of people) await one.until(() => side(one));
  await oak.do("say", { channel: side(oak).id, text: "Before you came." });
  await acorn.until(() => side(acorn).own.standing === "closed");
  await assert.rejects(acorn.do("say", { channel: side(acorn).id, text: "Let me in." }), { reason: "not_allowed" });
  await acorn.do("askIn", { channel: side(acorn).id });
  await oak.until(() => side(oak).own.asking.length === 1);
  await acorn.until(() => side(acorn).own.holders.length === 1);
  assert.deepEqual(side(oak).own.asking[0].words, side(acorn).own.holders[0].words);
  assert.equal(side(oak).own.asking[0].words.length, 8);
  await oak.do("letIn", { channel: side(oak).id, seat: side(oak).own.asking[0].seat });
  await acorn.until(() => side(acorn).own.standing === "open");
  await acorn.do("say", { channel: side(acorn).id, text: "Thank you." });
  await oak.until(() => said(oak).includes("Thank you."));
  assert.deepEqual([said(acorn), said(oak)], [["Thank you."], ["Before you came.", "Thank you."]]);

  await mediator.do("remove", { seat: acorn.state.me.seat });
  await acorn.until(({ phase }) => phase === "removed");
  await oak.until(() => side(oak)?.people.length === 1 || side(oak) === undefined);
  if (side(oak)) {
    await oak.do("say", { channel: side(oak).id, text: "Alone again." });
    await oak.until(() => said(oak).includes("Alone again."));
  }
  assert.doesNotMatch(JSON.stringify(mediator.state), /Before you came|Thank you\.|Alone again/);
});
