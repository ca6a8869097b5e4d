import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../../../static/js/session/outbox.js";
import { openJointSession, options } from "../joint_session.js";
import { openRoomOfTwo } from "../room_of_people.js";

const course = (person) => person.state.course;
const seatOf = (person) => person.state.me.seat;

test("stage, timer, floor, hands and a break are seen by all, and set by mediators", async (t) => {
  const { mediator, oak, elm } = await openJointSession(t);
  await mediator.do("setStage", { stage: "sides" });
  await mediator.do("setTimer", { seat: seatOf(oak), seconds: 300 });
  await mediator.do("setFloor", { seat: seatOf(oak) });
  await oak.do("raiseHand");
  await elm.until(() => course(elm).hands.length === 1);
  const { stage, timer, floor, hands, handUp } = course(elm);
  assert.deepEqual([stage, timer.name, floor.name, hands[0].name, handUp], ["sides", "Oak", "Oak", "Oak", false]);
  assert.ok(Math.abs(timer.endsAt - Date.now() - 300_000) < 2_000);
  await elm.do("raiseHand");
  await assert.rejects(elm.do("lowerHand", { seat: seatOf(oak) }), { reason: "not_allowed" });
  await mediator.do("lowerHand", { seat: seatOf(oak) });
  await oak.until(() => course(oak).hands.map(({ name }) => name).join() === "Elm" && !course(oak).handUp);
  for (const [action, fields] of [["setStage", { stage: "close" }], ["setFloor", { seat: null }], ["startBreak", { seconds: 60 }], ["setTimer", { seat: null, seconds: null }]]) {
    await assert.rejects(oak.do(action, fields), { reason: "not_allowed" });
  }
  await mediator.do("startBreak", { seconds: 600 });
  await elm.until(() => course(elm).pause?.seconds === 600);
  await mediator.do("startBreak", { seconds: null });
  await elm.until(() => course(elm).pause === null);
});

test("everyone is told when the mediators mean to be back, who comes later too", async (t) => {
  const { mediator, oak, elm } = await openJointSession(t);
  await mediator.do("tellBack", { seconds: 1_200 });
  for (const person of [oak, elm, mediator]) {
    await person.until(() => person.state.backAt !== null);
    assert.ok(Math.abs(person.state.backAt - Date.now() - 1_200_000) < 2_000);
  }
  await assert.rejects(oak.do("tellBack", { seconds: 60 }), { reason: "not_allowed" });
  oak.reload();
  await oak.until(() => oak.channel("joint")?.settled && oak.state.backAt !== null);
  await mediator.do("tellBack", { seconds: null });
  await elm.until(() => elm.state.backAt === null);
});

test("a countdown goes on where it was for a tab that reloads", async (t) => {
  const { mediator, oak } = await openJointSession(t);
  await mediator.do("setTimer", { seat: null, seconds: 120 });
  await oak.until(() => course(oak).timer);
  const { endsAt } = course(oak).timer;
  oak.reload();
  await oak.until(() => oak.channel("joint")?.settled && course(oak).timer);
  assert.ok(Math.abs(course(oak).timer.endsAt - endsAt) < 3_000);
});

test("a private word is asked in private, and queues before the mediators alone", async (t) => {
  const { server, mediator, oak, elm } = await openJointSession(t);
  const before = server.sent.length;
  await oak.do("askPrivateWord", { asked: true });
  await mediator.until(() => course(mediator).privateWords.length === 1);
  assert.deepEqual(server.sent.slice(before).filter(({ to }) => to === seatOf(elm)), []);
  assert.equal(course(oak).privateWordAsked, true);
  await elm.do("askPrivateWord", { asked: true });
  await mediator.until(() => course(mediator).privateWords.length === 2);
  assert.deepEqual([course(elm).privateWords, course(elm).privateWordAsked], [[], true]);
  await mediator.do("clearPrivateWord", { channel: mediator.meetingWith("Oak").id });
  await oak.until(() => !course(oak).privateWordAsked);
  await elm.do("askPrivateWord", { asked: false });
  await mediator.until(() => course(mediator).privateWords.length === 0);
});

test("a message that is held from view keeps its place, and its author and the mediators their sight", async (t) => {
  const { mediator, oak, elm } = await openJointSession(t);
  await oak.say("joint", "in anger");
  await elm.hears("joint", "in anger");
  const channel = elm.channel("joint").id;
  const { entry } = elm.channel("joint").messages[0];
  await assert.rejects(elm.do("hideMessage", { channel, entry, hidden: true }), { reason: "not_allowed" });
  await mediator.do("hideMessage", { channel, entry, hidden: true });
  await elm.until(() => elm.channel("joint").messages[0].hidden);
  assert.deepEqual([elm, oak, mediator].map((one) => one.texts("joint")[0]), ["", "in anger", "in anger"]);
  await mediator.do("hideMessage", { channel, entry, hidden: false });
  await elm.hears("joint", "in anger");
});

test("posts pass through the mediators while they wish so, unaltered, and nothing is lost on the way", async (t) => {
  const { mediator, oak, elm } = await openJointSession(t);
  await mediator.do("setScreening", { on: true });
  await oak.until(() => course(oak).screening);
  const [one, two] = ["Please listen.", "Nonsense!"];
  await oak.do("askToPost", { text: one });
  await oak.do("askToPost", { text: two });
  const { pending } = (await mediator.until(({ course: { pending: asked } }) => asked.length === 2)).course;
  assert.equal(elm.texts("joint").length, 0);
  await mediator.do("screen", { channel: pending[0].channel, entry: pending[0].entry, decision: "posted" });
  await mediator.do("screen", { channel: pending[1].channel, entry: pending[1].entry, decision: "other_words", note: "Could you put it differently?" });
  await elm.hears("joint", one);
  const [message] = elm.channel("joint").messages;
  assert.deepEqual([message.name, message.isRelayed], ["Oak", true]);
  await oak.until(() => course(oak).pending[1]?.decision === "other_words" && oak.texts("joint").length === 1);
  assert.deepEqual(course(oak).pending.map(({ decision, note }) => [decision, note]), [["posted", ""], ["other_words", "Could you put it differently?"]]);
  assert.equal(oak.channel("joint").messages[0].mine, true);
  await oak.do("withdraw", { channel: oak.channel("joint").id, entry: oak.channel("joint").messages[0].entry });
  await elm.until(() => elm.channel("joint").messages[0].withdrawn);
});

test("a message that comes after screening has begun goes back to where it was written", async (t) => {
  const { mediator, oak, elm } = await openJointSession(t);
  const screening = mediator.do("setScreening", { on: true });
  const saying = oak.say("joint", "too late");
  await Promise.all([screening, saying]);
  await oak.until(() => oak.channel("joint").draft === "too late");
  assert.deepEqual(elm.texts("joint"), []);
});

test("what is switched on is known in every channel, in those made later too", async (t) => {
  const { mediator, oak, elm, stop } = await openRoomOfTwo();
  t.after(stop);
  assert.deepEqual(oak.state.features, []);
  await mediator.do("setFeatures", { on: ["hands", "ratings"] });
  await oak.until(({ features }) => features.join() === "ratings,hands");
  await assert.rejects(oak.do("setFeatures", { on: [] }), { reason: "not_allowed" });
  await mediator.do("openJoint");
  await elm.until(({ features }) => elm.channel("joint") && features.length === 2);
});

test("prepared lines become cards when the joint session opens", async (t) => {
  const { mediator, elm, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("prepareCards", { list: "issues", titles: [" The office ", "", "The hours"] });
  assert.deepEqual(mediator.state.prepared.issues, ["The office", "The hours"]);
  await mediator.do("openJoint");
  await elm.until(() => elm.channel("joint")?.board.issues.length === 2);
  await mediator.until(({ prepared }) => prepared.issues.length === 0);
  assert.deepEqual(elm.channel("joint").board.issues.map(({ title }) => title), ["The office", "The hours"]);
  assert.equal(options(mediator).length, 0);
});

const outcome = (person) => person.channel("joint").outcome;

test("the outcome may be copied when every party has said yes to that very text", async (t) => {
  const { mediator, oak, elm } = await openJointSession(t);
  await assert.rejects(mediator.do("openOutcome", { text: "We share." }), { reason: "not_allowed" });
  await mediator.do("setFeatures", { on: ["outcome"] });
  await mediator.until(() => mediator.channel("joint") && mediator.state.features.length === 1);
  await oak.until(({ features }) => features.length === 1);
  await mediator.do("openOutcome", { text: "We share." });
  for (const one of [oak, elm]) await one.until(() => outcome(one)?.text === "We share.");
  const first = outcome(oak).outcome;
  await oak.do("answerOutcome", { outcome: first, answer: "yes" });
  await elm.do("answerOutcome", { outcome: first, answer: "advice" });
  await mediator.until(() => Object.keys(outcome(mediator).answers).length === 2);
  assert.equal(outcome(mediator).mayCopy, false);
  await elm.do("answerOutcome", { outcome: first, answer: "yes" });
  await oak.until(() => outcome(oak).mayCopy);
  await elm.do("editOutcome", { text: "We share it.", base: first });
  await oak.until(() => outcome(oak).text === "We share it.");
  assert.deepEqual([outcome(oak).mayCopy, outcome(oak).answers], [false, {}]);
  await assert.rejects(oak.do("answerOutcome", { outcome: first, answer: "yes" }), { reason: "not_allowed" });
  await oak.do("editOutcome", { text: "We all share.", base: first });
  await oak.until(() => outcome(oak).unmerged.length === 1);
  assert.equal(outcome(elm).text, "We share it.");
  await oak.do("dropUnmerged", { channel: oak.channel("joint").id, entry: outcome(oak).unmerged[0].entry });
  await mediator.do("endOutcome");
  await oak.until(() => outcome(oak).ended && outcome(oak).unmerged.length === 0);
  await assert.rejects(oak.do("editOutcome", { text: "x", base: outcome(oak).outcome }), { reason: "not_allowed" });
});

test("where the office has not switched it on there is no outcome", async (t) => {
  const { server, mediator, stop } = await openRoomOfTwo();
  t.after(stop);
  for (const room of server.rooms.values()) room.hasOutcome = false;
  mediator.reload();
  await mediator.until(({ phase, mayHaveOutcome }) => phase === "inside" && !mayHaveOutcome);
  await assert.rejects(mediator.do("setFeatures", { on: ["outcome"] }), { reason: "not_allowed" });
});

test("a mediator who alters a post that was let through is found out by its author", async (t) => {
  // Mutation seen to break it: in member_session.js, `applied` compares nothing.
  const { mediator, oak, elm } = await openJointSession(t);
  await oak.do("askToPost", { text: "My words." });
  const [{ channel, entry }] = (await mediator.until(({ course: { pending } }) => pending.length === 1)).course.pending;
  const { add } = Outbox.prototype;
  t.after(() => (Outbox.prototype.add = add));
  Outbox.prototype.add = function bent(body) {
    return add.call(this, body.kind === "relayed" ? { ...body, text: "Other words." } : body);
  };
  await mediator.do("screen", { channel, entry, decision: "posted" });
  await elm.hears("joint", "Other words.");
  await oak.until(({ alarms }) => alarms.some(({ kind }) => kind === "forged"));
});
