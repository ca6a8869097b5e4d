import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoomOfTwo } from "../room_of_people.js";

const LIMIT_MS = 3 * 3_600_000;

/** Whether it is settled by now, without waiting. */
async function isSettled(promise) {
  const pending = Symbol("pending");
  await new Promise((wake) => setImmediate(wake));
  return (await Promise.race([promise, Promise.resolve(pending)])) !== pending;
}

test("a tab that was asleep knows how things stand once the server has answered", async (t) => {
  const { oak, stop } = await openRoomOfTwo();
  t.after(stop);
  await oak.session.wake();
  assert.equal(oak.state.phase, "inside");
  oak.browser.goOffline();
  const waking = oak.session.wake();
  assert.equal(await isSettled(waking), false);
  oak.browser.goOnline();
  await waking;
  assert.equal(oak.state.phase, "inside");
});

test("one whose room has closed meanwhile is wiped by the answer", async (t) => {
  const { server, room, oak, stop } = await openRoomOfTwo();
  t.after(stop);
  oak.browser.goOffline();
  await oak.until(({ online }) => !online);
  server.rooms.get(room).close();
  const waking = oak.session.wake();
  oak.browser.goOnline();
  await waking;
  assert.equal(oak.state.phase, "closed");
  assert.deepEqual(oak.state.channels, []);
  assert.equal(oak.storage.length, 0);
});

test("one that slept past the room's limit wipes itself, with no server to ask", async (t) => {
  const opened = await openRoomOfTwo();
  t.after(opened.stop);
  const { oak } = opened;
  oak.browser.goOffline();
  t.mock.method(oak.clock, "now", () => Date.now() + LIMIT_MS + 60_000);
  await oak.session.wake();
  assert.equal(oak.state.phase, "closed");
  assert.equal(oak.storage.length, 0);
});
