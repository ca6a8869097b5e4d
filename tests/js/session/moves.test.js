import assert from "node:assert/strict";
import { test } from "node:test";
import { openJointSession } from "../joint_session.js";

const titles = (person) => person.state.channels.filter(({ kind }) => kind === "caucus").map(({ title }) => title).sort();

test("a mediator moves somebody from one meeting to another, and back to being alone with the mediators", async (t) => {
  const { mediator, oak, elm } = await openJointSession(t);
  const [oaks, elms] = ["Oak", "Elm"].map((name) => mediator.state.seats.find((one) => one.name === name).seat);
  await mediator.do("makeCaucus", { seats: [oaks], title: "First" });
  await mediator.do("makeCaucus", { seats: [elms], title: "Second" });
  await mediator.until(() => titles(mediator).length === 2);
  await oak.until(() => titles(oak).join() === "First");
  const second = mediator.channel("caucus", "Second").id;
  await mediator.do("movePerson", { seat: oaks, to: second });
  await oak.until(() => titles(oak).join() === "Second");
  await elm.until(() => elm.channel("caucus", "Second").people.length === 3);
  await mediator.do("movePerson", { seat: oaks, to: null });
  await oak.until(() => titles(oak).length === 0 && oak.channel("private") && oak.channel("joint"));
  await assert.rejects(oak.do("movePerson", { seat: elms, to: null }), { reason: "not_allowed" });
  for (const to of [mediator.channel("joint").id, mediator.channel("notes").id]) await assert.rejects(mediator.do("movePerson", { seat: oaks, to }), { reason: "not_allowed" });
});

test("while everyone is held, nobody is heard but by the mediators", async (t) => {
  const { mediator, oak, elm } = await openJointSession(t);
  await mediator.do("holdAll", { held: true });
  for (const one of [oak, elm]) await one.until(() => one.channel("joint").held && !one.channel("private").held);
  await oak.say("private", "I am still here.");
  await mediator.until(() => mediator.meetingWith("Oak").messages.some(({ text }) => text === "I am still here."));
  await assert.rejects(elm.do("holdAll", { held: false }), { reason: "not_allowed" });
  await mediator.do("holdAll", { held: false });
  await elm.until(() => !elm.channel("joint").held);
});
