import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom, openRoomOfTwo } from "../room_of_people.js";

const SIX = [
  { kind: "party", label: "Staff", side: 0 },
  { kind: "party", label: "Office", side: 1 },
  { kind: "support", label: "Counsel", side: 0 },
  { kind: "observer", label: "", side: null },
];

test("each is shown who will attend, answers in private, and the joint session opens for all", async (t) => {
  const { mediator, oak, elm, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("showAttendance");
  await oak.until(() => oak.channel("private").attendance?.length === 3);
  await oak.do("answerReady", { ready: true });
  await oak.do("answerAgree", { agree: true });
  await elm.do("answerReady", { ready: false });
  await mediator.until(({ seats }) => seats[0].ready === true && seats[0].agree === true && seats[1].ready === false);
  assert.equal(JSON.stringify(elm.state.channels).includes("true,\"agree\""), false);
  await mediator.do("openJoint");
  await oak.until(() => oak.channel("joint"));
  await oak.say("joint", "Hello, Elm.");
  const heard = await elm.hears("joint", "Hello, Elm.");
  const [message] = heard.channels[0].messages;
  assert.deepEqual([message.name, message.mine, message.delivery], ["Oak", false, "sent"]);
  assert.equal(heard.channels[0].unread, 1);
  await elm.do("read", { channel: heard.channels[0].id });
  assert.equal(elm.channel("joint").unread, 0);
  assert.ok(elm.channel("joint").people.every(({ present }) => present));
});

test("a message can be taken back by its author", async (t) => {
  const { mediator, oak, stop } = await openRoomOfTwo();
  t.after(stop);
  await oak.say("private", "too much");
  await mediator.until(() => mediator.meetingWith("Oak").messages.length === 1);
  await oak.do("withdraw", { channel: oak.channel("private").id, entry: oak.channel("private").messages[0].entry });
  await mediator.until(() => mediator.meetingWith("Oak").messages[0].withdrawn);
  assert.equal(mediator.meetingWith("Oak").messages[0].text, "");
});

test("nothing of a caucus reaches a tab outside it, not even that there is one", async (t) => {
  const { server, mediator, oak, elm, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("openJoint");
  await elm.until(() => elm.channel("joint"));
  const before = server.sent.length;
  const [staff] = mediator.state.seats;
  await mediator.do("makeCaucus", { seats: [staff.seat], title: "Staff alone" });
  await oak.until(() => oak.channel("caucus", "Staff alone"));
  await oak.say("caucus", "between us", "Staff alone");
  await mediator.hears("caucus", "between us", "Staff alone");
  const { id } = mediator.channel("caucus");
  const toElm = server.sent.slice(before).filter(({ to }) => to === elm.state.me.seat);
  assert.equal(toElm.filter(({ fields }) => fields.channel === id).length, 0);
  assert.equal(elm.channel("caucus"), undefined);
});

test("a server that lists someone else in a caucus gets them no key, and none from before", async (t) => {
  const { server, room, mediator, oak, elm, stop } = await openRoomOfTwo();
  t.after(stop);
  const [staff] = mediator.state.seats;
  await mediator.do("makeCaucus", { seats: [staff.seat], title: "Staff alone" });
  await oak.until(() => oak.channel("caucus"));
  await oak.say("caucus", "between us");
  const { id } = mediator.channel("caucus");
  const channel = server.rooms.get(room).channels.get(id);
  const seat = elm.state.me.seat;
  channel.members.set(seat, { seat, listens: false, since: 0 });
  server.rooms.get(room).channels.changed(channel);
  await oak.say("caucus", "still between us");
  await mediator.hears("caucus", "still between us");
  assert.equal(elm.channel("caucus"), undefined);
  // Now the mediator does add him, and the server says that he has been there from the start.
  await mediator.do("changeCaucus", { channel: id, add: [seat], remove: [] });
  channel.members.set(seat, { seat, listens: false, since: 0 });
  server.rooms.get(room).channels.changed(channel);
  await mediator.until(() => mediator.channel("caucus").people.length === 3);
  await oak.say("caucus", "for the three of us");
  assert.ok(!JSON.stringify(elm.state).includes("between us"));
});

test("a side with two people gets its caucus by itself, and who comes later hears none of what was before", async (t) => {
  const { mediator, person, links, stop } = await openRoom({ seats: [...SIX, { kind: "support", label: "Friend", side: 0 }] });
  t.after(stop);
  const oak = person().join(links[0], "Oak");
  await mediator.admits("Oak");
  const counsel = person().join(links[2], "Acorn");
  await mediator.admits("Acorn");
  await oak.until(() => oak.channel("caucus")?.people.length === 3);
  await counsel.until(() => counsel.channel("caucus"));
  await oak.say("caucus", "before");
  await counsel.hears("caucus", "before");
  const friend = person().join(links[4], "Farid");
  await mediator.admits("Farid");
  await friend.until(() => friend.channel("caucus")?.people.length === 4);
  await oak.until(() => oak.channel("caucus")?.people.length === 4);
  await oak.say("caucus", "after");
  await friend.hears("caucus", "after");
  assert.deepEqual(friend.texts("caucus"), ["after"]);
  assert.equal(mediator.state.channels.filter(({ kind }) => kind === "caucus").length, 1);
  await assert.rejects(mediator.do("changeCaucus", { channel: mediator.channel("caucus").id, add: [], remove: [oak.state.me.seat] }), { reason: "not_allowed" });
});

test("whoever is taken out of a caucus reads nothing more of it, under a key they never had", async (t) => {
  const { mediator, oak, elm, stop } = await openRoomOfTwo();
  t.after(stop);
  const seats = mediator.state.seats.map(({ seat }) => seat);
  await mediator.do("makeCaucus", { seats, title: "" });
  await elm.until(() => elm.channel("caucus"));
  assert.equal(mediator.channel("caucus").title, "Oak, Elm");
  const { id } = mediator.channel("caucus");
  await mediator.do("changeCaucus", { channel: id, add: [], remove: [elm.state.me.seat] });
  await elm.until(() => !elm.channel("caucus"));
  await oak.until(() => oak.channel("caucus").people.length === 2);
  await oak.say("caucus", "now without Elm");
  await mediator.hears("caucus", "now without Elm");
  await mediator.do("changeCaucus", { channel: id, add: [elm.state.me.seat], remove: [] });
  await elm.until(() => elm.channel("caucus")?.people.length === 3);
  assert.deepEqual(elm.texts("caucus"), []);
  await oak.say("caucus", "with Elm again");
  await elm.hears("caucus", "with Elm again");
  assert.deepEqual([...elm.state.alarms, ...mediator.state.alarms, ...oak.state.alarms], []);
});

test("who comes after the joint session opened is added when the mediator says so, and hears it from its beginning; an observer only listens", async (t) => {
  const { mediator, person, links, stop } = await openRoom({ seats: SIX });
  t.after(stop);
  const oak = person().join(links[0], "Oak");
  await mediator.admits("Oak");
  await oak.until(() => oak.channel("private"));
  await mediator.do("openJoint");
  await oak.until(() => oak.channel("joint"));
  await oak.say("joint", "first words");
  const owl = person().join(links[3], "Owl");
  await mediator.admits("Owl");
  await owl.until(() => owl.channel("private"));
  assert.equal(owl.channel("joint"), undefined, "nobody faces the others before the mediator says so");
  await mediator.do("openJoint");
  await owl.hears("joint", "first words");
  assert.equal(owl.channel("joint").mayWrite, false);
  assert.equal(owl.channel("private").mayWrite, true);
  await assert.rejects(owl.say("joint", "?"), { reason: "not_allowed" });
  await oak.until(() => oak.channel("joint").people.some(({ name, role }) => name === "Owl" && role === "observer"));
  const seats = mediator.state.seats.filter(({ name }) => name === "Oak" || name === "Owl").map(({ seat }) => seat);
  await mediator.do("makeCaucus", { seats, title: "With Owl" });
  await owl.until(() => owl.channel("caucus", "With Owl")?.listens);
  assert.ok(oak.channel("caucus", "With Owl")?.mayWrite);
});

test("a held channel takes words as waiting, and sends them by itself when it is resumed", async (t) => {
  const { mediator, oak, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("openJoint");
  await oak.until(() => oak.channel("joint"));
  const { id } = mediator.channel("joint");
  await mediator.do("hold", { channel: id, held: true });
  await oak.until(() => oak.channel("joint").held);
  const sent = oak.say("joint", "patience");
  await oak.until(() => oak.channel("joint").messages[0]?.delivery === "waiting");
  await mediator.say("joint", "we pause");
  await oak.hears("joint", "we pause");
  await mediator.do("hold", { channel: id, held: false });
  await sent;
  await mediator.hears("joint", "patience");
});

test("opponents are not left alone: with the mediator gone their words wait, and go when the mediator is back", async (t) => {
  const { mediator, oak, elm, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("openJoint");
  await oak.until(() => oak.channel("joint"));
  await elm.until(() => elm.channel("joint"));
  mediator.session.stop();
  await oak.until(() => oak.channel("joint").hostAway && !oak.state.hostPresent);
  const sent = oak.say("joint", "are you there?");
  await oak.until(() => oak.channel("joint").messages[0]?.delivery === "waiting");
  await oak.say("private", "for the mediator");
  mediator.reload();
  await sent;
  await elm.hears("joint", "are you there?");
  await mediator.until(() => mediator.meetingWith("Oak")?.messages.length === 1);
});

test("a removed person is shut out at once and the room goes on without them", async (t) => {
  const { mediator, oak, elm, person, links, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("openJoint");
  await elm.until(() => elm.channel("joint"));
  await mediator.do("remove", { seat: elm.state.me.seat });
  await elm.until(({ phase }) => phase === "removed");
  assert.equal(elm.storage.length, 0);
  assert.deepEqual(elm.state.channels, []);
  await oak.until(() => oak.channel("joint").people.length === 2);
  await oak.say("joint", "without Elm");
  await mediator.hears("joint", "without Elm");
  const again = person().join(links[1], "Elm");
  await mediator.admits("Elm");
  await again.until(() => again.channel("private"));
  await mediator.do("openJoint");
  await again.hears("joint", "without Elm");
  assert.deepEqual([...again.state.alarms, ...mediator.state.alarms], []);
});

test("a replaced link shuts out the old one and its device; the new one leads in; a revoked one does not", async (t) => {
  const { mediator, oak, person, links, stop } = await openRoomOfTwo();
  t.after(stop);
  const { seat, link } = mediator.state.seats[0];
  assert.equal(new URL(link).hash, links[0].slice(links[0].indexOf("#")));
  await mediator.do("replaceLink", { seat });
  await oak.until(({ phase }) => phase === "removed");
  const { seats } = await mediator.until((state) => state.seats[0].version === 2 && !state.seats[0].admitted);
  const old = person().join(links[0], "Eve");
  await old.until(({ phase }) => phase === "not_open");
  const fresh = person().join(seats[0].link, "Oak");
  await mediator.admits("Oak");
  await fresh.until(() => fresh.channel("private"));
  await mediator.do("revokeLink", { seat });
  await fresh.until(({ phase }) => phase === "removed");
  await mediator.until((state) => state.seats[0].revoked);
});

test("a seat can be added while the room is open", async (t) => {
  const { mediator, person, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("addSeat", { kind: "support", label: "Interpreter", side: 1 });
  const { seats } = await mediator.until((state) => state.seats.length === 3);
  const ines = person().join(seats[2].link, "Inès");
  await mediator.admits("Inès");
  await ines.until(() => ines.channel("caucus"));
  assert.equal(ines.channel("caucus").people.length, 3);
});

test("a shuttle room has no joint session and shows nobody who else is there", async (t) => {
  const { mediator, oak, elm, stop } = await openRoomOfTwo({ shuttle: true });
  t.after(stop);
  assert.ok(mediator.state.shuttle && oak.state.shuttle);
  await assert.rejects(mediator.do("openJoint"), { reason: "not_allowed" });
  await assert.rejects(mediator.do("showAttendance"), { reason: "not_allowed" });
  const seats = mediator.state.seats.map(({ seat }) => seat);
  await assert.rejects(mediator.do("makeCaucus", { seats, title: "both" }), { reason: "not_allowed" });
  await mediator.do("makeCaucus", { seats: [oak.state.me.seat], title: "one side" });
  await oak.until(() => oak.channel("caucus", "one side"));
  const { id } = mediator.channel("caucus", "one side");
  await assert.rejects(mediator.do("changeCaucus", { channel: id, add: [elm.state.me.seat], remove: [] }), { reason: "not_allowed" });
  assert.ok(!JSON.stringify(oak.state).includes("Elm"));
  assert.ok(!JSON.stringify(elm.state).includes("Oak"));
});

test("closing leaves nothing in any tab", async (t) => {
  const { server, room, mediator, oak, stop } = await openRoomOfTwo();
  t.after(stop);
  await oak.do("setDraft", { channel: oak.channel("private").id, text: "half a thought" });
  await mediator.do("closeBegin");
  await oak.until(({ closingAt }) => closingAt !== null);
  await mediator.do("closeCancel");
  await oak.until(({ closingAt }) => closingAt === null);
  server.rooms.get(room).close();
  for (const one of [oak, mediator]) {
    await one.until(({ phase }) => phase === "closed");
    assert.equal(one.storage.length, 0);
    assert.deepEqual(one.state.channels, []);
    assert.deepEqual(one.state.seats, []);
  }
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  assert.equal(oak.browser.cookies.size, 0);
});

test("beginning the mediation gives its reference to the mediator alone", async (t) => {
  const { mediator, oak, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("begin");
  await mediator.until(({ began, reference }) => began && reference === "REF");
  assert.equal(oak.state.reference, null);
});

test("typing shows in a private meeting and never across the table", async (t) => {
  const { mediator, oak, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("openJoint");
  await oak.until(() => oak.channel("joint"));
  await oak.do("typing", { channel: oak.channel("joint").id });
  await oak.do("typing", { channel: oak.channel("private").id });
  await mediator.until(() => mediator.meetingWith("Oak").typing.includes("Oak"));
  assert.deepEqual(mediator.channel("joint").typing, []);
});
