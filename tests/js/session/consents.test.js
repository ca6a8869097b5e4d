import assert from "node:assert/strict";
import { test } from "node:test";
import { openJointSession, options } from "../joint_session.js";
import { openRoom } from "../room_of_people.js";

const WORDS = "I could work on Mondays.";
const consent = (person, kind = "private") => person.channel(kind).consents.at(-1);
const ask = (person, rest = {}) =>
  person.do("proposeConsent", { channel: person.channel("private").id, wording: WORDS, destination: "joint", what: "text", ...rest });
const asked = (mediator) => mediator.meetingWith("Oak").consents.at(-1);
const answer = (person, given, { consent: id, version } = consent(person)) =>
  person.do("answerConsent", { channel: person.channel("private").id, consent: id, version, answer: given });
const share = (mediator, { consent: id, version } = asked(mediator)) =>
  mediator.do("shareConsent", { channel: mediator.meetingWith("Oak").id, consent: id, version });

test("a wording leaves a private meeting once, after its party has said yes, and names nobody", async (t) => {
  const { server, mediator, oak, elm } = await openJointSession(t);
  const before = server.sent.length;
  await mediator.do("proposeConsent", { channel: mediator.meetingWith("Oak").id, wording: WORDS, destination: "joint", what: "text" });
  await oak.until(() => consent(oak)?.mayAnswer);
  await assert.rejects(share(mediator), { reason: "not_allowed" });
  await answer(oak, "yes");
  await mediator.until(() => asked(mediator).mayShare);
  const toElm = server.sent.slice(before).filter(({ to }) => to === elm.state.me.seat);
  assert.deepEqual(toElm, []);
  await share(mediator);
  await elm.hears("joint", WORDS);
  const [message] = elm.channel("joint").messages;
  assert.deepEqual([message.name, message.sender, message.isShared, message.mine], ["", "", true, false]);
  await oak.until(() => consent(oak).status === "shared");
  await mediator.until(() => asked(mediator).arrived);
  await assert.rejects(share(mediator), { reason: "not_allowed" });
  await assert.rejects(answer(oak, "no"), { reason: "not_allowed" });
  assert.equal(elm.texts("joint").length, 1);
});

test("a yes can be taken back, and is a yes to that wording only", async (t) => {
  const { mediator, oak } = await openJointSession(t);
  await ask(oak);
  await answer(oak, "yes");
  await mediator.until(() => asked(mediator)?.mayShare);
  await answer(oak, null);
  await mediator.until(() => !asked(mediator).mayShare);
  await answer(oak, "yes");
  const former = await mediator.until(() => asked(mediator).mayShare).then(() => asked(mediator));
  await oak.do("rewordConsent", { channel: oak.channel("private").id, consent: former.consent, wording: "On Tuesdays." });
  await mediator.until(() => asked(mediator).wording === "On Tuesdays.");
  assert.deepEqual([asked(mediator).mayShare, asked(mediator).earlier], [false, [WORDS]]);
  await assert.rejects(answer(oak, "yes", former), { reason: "not_allowed" });
  await assert.rejects(share(mediator, former), { reason: "not_allowed" });
});

test("every party is asked, and a mediator cannot answer for anyone", async (t) => {
  const seats = ["Staff", "Office", "Friend"].map((label, at) => ({ kind: "party", label, side: at === 1 ? 1 : 0 }));
  const { mediator, person, links, stop } = await openRoom({ seats });
  t.after(stop);
  const [oak, , ash] = ["Oak", "Elm", "Ash"].map((name, at) => person().join(links[at], name));
  for (const name of ["Oak", "Elm", "Ash"]) await mediator.admits(name);
  for (const one of [oak, ash, mediator]) await one.until(() => one.channel("caucus")?.people.length === 3);
  await mediator.do("openJoint");
  await mediator.until(() => mediator.channel("joint")?.people.length === 4);
  const caucus = mediator.channel("caucus").id;
  const { id } = mediator.meetingWith("Elm");
  await oak.do("proposeConsent", { channel: caucus, wording: WORDS, destination: id, destinationTitle: "Private meeting with Elm", what: "text", named: true });
  await ash.until(() => consent(ash, "caucus"));
  const { consent: which, version } = consent(ash, "caucus");
  await assert.rejects(mediator.do("answerConsent", { channel: caucus, consent: which, version, answer: "yes" }), { reason: "not_allowed" });
  const yes = (one) => one.do("answerConsent", { channel: caucus, consent: which, version, answer: "yes" });
  await yes(oak);
  await mediator.until(() => consent(mediator, "caucus").answers.some((given) => given.answer === "yes"));
  assert.equal(consent(mediator, "caucus").mayShare, false);
  await yes(ash);
  await mediator.until(() => consent(mediator, "caucus").mayShare);
  await mediator.do("shareConsent", { channel: caucus, consent: which, version });
  await mediator.until(() => mediator.meetingWith("Elm").messages.some(({ name, text }) => text === WORDS && name === "Oak, Ash"));
  assert.deepEqual(oak.texts("joint"), []);
});

test("an option arrives on the board with the parts that were to go", async (t) => {
  const { mediator, oak, elm } = await openJointSession(t);
  await ask(oak, { wording: "", what: "option", asOption: { title: "Mondays", description: "from home", advantages: "", disadvantages: "" } });
  await answer(oak, "yes");
  await mediator.until(() => asked(mediator)?.mayShare);
  await share(mediator);
  await elm.until(() => options(elm).some(({ title, description }) => title === "Mondays" && description === "from home"));
  await elm.until(() => elm.channel("joint").messages.length === 1);
});

test("what was decided and not carried before a reload is carried after it", async (t) => {
  const { server, mediator, oak, elm } = await openJointSession(t);
  await ask(oak);
  await answer(oak, "yes");
  await mediator.until(() => asked(mediator)?.mayShare);
  const meeting = mediator.meetingWith("Oak").id;
  const { consent: id, version } = asked(mediator);
  const joint = mediator.channel("joint").id;
  server.refusePosts = joint;
  await mediator.do("shareConsent", { channel: meeting, consent: id, version });
  await oak.until(() => consent(oak).status === "shared");
  server.refusePosts = null;
  mediator.reload();
  await elm.hears("joint", WORDS);
  assert.equal(elm.texts("joint").length, 1);
});

test("a consent that was dropped is answered by nobody", async (t) => {
  const { mediator, oak } = await openJointSession(t);
  await ask(oak);
  await oak.do("dropConsent", { channel: oak.channel("private").id, consent: consent(oak).consent });
  await mediator.until(() => asked(mediator)?.status === "dropped");
  await assert.rejects(answer(oak, "yes"), { reason: "not_allowed" });
});
