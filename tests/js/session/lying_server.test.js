// A server that bends what it relays is found out, by that person and by the mediators.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openJointSession } from "../joint_session.js";

/** In the joint session, Elm alone is served by a server that bends what it sends. */
async function bentForElm(t, bend) {
  const opened = await openJointSession(t);
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

for (const [lie, bend] of Object.entries({
  "alters an envelope": (envelope) => ({ ...envelope, sealed: envelope.sealed.map((byte, at) => (at === 60 ? byte ^ 1 : byte)) }),
  "says that somebody else sent it": (envelope) => ({ ...envelope, sender: "A".repeat(22) }),
  "gives it another id": (envelope) => ({ ...envelope, entry: "A".repeat(22) }),
  "says that its sender had seen less": (envelope) => ({ ...envelope, seen: 0 }),
})) {
  test(`a server that ${lie} is found out, by that person and by the mediators`, async (t) => {
    const opened = await bentForElm(t, (envelope) => (envelope.number === 3 ? bend(envelope) : envelope));
    await opened.oak.say("joint", "one");
    await opened.oak.say("joint", "two");
    await isFoundOut(opened);
    assert.deepEqual(opened.elm.texts("joint"), ["one"]);
  });
}

test("a server that swaps two envelopes is found out", async (t) => {
  const { server, room, oak, elm } = await openJointSession(t);
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
