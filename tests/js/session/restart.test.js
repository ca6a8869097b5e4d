// The server is restarted, and the room comes back from the tabs of those who were in it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { board, openJointSession, optionOf, placed } from "../joint_session.js";
import { quiet } from "../room_of_people.js";

const isBack = (...people) => Promise.all(people.map((one) => one.until((state) => state.online && !state.restoring && state.phase === "inside")));
/** The board but for what is each person's own. */
const seen = (person) => board(person).columns.map(({ cards }) => cards.map(({ undo: _, ...card }) => card));
const room = ({ server }) => [...server.rooms.values()][0];

test("after a restart everyone is where they were, with every word, and goes on", async (t) => {
  const opened = await openJointSession(t);
  const { server, mediator, oak, elm } = opened;
  await oak.say("joint", "before");
  await elm.say("private", "aside");
  await placed(opened, "An option");
  await oak.do("setDraft", { channel: oak.channel("private").id, text: "half a thought" });
  server.restart();
  await oak.until(({ restoring }) => restoring);
  assert.deepEqual(oak.texts("joint"), ["before"]);
  const late = oak.say("joint", "meanwhile");
  await isBack(mediator, oak, elm);
  await late;
  await elm.say("joint", "after");
  for (const one of [mediator, oak, elm]) await one.hears("joint", "after");
  for (const one of [mediator, oak, elm]) assert.deepEqual(one.texts("joint"), ["before", "meanwhile", "after"]);
  assert.deepEqual(elm.texts("private"), ["aside"]);
  assert.deepEqual(seen(oak), seen(elm));
  assert.equal(oak.channel("private").draft, "half a thought");
  assert.ok(optionOf(mediator, "An option"));
  quiet(mediator, oak, elm);
});

test("after several restarts, too; and who reloads afterwards finds a half again", async (t) => {
  const opened = await openJointSession(t);
  const { server, mediator, oak, elm } = opened;
  for (const word of ["one", "two", "three"]) {
    await oak.say("joint", word);
    await elm.hears("joint", word);
    server.restart();
    await oak.until(({ restoring }) => restoring);
    await isBack(mediator, oak, elm);
  }
  while (room(opened).halves.size < 3) await new Promise((resolve) => setImmediate(resolve));
  oak.reload();
  await oak.hears("joint", "three");
  mediator.reload();
  await mediator.hears("joint", "three");
  await oak.say("joint", "four");
  await mediator.hears("joint", "four");
  assert.deepEqual(mediator.texts("joint"), ["one", "two", "three", "four"]);
  quiet(mediator, oak, elm);
});

/** Oak says the last words, and is away while the others, who never heard them, bring the room back. */
async function oakAloneHeard(opened, speaker) {
  const { server, mediator, oak, elm } = opened;
  await oak.say("joint", "heard by all");
  for (const one of [mediator, elm]) await one.hears("joint", "heard by all");
  server.bend = (envelope, seat) => (seat === oak.state.me.seat ? envelope : { ...envelope, channel: "nowhere" });
  const said = speaker.say("joint", "last words");
  await oak.hears("joint", "last words");
  await said;
  server.bend = (envelope) => envelope;
  oak.browser.goOffline();
  // The others would have caught up by now; the server dies first.
  server.restart();
  await mediator.until(({ restoring }) => restoring);
  await elm.until(({ restoring }) => restoring);
  const { done } = room(opened);
  while (done.size < 2) await new Promise((resolve) => setImmediate(resolve));
  room(opened).isBack();
  await isBack(mediator, elm);
}

test("who comes late with words that nobody else had says them again by themselves", async (t) => {
  const opened = await openJointSession(t);
  const { mediator, oak, elm } = opened;
  await oakAloneHeard(opened, oak);
  await elm.say("joint", "in between");
  oak.browser.goOnline();
  for (const one of [mediator, oak, elm]) {
    await one.hears("joint", "last words");
    await one.until(() => one.texts("joint").length === 3);
    assert.deepEqual(one.texts("joint"), ["heard by all", "in between", "last words"]);
  }
  quiet(mediator, oak, elm);
});

test("words that were given a number and reached nobody before the server died are said again", async (t) => {
  const opened = await openJointSession(t);
  const { server, mediator, oak, elm } = opened;
  server.bend = (envelope) => ({ ...envelope, channel: "nowhere" });
  await oak.say("joint", "last words");
  server.bend = (envelope) => envelope;
  server.restart();
  await oak.until(({ restoring }) => restoring);
  await isBack(mediator, oak, elm);
  for (const one of [mediator, oak, elm]) await one.hears("joint", "last words");
  quiet(mediator, oak, elm);
});

test("words of another that are not there any more are not passed over in silence", async (t) => {
  const opened = await openJointSession(t);
  const { mediator, oak } = opened;
  await oakAloneHeard(opened, mediator);
  oak.browser.goOnline();
  await oak.until(({ alarms }) => alarms.some(({ kind }) => kind === "history"));
  await mediator.until(({ alarms }) => alarms.some(({ kind }) => kind === "reported"));
});

test("a mediator's tab that was reloaded while the server was away still brings the room back", async (t) => {
  const opened = await openJointSession(t);
  const { server, mediator, oak, elm } = opened;
  await oak.say("joint", "kept by the parties");
  mediator.session.stop();
  server.restart();
  await oak.until(({ restoring }) => restoring);
  mediator.reload();
  await mediator.until(({ phase }) => phase === "failed");
  await isBack(oak, elm);
  assert.deepEqual(oak.texts("joint"), ["kept by the parties"]);
});

test("the room is not opened anew by its link while it may come back", async (t) => {
  const opened = await openJointSession(t);
  const { server, prepared, mediator, oak, person } = opened;
  mediator.session.stop();
  server.restart();
  const phone = person("Mediator").open(prepared.hostLink);
  await phone.until(({ restoring, phase }) => restoring && phase === "connecting");
  mediator.reload();
  await oak.until(({ restoring, phase }) => !restoring && phase === "inside");
  await phone.until(({ phase }) => phase === "elsewhere");
});

test("a room that no mediator's tab brings back is opened anew after two minutes, and who waits comes in by the link", async (t) => {
  const opened = await openJointSession(t);
  const { server, prepared, mediator, oak, person } = opened;
  mediator.session.stop();
  server.restart();
  const clock = { ...oak.clock };
  const phone = person("Mediator", clock).open(prepared.hostLink);
  await phone.until(({ restoring, phase }) => restoring && phase === "connecting");
  await phone.do("openAnew");
  assert.ok(room(opened).isAway, "not yet");
  t.mock.method(clock, "now", () => Date.now() + 120_000);
  await phone.until(({ mayOpenAnew }) => mayOpenAnew);
  await phone.do("openAnew");
  await phone.until(({ phase }) => phase === "inside");
  await oak.until(({ phase }) => phase === "lobby");
});

test("a room that a restart has lost for good wipes its tabs", async (t) => {
  const opened = await openJointSession(t);
  const { server, mediator, oak } = opened;
  server.lose();
  for (const one of [mediator, oak]) await one.until(({ phase }) => phase === "closed");
  assert.equal(oak.storage.length, 0);
  assert.equal(mediator.storage.length, 0);
});
