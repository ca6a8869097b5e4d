// What a reload, a network that goes, and a lost acknowledgement cost: nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openJointSession } from "../joint_session.js";
import { openRoomOfTwo, quiet } from "../room_of_people.js";

test("a member who reloads is back without asking, with every word, draft and unsent post", async (t) => {
  const { mediator, oak, elm } = await openJointSession(t);
  for (let n = 1; n <= 8; n += 1) await (n % 2 ? oak : elm).say("joint", `word ${n}`);
  const { id } = oak.channel("joint");
  oak.browser.goOffline();
  oak.say("joint", "not sent yet").catch(() => {});
  await oak.do("setDraft", { channel: id, text: "half a thought" });
  const kept = oak.storage.dump();
  for (const secret of ["half a thought", "not sent yet", "Oak", "word"]) assert.ok(!kept.includes(secret), secret);
  oak.reload();
  oak.browser.goOnline();
  await oak.hears("joint", "not sent yet");
  await oak.until(() => oak.channel("joint").messages.every(({ delivery }) => delivery === "sent"));
  assert.deepEqual(oak.texts("joint"), [...Array.from({ length: 8 }, (_, n) => `word ${n + 1}`), "not sent yet"]);
  assert.equal(oak.channel("joint").draft, "half a thought");
  assert.equal(oak.state.phase, "inside");
  assert.deepEqual(mediator.state.waiting, []);
  assert.ok(oak.channel("joint").messages[0].mine);
  quiet(mediator, oak, elm);
});

test("a reload's secret lies in two halves, of which neither shows any of it", async (t) => {
  const { server, room, links, oak, stop } = await openRoomOfTwo();
  t.after(stop);
  const { pad } = JSON.parse(oak.storage.getItem(`mediation.${oak.state.me.seat}`));
  const [inTab, atServer] = [Buffer.from(pad, "base64url"), server.rooms.get(room).halves.get(oak.browser.cookies.get(oak.state.me.seat).device)];
  const link = Buffer.from(links[0].split(".").at(-1), "base64url");
  assert.deepEqual(Buffer.from(inTab.map((byte, at) => byte ^ atServer[at])).subarray(0, 32), link);
  for (const half of [inTab, atServer]) assert.ok(!Buffer.from(half).includes(link.subarray(0, 4)));
});

test("a network that goes and comes back costs nothing: gaps are fetched, unsent posts go once", async (t) => {
  const { mediator, oak, elm } = await openJointSession(t);
  oak.browser.goOffline();
  await oak.until(({ online }) => !online);
  const sent = oak.say("joint", "from the tunnel");
  await oak.until(() => oak.channel("joint").messages[0].delivery === "waiting");
  for (let n = 1; n <= 7; n += 1) await elm.say("joint", `meanwhile ${n}`);
  oak.browser.goOnline();
  await sent;
  await elm.hears("joint", "from the tunnel");
  await oak.hears("joint", "meanwhile 7");
  await oak.until(() => oak.channel("joint").settled);
  assert.deepEqual(oak.texts("joint"), elm.texts("joint"));
  assert.equal(new Set(oak.texts("joint")).size, 8);
  quiet(mediator, oak, elm);
});

test("an acknowledgement that was lost does not double a word", async (t) => {
  const { server, room, mediator, oak } = await openJointSession(t);
  const { channels } = server.rooms.get(room);
  const post = channels.on_post.bind(channels);
  channels.on_post = (socket, fields) => {
    const answer = post(socket, fields);
    delete channels.on_post;
    socket.cut();
    return answer;
  };
  await oak.say("joint", "once");
  await mediator.hears("joint", "once");
  await oak.until(() => oak.channel("joint").settled && oak.texts("joint").length === 1);
  assert.deepEqual(mediator.texts("joint"), ["once"]);
});

test("a post under an old epoch is sealed again and arrives", async (t) => {
  const { server, room, mediator, oak, elm } = await openJointSession(t);
  const { id } = oak.channel("joint");
  // The news of the new epoch is late at Oak's.
  const { channels } = server.rooms.get(room);
  const changed = channels.changed.bind(channels);
  channels.changed = (channel) => setTimeout(() => changed(channel), 40);
  await mediator.do("changeCaucus", { channel: id, add: [], remove: [elm.state.me.seat] });
  await oak.say("joint", "sealed twice");
  await mediator.hears("joint", "sealed twice");
  quiet(mediator, oak);
});

test("the host reloads and everyone stays where they are", async (t) => {
  const { mediator, oak, elm, person, links } = await openJointSession(t, { seats: [
    { kind: "party", label: "Staff", side: 0 },
    { kind: "party", label: "Office", side: 1 },
    { kind: "support", label: "Friend", side: 1 },
  ] });
  await oak.say("joint", "before");
  await mediator.hears("joint", "before");
  await mediator.do("setDraft", { channel: mediator.channel("joint").id, text: "I would" });
  assert.ok(!mediator.storage.dump().includes("I would"));
  mediator.reload();
  await mediator.hears("joint", "before");
  assert.equal(mediator.channel("joint").draft, "I would");
  await mediator.until(({ seats }) => seats.length === 3 && seats[0].name === "Oak" && seats[0].label === "Staff" && seats[0].compared);
  await mediator.say("joint", "I am back");
  await elm.hears("joint", "I am back");
  assert.equal(mediator.state.channels.filter(({ kind }) => kind === "private").length, 2);
  const acorn = person().join(links[2], "Acorn");
  await mediator.admits("Acorn");
  await acorn.until(() => acorn.channel("private"));
  await mediator.do("openJoint");
  await acorn.hears("joint", "before");
  await elm.until(() => elm.channel("caucus"));
  quiet(mediator, oak, elm, acorn);
});

test("who reloads while no mediator is there waits, and is let in when one is back", async (t) => {
  const { mediator, oak } = await openJointSession(t);
  await oak.say("joint", "kept");
  mediator.session.stop();
  oak.reload();
  await oak.until(({ phase }) => phase === "lobby");
  mediator.reload();
  await oak.hears("joint", "kept");
  assert.equal(oak.state.phase, "inside");
  quiet(mediator, oak);
});

test("after admission the link alone, on another device, only waits", async (t) => {
  const { mediator, person, links, oak, stop } = await openRoomOfTwo();
  t.after(stop);
  const eve = person().join(links[0], "Oak");
  await mediator.until(({ waiting }) => waiting.length === 1 && waiting[0].secondDevice);
  assert.deepEqual([eve.state.phase, eve.state.channels.length], ["lobby", 0]);
  assert.equal(oak.state.phase, "inside");
});

test("a link that was revoked while one was away ends it there", async (t) => {
  const { mediator, oak, stop } = await openRoomOfTwo();
  t.after(stop);
  const { seat } = oak.state.me;
  oak.browser.goOffline();
  await mediator.do("revokeLink", { seat });
  oak.browser.goOnline();
  await oak.until(({ phase }) => phase === "removed");
  assert.equal(oak.storage.length, 0);
});
