import assert from "node:assert/strict";
import { test } from "node:test";
import { board, draft, openJointSession, options, place, placed } from "../joint_session.js";

test("a card is its writer's alone until it is placed, survives a reload, and then carries no author", async (t) => {
  const opened = await openJointSession(t);
  const { server, amal, boris } = opened;
  const before = server.sent.length;
  await draft(amal, "first", "Share the office", { description: "on Mondays" });
  assert.equal(server.sent.length, before, "writing sends nothing");
  assert.ok(!amal.storage.dump().includes("Mondays"));
  amal.reload();
  await amal.until(({ phase }) => phase === "inside" && amal.channel("joint")?.settled);
  assert.equal(board(amal).drafts[0].description, "on Mondays");
  await place(amal, "first");
  await boris.until(() => options(boris).length === 1);
  await amal.until(() => options(amal).length === 1 && board(amal).drafts.length === 0);
  const [card] = options(boris);
  assert.deepEqual([card.title, card.column, card.undo], ["Share the office", "proposed", null]);
  assert.ok(!JSON.stringify(board(boris)).includes(amal.state.me.seat));
});

test("of two who save the same field, the later is offered both texts", async (t) => {
  const opened = await openJointSession(t);
  const { amal, boris } = opened;
  const card = await placed(opened, "Move the desk");
  const edit = (person, value, base) => person.do("editCard", { channel: person.channel("joint").id, card, field: "description", value, base });
  const base = options(amal)[0].bases.description;
  await edit(amal, "to the window", base);
  await boris.until(() => options(boris)[0].description === "to the window");
  await edit(boris, "to the door", base);
  await boris.until(() => board(boris).conflicts.length === 1);
  const [{ mine, theirs, field }] = board(boris).conflicts;
  assert.deepEqual([mine, theirs, field], ["to the door", "to the window", "description"]);
  assert.equal(board(amal).conflicts.length, 0);
  await edit(boris, "between them", options(boris)[0].bases.description);
  await amal.until(() => options(amal)[0].description === "between them");
  assert.equal(board(boris).conflicts.length, 0);
});

test("one's own last change can be undone, and a change is seen at once where it is made", async (t) => {
  const opened = await openJointSession(t);
  const { amal, boris } = opened;
  const card = await placed(opened, "Rotate");
  const moving = amal.do("moveCard", { channel: amal.channel("joint").id, card, column: "could_work", before: null });
  assert.deepEqual([options(amal)[0].column, options(amal)[0].isOnItsWay], ["could_work", true]);
  await moving;
  await boris.until(() => options(boris)[0].column === "could_work");
  await amal.until(() => options(amal)[0].undo && !options(amal)[0].isOnItsWay);
  await amal.do("undoCard", { channel: amal.channel("joint").id, entry: options(amal)[0].undo });
  await boris.until(() => options(boris)[0].column === "proposed");
});

test("that a card is being edited is said without a name", async (t) => {
  const opened = await openJointSession(t);
  const { amal, boris } = opened;
  const card = await placed(opened, "Pause");
  await amal.do("editing", { channel: amal.channel("joint").id, card });
  await boris.until(() => options(boris)[0].beingEdited);
  assert.equal(options(amal)[0].beingEdited, false);
  assert.deepEqual(boris.channel("joint").typing, []);
  await amal.do("editCard", { channel: amal.channel("joint").id, card, field: "title", value: "A pause", base: card });
  await boris.until(() => options(boris)[0].title === "A pause" && !options(boris)[0].beingEdited);
});

test("a card placed too late for a frozen board comes back to its writer", async (t) => {
  const { mediator, amal } = await openJointSession(t);
  await draft(amal, "late", "Too late");
  const freezing = mediator.do("freezeBoard", { channel: mediator.channel("joint").id, frozen: true });
  const placing = place(amal, "late");
  await Promise.allSettled([freezing, placing]);
  await amal.until(() => board(amal).frozen && !amal.channel("joint").board.mayChange);
  await amal.until(() => board(amal).drafts.some(({ title }) => title === "Too late"));
  await assert.rejects(place(amal, board(amal).drafts[0].draft), { reason: "not_allowed" });
  assert.equal(board(amal).drafts.length, 1);
});

test("what has not changed is the same object from one state to the next", async (t) => {
  const opened = await openJointSession(t);
  const { amal } = opened;
  await placed(opened, "One");
  await placed(opened, "Two");
  const [one, two] = options(amal);
  await amal.do("setDraft", { channel: amal.channel("joint").id, text: "a key" });
  assert.equal(options(amal)[0], one);
  await amal.do("moveCard", { channel: amal.channel("joint").id, card: two.card, column: "exploring", before: null });
  assert.equal(options(amal)[0], one);
  assert.notEqual(options(amal)[1], two);
});

test("a card of the private meeting's board stays there", async (t) => {
  const { mediator, amal, boris } = await openJointSession(t);
  const { id } = amal.channel("private");
  await amal.do("draftCard", { channel: id, draft: "x", list: "interests", title: "being heard" });
  await amal.do("placeCard", { channel: id, draft: "x" });
  await mediator.until(() => mediator.meetingWith("Amal").board.interests.length === 1);
  assert.ok(!JSON.stringify(boris.state).includes("being heard"));
});
