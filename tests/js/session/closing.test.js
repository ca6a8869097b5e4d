import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom } from "../room_of_people.js";

const SEATS = [
  { kind: "host", label: "Colleague", side: null },
  { kind: "party", label: "Staff", side: 0 },
];
const names = (person) => person.state.closeWishes.map(({ name, me }) => (me ? "me" : name)).join();

async function openRoomOfTwoMediators(t) {
  const { mediator, person, links, stop } = await openRoom({ seats: SEATS });
  t.after(stop);
  const ash = person("Ash").join(links[0], "Ash");
  await mediator.admits("Ash");
  await ash.until(({ phase, isHost }) => phase === "inside" && isHost);
  await ash.until(() => ash.channel("notes")?.people.length === 2);
  return { mediator, ash };
}

test("of two mediators one asks and the other closes; either can say that it is not yet time", async (t) => {
  const { mediator, ash } = await openRoomOfTwoMediators(t);
  await mediator.do("closeBegin");
  await ash.until(() => names(ash) === "Mediator");
  assert.deepEqual([names(mediator), mediator.state.closingAt], ["me", null]);
  await ash.do("closeCancel");
  await mediator.until(() => names(mediator) === "");
  await mediator.do("closeBegin");
  await ash.until(() => names(ash) === "Mediator");
  await ash.do("closeBegin");
  for (const one of [mediator, ash]) await one.until(({ closingAt }) => closingAt !== null);
  await mediator.do("closeCancel");
  for (const one of [mediator, ash]) await one.until(({ closingAt }) => closingAt === null && names(one) === "");
});

test("a mediator whose colleague is gone closes alone", async (t) => {
  const { mediator, ash } = await openRoomOfTwoMediators(t);
  await mediator.do("closeBegin");
  await mediator.until(() => names(mediator) === "me");
  ash.session.stop();
  await mediator.until(() => mediator.state.seats.some(({ kind, connected }) => kind === "host" && !connected));
  await mediator.do("closeBegin");
  await mediator.until(({ closingAt }) => closingAt !== null);
});
