import assert from "node:assert/strict";
import { test } from "node:test";
import { openJointSession } from "../joint_session.js";

const joint = (person) => person.channel("joint");

test("a pause holds what opponents share, tells nobody whose it is, and ends when a mediator goes on", async (t) => {
  const { server, mediator, oak, elm } = await openJointSession(t);
  const before = server.sent.length;
  await oak.do("needPause", { needed: true });
  for (const one of [mediator, oak, elm]) await one.until(() => joint(one).held);
  assert.deepEqual(mediator.state.pauses.map(({ name }) => name), ["Oak"]);
  assert.deepEqual([elm.state.pauses, elm.state.pauseAsked, oak.state.pauseAsked], [[], false, true]);
  assert.ok(server.sent.length >= before);
  // It stays so for a mediator who reloads, and while somebody else resumes nothing.
  mediator.reload();
  await mediator.until(() => joint(mediator)?.settled && mediator.state.pauses.length === 1);
  await mediator.do("hold", { channel: joint(mediator).id, held: false });
  for (const one of [mediator, oak, elm]) await one.until(() => !joint(one).held);
  await oak.until(() => !oak.state.pauseAsked);
  await elm.do("say", { channel: joint(elm).id, text: "We go on." });
  await oak.until(() => joint(oak).messages.some(({ text }) => text === "We go on."));
  assert.equal(joint(mediator).held, false);
});

test("whoever can go on says so, and the mediator decides when all do", async (t) => {
  const { mediator, elm } = await openJointSession(t);
  await elm.do("needPause", { needed: true });
  await mediator.until(() => joint(mediator).held);
  await elm.do("needPause", { needed: false });
  await mediator.until(() => mediator.state.pauses.length === 0);
  assert.ok(joint(mediator).held);
  await assert.rejects(elm.do("hold", { channel: joint(elm).id, held: false }), { reason: "not_allowed" });
});

test("that something be said differently reaches the mediators alone", async (t) => {
  const { mediator, oak, elm } = await openJointSession(t);
  await elm.do("say", { channel: joint(elm).id, text: "That is nonsense." });
  await oak.until(() => joint(oak).messages.length === 1);
  const of = joint(oak).messages[0].entry;
  await oak.do("askDifferently", { of, asked: true });
  await mediator.until(() => mediator.state.otherWords.length === 1);
  const [{ channel, name, text }] = mediator.state.otherWords;
  assert.deepEqual([name, text], ["Oak", "That is nonsense."]);
  assert.deepEqual([elm.state.otherWords, elm.state.differently, oak.state.differently], [[], [], [of]]);
  await assert.rejects(elm.do("settleDifferently", { channel, of }), { reason: "not_allowed" });
  await mediator.do("settleDifferently", { channel, of });
  await oak.until(() => oak.state.differently.length === 0);
});

test("a check-in is asked by a mediator, answered in part or not at all, and seen by these two", async (t) => {
  const { mediator, oak, elm } = await openJointSession(t);
  await assert.rejects(oak.do("checkIn", { alone: true, where: "", number: "" }), { reason: "not_allowed" });
  const meeting = mediator.state.channels.find(({ meetingOf }) => meetingOf === oak.state.me.seat);
  await mediator.do("askCheckIn", { channel: meeting.id });
  await oak.until(() => oak.channel("private").checkIn);
  await oak.do("checkIn", { alone: null, where: "At home", number: "" });
  const told = () => mediator.state.channels.find(({ id }) => id === meeting.id).checkIn;
  await mediator.until(() => told()?.isAnswered);
  assert.deepEqual(told(), { alone: null, where: "At home", number: "", isAnswered: true });
  assert.equal(JSON.stringify(elm.state).includes("At home"), false);
  await mediator.do("askCheckIn", { channel: meeting.id });
  await oak.until(() => oak.channel("private").checkIn.isAnswered === false);
});
