import assert from "node:assert/strict";
import { test } from "node:test";
import { board, draft, openJointSession, options, place, placed } from "../joint_session.js";

test("a card is its writer's alone until it is placed, survives a reload, and then carries no author", async (t) => {
  const opened = await openJointSession(t);
  const { server, oak, elm } = opened;
  const before = server.sent.length;
  await draft(oak, "first", "Share the office", { description: "on Mondays" });
  assert.equal(server.sent.length, before, "writing sends nothing");
  assert.ok(!oak.storage.dump().includes("Mondays"));
  oak.reload();
  await oak.until(({ phase }) => phase === "inside" && oak.channel("joint")?.settled);
  assert.equal(board(oak).drafts[0].description, "on Mondays");
  await place(oak, "first");
  await elm.until(() => options(elm).length === 1);
  await oak.until(() => options(oak).length === 1 && board(oak).drafts.length === 0);
  const [card] = options(elm);
  assert.deepEqual([card.title, card.column, card.undo], ["Share the office", "proposed", null]);
  assert.ok(!JSON.stringify(board(elm)).includes(oak.state.me.seat));
});

test("of two who save the same field, the later is offered both texts", async (t) => {
  const opened = await openJointSession(t);
  const { oak, elm } = opened;
  const card = await placed(opened, "Move the desk");
  const edit = (person, value, base) => person.do("editCard", { channel: person.channel("joint").id, card, field: "description", value, base });
  const base = options(oak)[0].bases.description;
  await edit(oak, "to the window", base);
  await elm.until(() => options(elm)[0].description === "to the window");
  await edit(elm, "to the door", base);
  await elm.until(() => board(elm).conflicts.length === 1);
  const [{ mine, theirs, field }] = board(elm).conflicts;
  assert.deepEqual([mine, theirs, field], ["to the door", "to the window", "description"]);
  assert.equal(board(oak).conflicts.length, 0);
  await edit(elm, "between them", options(elm)[0].bases.description);
  await oak.until(() => options(oak)[0].description === "between them");
  assert.equal(board(elm).conflicts.length, 0);
});

test("one's own last change can be undone, and a change is seen at once where it is made", async (t) => {
  const opened = await openJointSession(t);
  const { oak, elm } = opened;
  const card = await placed(opened, "Rotate");
  const moving = oak.do("moveCard", { channel: oak.channel("joint").id, card, column: "could_work", before: null });
  assert.deepEqual([options(oak)[0].column, options(oak)[0].isOnItsWay], ["could_work", true]);
  await moving;
  await elm.until(() => options(elm)[0].column === "could_work");
  await oak.until(() => options(oak)[0].undo && !options(oak)[0].isOnItsWay);
  await oak.do("undoCard", { channel: oak.channel("joint").id, entry: options(oak)[0].undo });
  await elm.until(() => options(elm)[0].column === "proposed");
});

test("that a card is being edited is said without a name", async (t) => {
  const opened = await openJointSession(t);
  const { oak, elm } = opened;
  const card = await placed(opened, "Pause");
  await oak.do("editing", { channel: oak.channel("joint").id, card });
  await elm.until(() => options(elm)[0].beingEdited);
  assert.equal(options(oak)[0].beingEdited, false);
  assert.deepEqual(elm.channel("joint").typing, []);
  await oak.do("editCard", { channel: oak.channel("joint").id, card, field: "title", value: "A pause", base: card });
  await elm.until(() => options(elm)[0].title === "A pause" && !options(elm)[0].beingEdited);
});

test("a card placed too late for a frozen board comes back to its writer", async (t) => {
  const { mediator, oak } = await openJointSession(t);
  await draft(oak, "late", "Too late");
  const freezing = mediator.do("freezeBoard", { channel: mediator.channel("joint").id, frozen: true });
  const placing = place(oak, "late");
  await Promise.allSettled([freezing, placing]);
  await oak.until(() => board(oak).frozen && !oak.channel("joint").board.mayChange);
  await oak.until(() => board(oak).drafts.some(({ title }) => title === "Too late"));
  await assert.rejects(place(oak, board(oak).drafts[0].draft), { reason: "not_allowed" });
  assert.equal(board(oak).drafts.length, 1);
});

test("a change begun on a card survives a reload, and one saved too late for a frozen board is there to be saved later", async (t) => {
  const opened = await openJointSession(t);
  const { mediator, oak, elm } = opened;
  const card = await placed(opened, "A pause");
  const { id } = oak.channel("joint");
  await oak.do("setDraft", { channel: id, text: "Begun", of: `edit ${card}` });
  oak.reload();
  await oak.until(() => oak.channel("joint")?.begun[`edit ${card}`] === "Begun");
  assert.ok(!JSON.stringify([elm.state, mediator.state]).includes("Begun"));
  await oak.do("setDraft", { channel: id, text: "", of: `edit ${card}` });
  assert.deepEqual(oak.channel("joint").begun, {});
  await oak.until(() => oak.channel("joint").board.mayChange);
  const freezing = mediator.do("freezeBoard", { channel: id, frozen: true });
  const saving = oak.do("editCard", { channel: id, card, field: "title", value: "Too late", base: card });
  await Promise.allSettled([freezing, saving]);
  await oak.until(() => board(oak).frozen && `edit ${card}` in oak.channel("joint").begun);
  assert.deepEqual(JSON.parse(oak.channel("joint").begun[`edit ${card}`]), { field: "title", value: "Too late", base: card });
  assert.equal(options(oak)[0].title, "A pause");
});

test("what has not changed is the same object from one state to the next", async (t) => {
  const opened = await openJointSession(t);
  const { oak } = opened;
  await placed(opened, "One");
  await placed(opened, "Two");
  const [one, two] = options(oak);
  await oak.do("setDraft", { channel: oak.channel("joint").id, text: "a key" });
  assert.equal(options(oak)[0], one);
  await oak.do("moveCard", { channel: oak.channel("joint").id, card: two.card, column: "exploring", before: null });
  assert.equal(options(oak)[0], one);
  assert.notEqual(options(oak)[1], two);
});

test("a card of the private meeting's board stays there", async (t) => {
  const { mediator, oak, elm } = await openJointSession(t);
  const { id } = oak.channel("private");
  await oak.do("draftCard", { channel: id, draft: "x", list: "interests", title: "being heard" });
  await oak.do("placeCard", { channel: id, draft: "x" });
  await mediator.until(() => mediator.meetingWith("Oak").board.interests.length === 1);
  assert.ok(!JSON.stringify(elm.state).includes("being heard"));
});
