// On a slow line one may be let in, or come back, before what is needed inside has come.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inside } from "../../../static/js/session/inside.js";
import { openRoom, openRoomOfTwo } from "../room_of_people.js";

const waited = () => new Promise((wake) => setTimeout(wake, 100));

test("whoever is let in before all of the page has come enters when it has", async (t) => {
  const { mediator, person, links, stop } = await openRoom();
  t.after(stop);
  let come;
  const oak = person();
  oak.inside = new Promise((resolve) => (come = resolve));
  oak.join(links[0], "Oak");
  await oak.until(({ words }) => words.length === 3);
  const { waiting } = await mediator.until(({ waiting }) => waiting[0]?.words.length === 3);
  await mediator.do("admit", { attempt: waiting[0].attempt, compared: true });
  await waited();
  assert.deepEqual([oak.state.phase, oak.state.channels], ["connecting", []]);
  come(inside);
  await oak.until(({ phase, channels }) => phase === "inside" && channels.length > 0);
  assert.deepEqual(oak.state.alarms, []);
});

test("so does whoever comes back by a reload", async (t) => {
  const { oak, elm, mediator, stop } = await openRoomOfTwo();
  t.after(stop);
  let come;
  oak.inside = new Promise((resolve) => (come = resolve));
  oak.reload();
  await waited();
  assert.equal(oak.state.phase, "connecting");
  come(inside);
  await oak.until(({ phase, channels }) => phase === "inside" && channels.length > 0);
  assert.deepEqual([...oak.state.alarms, ...elm.state.alarms, ...mediator.state.alarms], []);
});
