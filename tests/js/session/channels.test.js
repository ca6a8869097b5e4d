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
  const { mediator, amal, boris, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("showAttendance");
  await amal.until(() => amal.channel("private").attendance?.length === 3);
  await amal.do("answerReady", { ready: true });
  await amal.do("answerAgree", { agree: true });
  await boris.do("answerReady", { ready: false });
  await mediator.until(({ seats }) => seats[0].ready === true && seats[0].agree === true && seats[1].ready === false);
  assert.equal(JSON.stringify(boris.state.channels).includes("true,\"agree\""), false);
  await mediator.do("openJoint");
  await amal.until(() => amal.channel("joint"));
  await amal.say("joint", "Hello, Boris.");
  const heard = await boris.hears("joint", "Hello, Boris.");
  const [message] = heard.channels[0].messages;
  assert.deepEqual([message.name, message.mine, message.delivery], ["Amal", false, "sent"]);
  assert.equal(heard.channels[0].unread, 1);
  await boris.do("read", { channel: heard.channels[0].id });
  assert.equal(boris.channel("joint").unread, 0);
  assert.ok(boris.channel("joint").people.every(({ present }) => present));
});

test("a message can be taken back by its author", async (t) => {
  const { mediator, amal, stop } = await openRoomOfTwo();
  t.after(stop);
  await amal.say("private", "too much");
  await mediator.until(() => mediator.meetingWith("Amal").messages.length === 1);
  await amal.do("withdraw", { channel: amal.channel("private").id, entry: amal.channel("private").messages[0].entry });
  await mediator.until(() => mediator.meetingWith("Amal").messages[0].withdrawn);
  assert.equal(mediator.meetingWith("Amal").messages[0].text, "");
});

test("nothing of a caucus reaches a tab outside it, not even that there is one", async (t) => {
  const { server, mediator, amal, boris, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("openJoint");
  await boris.until(() => boris.channel("joint"));
  const before = server.sent.length;
  const [staff] = mediator.state.seats;
  await mediator.do("makeCaucus", { seats: [staff.seat], title: "Staff alone" });
  await amal.until(() => amal.channel("caucus", "Staff alone"));
  await amal.say("caucus", "between us", "Staff alone");
  await mediator.hears("caucus", "between us", "Staff alone");
  const { id } = mediator.channel("caucus");
  const toBoris = server.sent.slice(before).filter(({ to }) => to === boris.state.me.seat);
  assert.equal(toBoris.filter(({ fields }) => fields.channel === id).length, 0);
  assert.equal(boris.channel("caucus"), undefined);
});

test("a server that lists someone else in a caucus gets them no key, and none from before", async (t) => {
  const { server, room, mediator, amal, boris, stop } = await openRoomOfTwo();
  t.after(stop);
  const [staff] = mediator.state.seats;
  await mediator.do("makeCaucus", { seats: [staff.seat], title: "Staff alone" });
  await amal.until(() => amal.channel("caucus"));
  await amal.say("caucus", "between us");
  const { id } = mediator.channel("caucus");
  const channel = server.rooms.get(room).channels.get(id);
  const seat = boris.state.me.seat;
  channel.members.set(seat, { seat, listens: false, since: 0 });
  server.rooms.get(room).channelChanged(channel);
  await amal.say("caucus", "still between us");
  await mediator.hears("caucus", "still between us");
  assert.equal(boris.channel("caucus"), undefined);
  // Now the mediator does add him, and the server says that he has been there from the start.
  await mediator.do("changeCaucus", { channel: id, add: [seat], remove: [] });
  channel.members.set(seat, { seat, listens: false, since: 0 });
  server.rooms.get(room).channelChanged(channel);
  await mediator.until(() => mediator.channel("caucus").people.length === 3);
  await amal.say("caucus", "for the three of us");
  assert.ok(!JSON.stringify(boris.state).includes("between us"));
});

test("a side with two people gets its caucus by itself, and who comes later hears none of what was before", async (t) => {
  const { mediator, person, links, stop } = await openRoom({ seats: [...SIX, { kind: "support", label: "Friend", side: 0 }] });
  t.after(stop);
  const amal = person().join(links[0], "Amal");
  await mediator.admits("Amal");
  const counsel = person().join(links[2], "Clara");
  await mediator.admits("Clara");
  await amal.until(() => amal.channel("caucus")?.people.length === 3);
  await counsel.until(() => counsel.channel("caucus"));
  await amal.say("caucus", "before");
  await counsel.hears("caucus", "before");
  const friend = person().join(links[4], "Farid");
  await mediator.admits("Farid");
  await friend.until(() => friend.channel("caucus")?.people.length === 4);
  await amal.until(() => amal.channel("caucus")?.people.length === 4);
  await amal.say("caucus", "after");
  await friend.hears("caucus", "after");
  assert.deepEqual(friend.texts("caucus"), ["after"]);
  assert.equal(mediator.state.channels.filter(({ kind }) => kind === "caucus").length, 1);
  await assert.rejects(mediator.do("changeCaucus", { channel: mediator.channel("caucus").id, add: [], remove: [amal.state.me.seat] }), { reason: "not_allowed" });
});

test("whoever is taken out of a caucus reads nothing more of it, under a key they never had", async (t) => {
  const { mediator, amal, boris, stop } = await openRoomOfTwo();
  t.after(stop);
  const seats = mediator.state.seats.map(({ seat }) => seat);
  await mediator.do("makeCaucus", { seats, title: "" });
  await boris.until(() => boris.channel("caucus"));
  assert.equal(mediator.channel("caucus").title, "Amal, Boris");
  const { id } = mediator.channel("caucus");
  await mediator.do("changeCaucus", { channel: id, add: [], remove: [boris.state.me.seat] });
  await boris.until(() => !boris.channel("caucus"));
  await amal.until(() => amal.channel("caucus").people.length === 2);
  await amal.say("caucus", "now without Boris");
  await mediator.hears("caucus", "now without Boris");
  await mediator.do("changeCaucus", { channel: id, add: [boris.state.me.seat], remove: [] });
  await boris.until(() => boris.channel("caucus")?.people.length === 3);
  assert.deepEqual(boris.texts("caucus"), []);
  await amal.say("caucus", "with Boris again");
  await boris.hears("caucus", "with Boris again");
  assert.deepEqual([...boris.state.alarms, ...mediator.state.alarms, ...amal.state.alarms], []);
});

test("who comes after the joint session opened hears it from its beginning; an observer only listens", async (t) => {
  const { mediator, person, links, stop } = await openRoom({ seats: SIX });
  t.after(stop);
  const amal = person().join(links[0], "Amal");
  await mediator.admits("Amal");
  await amal.until(() => amal.channel("private"));
  await mediator.do("openJoint");
  await amal.until(() => amal.channel("joint"));
  await amal.say("joint", "first words");
  const olga = person().join(links[3], "Olga");
  await mediator.admits("Olga");
  await olga.hears("joint", "first words");
  assert.equal(olga.channel("joint").mayWrite, false);
  assert.equal(olga.channel("private").mayWrite, true);
  await assert.rejects(olga.say("joint", "?"), { reason: "not_allowed" });
  await amal.until(() => amal.channel("joint").people.some(({ name, role }) => name === "Olga" && role === "observer"));
});

test("a held channel takes words as waiting, and sends them by itself when it is resumed", async (t) => {
  const { mediator, amal, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("openJoint");
  await amal.until(() => amal.channel("joint"));
  const { id } = mediator.channel("joint");
  await mediator.do("hold", { channel: id, held: true });
  await amal.until(() => amal.channel("joint").held);
  const sent = amal.say("joint", "patience");
  await amal.until(() => amal.channel("joint").messages[0]?.delivery === "waiting");
  await mediator.say("joint", "we pause");
  await amal.hears("joint", "we pause");
  await mediator.do("hold", { channel: id, held: false });
  await sent;
  await mediator.hears("joint", "patience");
});

test("opponents are not left alone: with the mediator gone their words wait, and go when the mediator is back", async (t) => {
  const { mediator, amal, boris, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("openJoint");
  await amal.until(() => amal.channel("joint"));
  await boris.until(() => boris.channel("joint"));
  mediator.session.stop();
  await amal.until(() => amal.channel("joint").hostAway && !amal.state.hostPresent);
  const sent = amal.say("joint", "are you there?");
  await amal.until(() => amal.channel("joint").messages[0]?.delivery === "waiting");
  await amal.say("private", "for the mediator");
  mediator.reload();
  await sent;
  await boris.hears("joint", "are you there?");
  await mediator.until(() => mediator.meetingWith("Amal")?.messages.length === 1);
});

test("a removed person is shut out at once and the room goes on without them", async (t) => {
  const { mediator, amal, boris, person, links, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("openJoint");
  await boris.until(() => boris.channel("joint"));
  await mediator.do("remove", { seat: boris.state.me.seat });
  await boris.until(({ phase }) => phase === "removed");
  assert.equal(boris.storage.length, 0);
  assert.deepEqual(boris.state.channels, []);
  await amal.until(() => amal.channel("joint").people.length === 2);
  await amal.say("joint", "without Boris");
  await mediator.hears("joint", "without Boris");
  const again = person().join(links[1], "Boris");
  await mediator.admits("Boris");
  await again.hears("joint", "without Boris");
  assert.deepEqual([...again.state.alarms, ...mediator.state.alarms], []);
});

test("a replaced link shuts out the old one and its device; the new one leads in; a revoked one does not", async (t) => {
  const { mediator, amal, person, links, stop } = await openRoomOfTwo();
  t.after(stop);
  const { seat, link } = mediator.state.seats[0];
  assert.equal(new URL(link).hash, links[0].slice(links[0].indexOf("#")));
  await mediator.do("replaceLink", { seat });
  await amal.until(({ phase }) => phase === "removed");
  const { seats } = await mediator.until((state) => state.seats[0].version === 2 && !state.seats[0].admitted);
  const old = person().join(links[0], "Eve");
  await old.until(({ phase }) => phase === "not_open");
  const fresh = person().join(seats[0].link, "Amal");
  await mediator.admits("Amal");
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
  const { mediator, amal, boris, stop } = await openRoomOfTwo({ shuttle: true });
  t.after(stop);
  assert.ok(mediator.state.shuttle && amal.state.shuttle);
  await assert.rejects(mediator.do("openJoint"), { reason: "not_allowed" });
  await assert.rejects(mediator.do("showAttendance"), { reason: "not_allowed" });
  assert.ok(!JSON.stringify(amal.state).includes("Boris"));
  assert.ok(!JSON.stringify(boris.state).includes("Amal"));
});

test("closing leaves nothing in any tab", async (t) => {
  const { server, room, mediator, amal, stop } = await openRoomOfTwo();
  t.after(stop);
  await amal.do("setDraft", { channel: amal.channel("private").id, text: "half a thought" });
  await mediator.do("closeBegin");
  await amal.until(({ closingAt }) => closingAt !== null);
  await mediator.do("closeCancel");
  await amal.until(({ closingAt }) => closingAt === null);
  server.rooms.get(room).close();
  for (const one of [amal, mediator]) {
    await one.until(({ phase }) => phase === "closed");
    assert.equal(one.storage.length, 0);
    assert.deepEqual(one.state.channels, []);
    assert.deepEqual(one.state.seats, []);
  }
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  assert.equal(amal.browser.cookies.size, 0);
});

test("beginning the mediation gives its reference to the mediator alone", async (t) => {
  const { mediator, amal, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("begin");
  await mediator.until(({ began, reference }) => began && reference === "REF");
  assert.equal(amal.state.reference, null);
});

test("typing shows in a private meeting and never across the table", async (t) => {
  const { mediator, amal, stop } = await openRoomOfTwo();
  t.after(stop);
  await mediator.do("openJoint");
  await amal.until(() => amal.channel("joint"));
  await amal.do("typing", { channel: amal.channel("joint").id });
  await amal.do("typing", { channel: amal.channel("private").id });
  await mediator.until(() => mediator.meetingWith("Amal").typing.includes("Amal"));
  assert.deepEqual(mediator.channel("joint").typing, []);
});
