import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom, openRoomOfTwo } from "../room_of_people.js";

async function withJoint(opened) {
  const { mediator, oak, elm } = opened;
  await mediator.do("openJoint");
  await oak.until(() => oak.channel("joint"));
  await elm.until(() => elm.channel("joint"));
  return opened;
}
const quiet = (...people) => assert.deepEqual(people.flatMap(({ state }) => state.alarms), []);

test("a member who reloads is back without asking, with every word, draft and unsent post", async (t) => {
  const { mediator, oak, elm, stop } = await withJoint(await openRoomOfTwo());
  t.after(stop);
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
  const { mediator, oak, elm, stop } = await withJoint(await openRoomOfTwo());
  t.after(stop);
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
  const { server, room, mediator, oak, stop } = await withJoint(await openRoomOfTwo());
  t.after(stop);
  const relay = server.rooms.get(room);
  const post = relay.on_post.bind(relay);
  relay.on_post = (socket, fields) => {
    const answer = post(socket, fields);
    delete relay.on_post;
    socket.cut();
    return answer;
  };
  await oak.say("joint", "once");
  await mediator.hears("joint", "once");
  await oak.until(() => oak.channel("joint").settled && oak.texts("joint").length === 1);
  assert.deepEqual(mediator.texts("joint"), ["once"]);
});

test("a post under an old epoch is sealed again and arrives", async (t) => {
  const { server, mediator, oak, elm, stop } = await withJoint(await openRoomOfTwo());
  t.after(stop);
  const { id } = oak.channel("joint");
  // The news of the new epoch is late at Oak's.
  const relay = [...server.rooms.values()][0];
  const changed = relay.channelChanged.bind(relay);
  relay.channelChanged = (channel) => setTimeout(() => changed(channel), 40);
  await mediator.do("changeCaucus", { channel: id, add: [], remove: [elm.state.me.seat] });
  await oak.say("joint", "sealed twice");
  await mediator.hears("joint", "sealed twice");
  quiet(mediator, oak);
});

test("the host reloads and everyone stays where they are", async (t) => {
  const { mediator, oak, elm, person, links, stop } = await withJoint(await openRoomOfTwo({ seats: [
    { kind: "party", label: "Staff", side: 0 },
    { kind: "party", label: "Office", side: 1 },
    { kind: "support", label: "Friend", side: 1 },
  ] }));
  t.after(stop);
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
  const { mediator, oak, stop } = await withJoint(await openRoomOfTwo());
  t.after(stop);
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

test("a server that alters, swaps or invents an envelope is found out, by that person and by the mediators", async () => {
  for (const bent of [
    (envelope) => ({ ...envelope, sealed: envelope.sealed.map((byte, at) => (at === 60 ? byte ^ 1 : byte)) }),
    (envelope) => ({ ...envelope, sender: "A".repeat(22) }),
    (envelope) => ({ ...envelope, entry: "A".repeat(22) }),
    (envelope) => ({ ...envelope, seen: 0 }),
  ]) {
    const { server, mediator, oak, elm, stop } = await withJoint(await openRoomOfTwo());
    const victim = elm.state.me.seat;
    const { id } = elm.channel("joint");
    server.bend = (envelope, to) => (to === victim && envelope.channel === id && envelope.number === 3 ? bent(envelope) : envelope);
    await oak.say("joint", "one");
    await oak.say("joint", "two");
    await elm.until(({ alarms }) => alarms.some(({ kind, channel }) => kind === "history" && channel === id));
    await mediator.until(({ alarms }) => alarms.some(({ kind }) => kind === "reported"));
    assert.deepEqual(elm.texts("joint"), ["one"]);
    stop();
  }
});

test("a server that swaps two envelopes is found out", async (t) => {
  const { server, room, oak, elm, stop } = await withJoint(await openRoomOfTwo());
  t.after(stop);
  const victim = elm.state.me.seat;
  const { id } = elm.channel("joint");
  elm.browser.goOffline();
  for (const text of ["one", "two"]) await oak.say("joint", text);
  const { envelopes } = server.rooms.get(room).channels.get(id);
  const swap = { 2: 3, 3: 2 };
  server.bend = (envelope, to) => {
    if (to !== victim || envelope.channel !== id || !swap[envelope.number]) return envelope;
    return { ...envelopes[swap[envelope.number] - 1], number: envelope.number };
  };
  elm.browser.goOnline();
  await elm.until(({ alarms }) => alarms.some(({ kind }) => kind === "history"));
});

/** In the joint session, Elm alone is served by a server that bends what it sends. */
async function bentForElm(t, bend) {
  const opened = await withJoint(await openRoomOfTwo());
  t.after(opened.stop);
  const { server, elm } = opened;
  const victim = elm.state.me.seat;
  const { id } = elm.channel("joint");
  server.bend = (envelope, to) => (to === victim && envelope.channel === id ? bend(envelope) : envelope);
  return opened;
}

async function isFoundOut({ mediator, elm }) {
  await elm.until(({ alarms }) => alarms.some(({ kind }) => kind === "history"));
  await mediator.until(({ alarms }) => alarms.some(({ kind }) => kind === "reported"));
}

test("a server that keeps an envelope back is found out as soon as another comes", async (t) => {
  const opened = await bentForElm(t, (envelope) => (envelope.number === 2 ? null : envelope));
  await opened.oak.say("joint", "never arrives");
  await opened.mediator.say("joint", "arrives");
  await isFoundOut(opened);
});

test("a server that gives one envelope two numbers is found out, and it is said once", async (t) => {
  let first = null;
  const opened = await bentForElm(t, (envelope) => {
    first ??= envelope.number === 2 ? envelope : null;
    return envelope.number === 3 ? { ...first, number: 3 } : envelope;
  });
  await opened.oak.say("joint", "once");
  await opened.mediator.say("joint", "hidden behind it");
  await isFoundOut(opened);
  assert.deepEqual(opened.elm.texts("joint"), ["once"]);
});

test("a server that shows two members different histories is found out at the next word", async (t) => {
  const opened = await bentForElm(t, (envelope) => {
    if (envelope.number === 2) return null;
    return envelope.number > 2 ? { ...envelope, number: envelope.number - 1 } : envelope;
  });
  await opened.oak.say("joint", "Elm is not to know this");
  await opened.mediator.say("joint", "as Oak has just said");
  await isFoundOut(opened);
});

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
  const { prepared, mediator, oak, elm, person, stop } = await withJoint(await openRoomOfTwo());
  t.after(stop);
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
  const { prepared, mediator, oak, person, stop } = await withJoint(await openRoomOfTwo());
  t.after(stop);
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
