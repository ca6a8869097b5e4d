// A colleague who hosts too, and a mediator on another device.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openJointSession } from "../joint_session.js";
import { openRoom, quiet } from "../room_of_people.js";

test("a co-mediator compares words, becomes a host in the same tab, and carries on when the first is gone", async (t) => {
  const { mediator, person, links, stop } = await openRoom({ seats: [
    { kind: "host", label: "Colleague", side: null },
    { kind: "party", label: "Staff", side: 0 },
  ] });
  t.after(stop);
  const ash = person("Ash").join(links[0], "Ash");
  await mediator.admits("Ash");
  await ash.until(({ phase, isHost, seats }) => phase === "inside" && isHost && seats.length === 1);
  await ash.until(() => ash.channel("notes")?.people.length === 2);
  await mediator.say("notes", "between mediators");
  await ash.hears("notes", "between mediators");
  mediator.session.stop();
  const oak = person().join(links[1], "Oak");
  await ash.admits("Oak");
  await oak.until(() => oak.channel("private")?.people.length === 3);
  await ash.say("private", "welcome");
  await oak.hears("private", "welcome");
  ash.reload();
  await ash.hears("private", "welcome");
  mediator.reload();
  await mediator.hears("private", "welcome");
  await mediator.until(() => mediator.meetingWith("Oak"));
  quiet(mediator, ash, oak);
});

test("the mediator on a new device gets the room back from those who compare the words", async (t) => {
  const { prepared, mediator, oak, elm, person } = await openJointSession(t);
  await oak.say("joint", "before the laptop died");
  await oak.say("private", "in private");
  mediator.session.stop();
  await oak.until(({ hostPresent }) => !hostPresent);
  const phone = person("Mediator").open(prepared.hostLink);
  await phone.until(({ phase }) => phase === "elsewhere");
  await phone.do("takeOver");
  await phone.until(({ phase, seats }) => phase === "inside" && seats.length === 2);
  assert.ok(phone.state.alarms.some(({ kind }) => kind === "notes_lost"));
  const { words } = await oak.until(({ phase }) => phase === "confirming");
  const { waiting } = await phone.until((state) => state.waiting.some(({ name }) => name === "Oak"));
  assert.deepEqual(waiting.find(({ name }) => name === "Oak").words, words);
  await oak.do("confirmWords", { yes: true });
  await phone.admits("Oak");
  await oak.until(({ phase }) => phase === "inside");
  await phone.hears("joint", "before the laptop died");
  await phone.until(() => phone.meetingWith("Oak")?.messages.length === 1);
  await elm.do("confirmWords", { yes: true });
  await phone.admits("Elm");
  await elm.until(({ phase }) => phase === "inside");
  await elm.say("joint", "and on");
  await phone.hears("joint", "and on");
  await oak.hears("joint", "and on");
  phone.reload();
  await phone.hears("joint", "before the laptop died");
  await phone.hears("joint", "and on");
  oak.reload();
  await oak.hears("joint", "before the laptop died");
  await oak.say("joint", "still me");
  await phone.hears("joint", "still me");
  assert.equal(phone.state.channels.filter(({ kind }) => kind === "private").length, 2);
  quiet(oak, elm);
  mediator.reload();
  await mediator.until(({ phase }) => phase === "replaced");
});

test("a mediator moves to another device without losing the notes, when the first is still there to admit it", async (t) => {
  const { prepared, mediator, oak, person } = await openJointSession(t);
  await mediator.say("notes", "a private thought");
  await oak.say("joint", "hello");
  const phone = person("Mediator").open(prepared.hostLink);
  const { words } = await phone.until((state) => state.phase === "elsewhere" && state.words.length === 3);
  const { waiting } = await mediator.until((state) => state.waiting.length === 1);
  assert.deepEqual(waiting[0].words, words);
  await mediator.do("admit", { attempt: waiting[0].attempt, compared: true }).catch(() => {});
  await mediator.until(({ phase }) => phase === "replaced");
  await phone.hears("notes", "a private thought");
  await phone.hears("joint", "hello");
  await oak.say("joint", "and on");
  await phone.hears("joint", "and on");
  assert.deepEqual([...phone.state.alarms, ...oak.state.alarms], []);
});
