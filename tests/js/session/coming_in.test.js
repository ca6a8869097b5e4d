import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom, openRoomOfTwo } from "../room_of_people.js";

test("a person comes from the link through the lobby into a private meeting, the words equal on both screens", async (t) => {
  const { mediator, person, links, stop } = await openRoom();
  t.after(stop);
  const oak = person().join(links[0], "  Oak ");
  const lobby = await oak.until(({ words }) => words.length === 3);
  assert.equal(lobby.phase, "lobby");
  assert.deepEqual(lobby.channels, []);
  const { waiting } = await mediator.until((state) => state.waiting.length === 1);
  assert.deepEqual(waiting[0].words, lobby.words);
  assert.equal(waiting[0].name, "Oak");
  assert.equal(waiting[0].label, "Staff");
  await mediator.admits("Oak");
  const inside = await oak.until(({ phase, channels }) => phase === "inside" && channels.some(({ kind }) => kind === "private"));
  assert.equal(inside.channels[0].kind, "private");
  assert.deepEqual(inside.channels[0].people.map(({ name, role }) => [name, role]), [["Mediator", "mediator"], ["Oak", "party"]]);
  assert.equal(inside.me.name, "Oak");
  await oak.say("private", "Good morning.");
  await mediator.hears("private", "Good morning.");
  await mediator.until(({ seats }) => seats[0].admitted && seats[0].compared && seats[0].connected);
  assert.deepEqual(mediator.state.waiting, []);
});

test("a link waits by itself until the room is open", async (t) => {
  const { server, person, links, stop, room, mediator } = await openRoom();
  t.after(stop);
  const opened = server.rooms.get(room);
  server.rooms.delete(room);
  const oak = person().join(links[0], "Oak");
  await oak.until(({ phase }) => phase === "not_open");
  server.rooms.set(room, opened);
  await mediator.admits("Oak");
  await oak.until(({ phase }) => phase === "inside");
});

test("someone refused is told so, and keeps nothing", async (t) => {
  const { mediator, person, links, stop } = await openRoom();
  t.after(stop);
  const oak = person().join(links[0], "Oak");
  const { waiting } = await mediator.until((state) => state.waiting.length === 1);
  await mediator.do("refuse", { attempt: waiting[0].attempt });
  await oak.until(({ phase }) => phase === "refused");
  assert.equal(oak.storage.length, 0);
});

test("the same link on a second device waits in the lobby, and admitting it shuts out the first", async (t) => {
  const { mediator, person, links, oak, stop } = await openRoomOfTwo();
  t.after(stop);
  await oak.say("private", "from the first device");
  const phone = person().join(links[0], "Oak");
  const { waiting } = await mediator.until((state) => state.waiting.length === 1);
  assert.equal(waiting[0].secondDevice, true);
  assert.deepEqual(phone.state.channels, []);
  await mediator.admits("Oak");
  await oak.until(({ phase }) => phase === "replaced");
  await phone.hears("private", "from the first device");
  await phone.say("private", "from the second");
  await mediator.until(() => mediator.meetingWith("Oak").messages.some(({ text }) => text === "from the second"));
  assert.deepEqual([...phone.state.alarms, ...mediator.state.alarms], []);
});

test("a wrong link never gets further than waiting", async (t) => {
  const { person, links, stop } = await openRoom();
  t.after(stop);
  const parts = links[0].split(".");
  parts[3] = (parts[3][0] === "A" ? "B" : "A") + parts[3].slice(1);
  const eve = person().join(parts.join("."), "Eve");
  await eve.until(({ phase }) => phase === "not_open");
});
