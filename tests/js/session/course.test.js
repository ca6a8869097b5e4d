import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../../../static/js/session/outbox.js";
import { openJointSession, options } from "../joint_session.js";
import { openRoomOfTwo } from "../room_of_people.js";

const course = (person) => person.state.course;
const seatOf = (person) => person.state.me.seat;

test("stage, timer, floor, hands and a break are seen by all, and set by mediators", async (t) => {
  const { mediator, amal, boris } = await openJointSession(t);
  await mediator.do("setStage", { stage: "sides" });
  await mediator.do("setTimer", { seat: seatOf(amal), seconds: 300 });
  await mediator.do("setFloor", { seat: seatOf(amal) });
  await amal.do("raiseHand");
  await boris.until(() => course(boris).hands.length === 1);
  const { stage, timer, floor, hands, handUp } = course(boris);
  assert.deepEqual([stage, timer.name, floor.name, hands[0].name, handUp], ["sides", "Amal", "Amal", "Amal", false]);
  assert.ok(Math.abs(timer.endsAt - Date.now() - 300_000) < 2_000);
  await boris.do("raiseHand");
  await assert.rejects(boris.do("lowerHand", { seat: seatOf(amal) }), { reason: "not_allowed" });
  await mediator.do("lowerHand", { seat: seatOf(amal) });
  await amal.until(() => course(amal).hands.map(({ name }) => name).join() === "Boris" && !course(amal).handUp);
  for (const [action, fields] of [["setStage", { stage: "close" }], ["setFloor", { seat: null }], ["startBreak", { seconds: 60 }], ["setTimer", { seat: null, seconds: null }]]) {
    await assert.rejects(amal.do(action, fields), { reason: "not_allowed" });
  }
  await mediator.do("startBreak", { seconds: 600 });
  await boris.until(() => course(boris).pause?.seconds === 600);
  await mediator.do("startBreak", { seconds: null });
  await boris.until(() => course(boris).pause === null);
});

test("a countdown goes on where it was for a tab that reloads", async (t) => {
  const { mediator, amal } = await openJointSession(t);
  await mediator.do("setTimer", { seat: null, seconds: 120 });
  await amal.until(() => course(amal).timer);
  const { endsAt } = course(amal).timer;
  amal.reload();
  await amal.until(() => amal.channel("joint")?.settled && course(amal).timer);
  assert.ok(Math.abs(course(amal).timer.endsAt - endsAt) < 3_000);
});

test("a private word is asked in private, and queues before the mediators alone", async (t) => {
  const { server, mediator, amal, boris } = await openJointSession(t);
  const before = server.sent.length;
  await amal.do("askPrivateWord", { asked: true });
  await mediator.until(() => course(mediator).privateWords.length === 1);
  assert.deepEqual(server.sent.slice(before).filter(({ to }) => to === seatOf(boris)), []);
  assert.equal(course(amal).privateWordAsked, true);
  await boris.do("askPrivateWord", { asked: true });
  await mediator.until(() => course(mediator).privateWords.length === 2);
  assert.deepEqual([course(boris).privateWords, course(boris).privateWordAsked], [[], true]);
  await mediator.do("clearPrivateWord", { channel: mediator.meetingWith("Amal").id });
  await amal.until(() => !course(amal).privateWordAsked);
  await boris.do("askPrivateWord", { asked: false });
  await mediator.until(() => course(mediator).privateWords.length === 0);
});

test("a message that is held from view keeps its place, and its author and the mediators their sight", async (t) => {
  const { mediator, amal, boris } = await openJointSession(t);
  await amal.say("joint", "in anger");
  await boris.hears("joint", "in anger");
  const channel = boris.channel("joint").id;
  const { entry } = boris.channel("joint").messages[0];
  await assert.rejects(boris.do("hideMessage", { channel, entry, hidden: true }), { reason: "not_allowed" });
  await mediator.do("hideMessage", { channel, entry, hidden: true });
  await boris.until(() => boris.channel("joint").messages[0].hidden);
  assert.deepEqual([boris, amal, mediator].map((one) => one.texts("joint")[0]), ["", "in anger", "in anger"]);
  await mediator.do("hideMessage", { channel, entry, hidden: false });
  await boris.hears("joint", "in anger");
});

test("posts pass through the mediators while they wish so, unaltered, and nothing is lost on the way", async (t) => {
  const { mediator, amal, boris } = await openJointSession(t);
  await mediator.do("setScreening", { on: true });
  await amal.until(() => course(amal).screening);
  const [one, two] = ["Please listen.", "Nonsense!"];
  await amal.do("askToPost", { text: one });
  await amal.do("askToPost", { text: two });
  const { pending } = (await mediator.until(({ course: { pending: asked } }) => asked.length === 2)).course;
  assert.equal(boris.texts("joint").length, 0);
  await mediator.do("screen", { channel: pending[0].channel, entry: pending[0].entry, decision: "posted" });
  await mediator.do("screen", { channel: pending[1].channel, entry: pending[1].entry, decision: "other_words", note: "Could you put it differently?" });
  await boris.hears("joint", one);
  const [message] = boris.channel("joint").messages;
  assert.deepEqual([message.name, message.isRelayed], ["Amal", true]);
  await amal.until(() => course(amal).pending[1]?.decision === "other_words" && amal.texts("joint").length === 1);
  assert.deepEqual(course(amal).pending.map(({ decision, note }) => [decision, note]), [["posted", ""], ["other_words", "Could you put it differently?"]]);
  assert.equal(amal.channel("joint").messages[0].mine, true);
  await amal.do("withdraw", { channel: amal.channel("joint").id, entry: amal.channel("joint").messages[0].entry });
  await boris.until(() => boris.channel("joint").messages[0].withdrawn);
});

test("a message that comes after screening has begun goes back to where it was written", async (t) => {
  const { mediator, amal, boris } = await openJointSession(t);
  const screening = mediator.do("setScreening", { on: true });
  const saying = amal.say("joint", "too late");
  await Promise.all([screening, saying]);
  await amal.until(() => amal.channel("joint").draft === "too late");
  assert.deepEqual(boris.texts("joint"), []);
});

test("what is switched on is known in every channel, in those made later too", async (t) => {
  const { mediator, amal, boris, stop } = await openRoomOfTwo();
  t.after(stop);
  assert.deepEqual(amal.state.features, []);
  await mediator.do("setFeatures", { on: ["hands", "ratings"] });
  await amal.until(({ features }) => features.join() === "ratings,hands");
  await assert.rejects(amal.do("setFeatures", { on: [] }), { reason: "not_allowed" });
  await mediator.do("openJoint");
  await boris.until(({ features }) => boris.channel("joint") && features.length === 2);
});

test("prepared lines become cards when the joint session opens", async (t) => {
  const { mediator, boris, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("prepareCards", { list: "issues", titles: [" The office ", "", "The hours"] });
  assert.deepEqual(mediator.state.prepared.issues, ["The office", "The hours"]);
  await mediator.do("openJoint");
  await boris.until(() => boris.channel("joint")?.board.issues.length === 2);
  await mediator.until(({ prepared }) => prepared.issues.length === 0);
  assert.deepEqual(boris.channel("joint").board.issues.map(({ title }) => title), ["The office", "The hours"]);
  assert.equal(options(mediator).length, 0);
});

const outcome = (person) => person.channel("joint").outcome;

test("the outcome may be copied when every party has said yes to that very text", async (t) => {
  const { mediator, amal, boris } = await openJointSession(t);
  await assert.rejects(mediator.do("openOutcome", { text: "We share." }), { reason: "not_allowed" });
  await mediator.do("setFeatures", { on: ["outcome"] });
  await mediator.until(() => mediator.channel("joint") && mediator.state.features.length === 1);
  await amal.until(({ features }) => features.length === 1);
  await mediator.do("openOutcome", { text: "We share." });
  for (const one of [amal, boris]) await one.until(() => outcome(one)?.text === "We share.");
  const first = outcome(amal).outcome;
  await amal.do("answerOutcome", { outcome: first, answer: "yes" });
  await boris.do("answerOutcome", { outcome: first, answer: "advice" });
  await mediator.until(() => Object.keys(outcome(mediator).answers).length === 2);
  assert.equal(outcome(mediator).mayCopy, false);
  await boris.do("answerOutcome", { outcome: first, answer: "yes" });
  await amal.until(() => outcome(amal).mayCopy);
  await boris.do("editOutcome", { text: "We share it.", base: first });
  await amal.until(() => outcome(amal).text === "We share it.");
  assert.deepEqual([outcome(amal).mayCopy, outcome(amal).answers], [false, {}]);
  await assert.rejects(amal.do("answerOutcome", { outcome: first, answer: "yes" }), { reason: "not_allowed" });
  await amal.do("editOutcome", { text: "We all share.", base: first });
  await amal.until(() => outcome(amal).unmerged.length === 1);
  assert.equal(outcome(boris).text, "We share it.");
  await amal.do("dropUnmerged", { channel: amal.channel("joint").id, entry: outcome(amal).unmerged[0].entry });
  await mediator.do("endOutcome");
  await amal.until(() => outcome(amal).ended && outcome(amal).unmerged.length === 0);
  await assert.rejects(amal.do("editOutcome", { text: "x", base: outcome(amal).outcome }), { reason: "not_allowed" });
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
  const { mediator, amal, boris } = await openJointSession(t);
  await amal.do("askToPost", { text: "My words." });
  const [{ channel, entry }] = (await mediator.until(({ course: { pending } }) => pending.length === 1)).course.pending;
  const { add } = Outbox.prototype;
  t.after(() => (Outbox.prototype.add = add));
  Outbox.prototype.add = function bent(body) {
    return add.call(this, body.kind === "relayed" ? { ...body, text: "Other words." } : body);
  };
  await mediator.do("screen", { channel, entry, decision: "posted" });
  await boris.hears("joint", "Other words.");
  await amal.until(({ alarms }) => alarms.some(({ kind }) => kind === "forged"));
});
