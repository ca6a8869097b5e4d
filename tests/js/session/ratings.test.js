import assert from "node:assert/strict";
import { test } from "node:test";
import { openJointSession, optionOf, placed } from "../joint_session.js";
import { openRoom } from "../room_of_people.js";

const EITHER = "Share the office";
const OTHER = "Move out";
const rated = (person, title, value) => person.do("rate", { option: optionOf(person, title).card, value });
const matrix = (mediator, title) => optionOf(mediator, title).matrix.map(({ value }) => value);

/** Everything that one seat has been sent since, without what is random. */
const toldTo = (server, person, since) => server.sent.slice(since).filter(({ to }) => to === person.state.me.seat);

test("a rating is seen by its side and the mediator, and changes nothing for the other side", async (t) => {
  const opened = await openJointSession(t);
  const { server, mediator, oak, elm } = opened;
  await placed(opened, EITHER);
  const before = server.sent.length;
  await rated(oak, EITHER, "acceptable");
  await mediator.until(() => matrix(mediator, EITHER)[0] === "acceptable");
  assert.equal(optionOf(oak, EITHER).rating, "acceptable");
  assert.deepEqual(matrix(mediator, EITHER), ["acceptable", null]);
  assert.deepEqual(toldTo(server, elm, before), []);
  assert.ok(!JSON.stringify(elm.state).includes('"acceptable"'));
  assert.deepEqual(optionOf(oak, EITHER).matrix, []);
  await rated(oak, EITHER, null);
  await mediator.until(() => matrix(mediator, EITHER)[0] === null);
});

async function reveal(opened, answers) {
  const { mediator, oak, elm } = opened;
  await placed(opened, EITHER);
  await placed(opened, OTHER);
  for (const [person, given] of [[oak, answers.oak], [elm, answers.elm]]) {
    for (const [title, value] of Object.entries(given)) await rated(person, title, value);
  }
  await mediator.until(() => matrix(mediator, EITHER).every((value, at) => value === ([answers.oak, answers.elm][at][EITHER] ?? null)));
  await mediator.do("startReveal", { options: [EITHER, OTHER].map((title) => optionOf(mediator, title).card) });
  for (const one of [oak, elm]) await one.until(({ reveal: open }) => open?.options.length === 2);
}
const permits = (person, title, permit = true) => person.do("permit", { option: optionOf(person, title).card, permit });

test("only what every side accepts and permits is announced, all at once, and nothing is said of the rest", async (t) => {
  const opened = await openJointSession(t);
  const { server, mediator, oak, elm } = opened;
  await reveal(opened, { oak: { [EITHER]: "acceptable", [OTHER]: "preferred" }, elm: { [EITHER]: "preferred", [OTHER]: "not_acceptable" } });
  await assert.rejects(rated(oak, OTHER, "not_acceptable"), { reason: "not_allowed" });
  assert.ok(optionOf(oak, EITHER).ratingFrozen);
  const quiet = server.sent.length;
  await assert.rejects(mediator.do("announce"), { reason: "not_allowed" });
  for (const title of [EITHER, OTHER]) await permits(oak, title);
  await permits(elm, EITHER);
  await mediator.until(({ reveal: open }) => open.qualifying.length === 1);
  assert.deepEqual(mediator.state.reveal.qualifying, [optionOf(mediator, EITHER).card]);
  const toElm = toldTo(server, elm, quiet).filter(({ fields }) => fields.sender !== elm.state.me.seat);
  assert.deepEqual(toElm, [], "no permission of the other side, and no failed announcement, is heard");
  await mediator.do("announce");
  await elm.until(() => elm.channel("joint").announcements.length === 1);
  assert.deepEqual(elm.channel("joint").announcements[0].titles, [EITHER]);
  assert.deepEqual([optionOf(elm, EITHER).announced, optionOf(elm, OTHER).announced], [true, false]);
  await assert.rejects(mediator.do("announce"), { reason: "not_allowed" });
  await mediator.do("endReveal");
  await oak.until(({ reveal: open }) => open === null);
  await rated(oak, OTHER, "with_changes");
});

test("an option whose words have changed since is not announced", async (t) => {
  const opened = await openJointSession(t);
  const { mediator, oak, elm } = opened;
  await reveal(opened, { oak: { [EITHER]: "acceptable" }, elm: { [EITHER]: "acceptable" } });
  for (const one of [oak, elm]) await permits(one, EITHER);
  await mediator.until(({ reveal: open }) => open.qualifying.length === 1);
  const { card, bases } = optionOf(oak, EITHER);
  await oak.do("editCard", { channel: oak.channel("joint").id, card, field: "title", value: "Share it for ever", base: bases.title });
  await mediator.until(({ reveal: open }) => open.qualifying.length === 0);
  await elm.until(() => optionOf(elm, "Share it for ever")?.ratingIsOfEarlierText);
  await assert.rejects(mediator.do("announce"), { reason: "not_allowed" });
});

test("one no, or one side that has not rated, and nothing qualifies", async (t) => {
  const opened = await openJointSession(t);
  const { mediator, oak, elm } = opened;
  await reveal(opened, { oak: { [EITHER]: "acceptable", [OTHER]: "acceptable" }, elm: { [EITHER]: "acceptable" } });
  for (const title of [EITHER, OTHER]) for (const one of [oak, elm]) await permits(one, title, !(one === oak && title === EITHER));
  await mediator.until(() => optionOf(mediator, OTHER).matrix.every(({ permits: given }) => given === true));
  assert.deepEqual(optionOf(mediator, EITHER).matrix.map(({ permits: given }) => given), [false, true]);
  assert.deepEqual(mediator.state.reveal.qualifying, []);
});

test("the mediator is shown a rating that was changed shortly before, and after a reload no others", async (t) => {
  const opened = await openJointSession(t);
  const { server, mediator, oak } = opened;
  await placed(opened, EITHER);
  await rated(oak, EITHER, "not_acceptable");
  await mediator.until(() => matrix(mediator, EITHER)[0] === "not_acceptable");
  assert.equal(optionOf(mediator, EITHER).matrix[0].changedLately, false);
  await rated(oak, EITHER, "acceptable");
  await mediator.until(() => optionOf(mediator, EITHER).matrix[0].changedLately);
  server.secondsLeft -= 15 * 60;
  mediator.reload();
  await mediator.until(({ channels }) => channels.some(({ kind }) => kind === "joint") && matrix(mediator, EITHER)[0] === "acceptable");
  assert.equal(optionOf(mediator, EITHER).matrix[0].changedLately, false, "a quarter of an hour has passed");
});

test("of ranges the mediator learns whether there is room, and the sides that alone, when all permit", async (t) => {
  const opened = await openJointSession(t);
  const { server, mediator, oak, elm } = opened;
  const check = () => mediator.state.ranges[0];
  await mediator.do("askRange", { title: "Amount", measure: "sum", unit: "USD" });
  for (const one of [oak, elm]) await one.until(({ ranges }) => ranges.length === 1);
  const before = server.sent.length;
  await oak.do("stateRange", { check: check().check, least: 1000, most: 5000.5 });
  await mediator.until(() => check().sides[0].stated);
  assert.deepEqual(toldTo(server, elm, before), []);
  assert.equal(check().overlaps, null);
  await elm.do("stateRange", { check: check().check, least: 0, most: 2000 });
  await mediator.until(() => check().overlaps === true);
  assert.ok(!JSON.stringify(elm.state).includes("5000.5"));
  await assert.rejects(mediator.do("announceRange", { check: check().check }), { reason: "not_allowed" });
  for (const one of [oak, elm]) await one.do("permitRange", { check: check().check, permit: true });
  await mediator.until(() => check().mayAnnounce);
  await elm.do("stateRange", { check: check().check, least: 0, most: 900 });
  await mediator.until(() => check().overlaps === false && check().sides[1].permits === null);
  await elm.do("stateRange", { check: check().check, least: 0, most: 1000 });
  await elm.do("permitRange", { check: check().check, permit: true });
  await mediator.until(() => check().mayAnnounce);
  await mediator.do("announceRange", { check: check().check });
  await oak.until(({ ranges }) => ranges[0].announced);
  assert.deepEqual(oak.channel("joint").announcements.map(({ kind, titles }) => [kind, titles]), [["room", ["Amount"]]]);
  await mediator.do("endRange", { check: check().check });
  await elm.until(({ ranges }) => ranges[0].ended);
  await assert.rejects(elm.do("stateRange", { check: check().check, least: 1, most: 2 }), { reason: "not_allowed" });
});

test("wrong ranges are none", async (t) => {
  const { mediator, oak } = await openJointSession(t);
  await mediator.do("askRange", { title: "Day", measure: "date", unit: "" });
  const { ranges } = await oak.until(({ ranges: asked }) => asked.length === 1);
  const state = (least, most) => oak.do("stateRange", { check: ranges[0].check, least, most });
  for (const [least, most] of [["2026-02-30", "2026-03-01"], ["2026-03-02", "2026-03-01"], [1, 2], ["2026-03-01", null], ["x", "y"]]) {
    await assert.rejects(state(least, most), { reason: "not_allowed" });
  }
  await state("2026-02-28", "2026-02-28");
});

test("of a side with two parties the latest rating counts, and each of them must permit", async (t) => {
  const seats = [0, 1, 0].map((side, at) => ({ kind: "party", label: `Seat ${at}`, side }));
  const { mediator, person, links, stop } = await openRoom({ seats });
  t.after(stop);
  const [oak, elm, ash] = ["Oak", "Elm", "Ash"].map((name, at) => person().join(links[at], name));
  for (const name of ["Oak", "Elm", "Ash"]) await mediator.admits(name);
  for (const one of [oak, ash, mediator]) await one.until(() => one.channel("caucus")?.people.length === 3);
  await mediator.do("openJoint");
  for (const one of [oak, elm, ash, mediator]) await one.until(() => one.channel("joint")?.settled && one.channel("joint").people.length === 4);
  const card = await placed({ mediator, oak, elm }, EITHER);
  await ash.until(() => optionOf(ash, EITHER));
  await rated(oak, EITHER, "not_acceptable");
  await ash.until(() => optionOf(ash, EITHER).rating === "not_acceptable");
  await rated(ash, EITHER, "acceptable");
  await rated(elm, EITHER, "acceptable");
  await mediator.until(() => matrix(mediator, EITHER).join() === "acceptable,acceptable");
  assert.deepEqual(optionOf(mediator, EITHER).matrix.map(({ names }) => names), ["Oak, Ash", "Elm"]);
  await mediator.do("startReveal", { options: [card] });
  for (const one of [oak, elm, ash]) await one.until(({ reveal: open }) => open);
  await permits(elm, EITHER);
  await permits(oak, EITHER);
  await mediator.until(() => optionOf(mediator, EITHER).matrix[1].permits);
  assert.deepEqual(mediator.state.reveal.qualifying, []);
  await permits(ash, EITHER);
  await mediator.until(({ reveal: open }) => open.qualifying.length === 1);
});

test("a side that grows is asked anew, and does not inherit what one of it said in confidence", async (t) => {
  const seats = [0, 1, 0].map((side, at) => ({ kind: "party", label: `Seat ${at}`, side }));
  const { mediator, person, links, stop } = await openRoom({ seats });
  t.after(stop);
  const [oak, elm] = ["Oak", "Elm"].map((name, at) => person().join(links[at], name));
  for (const name of ["Oak", "Elm"]) await mediator.admits(name);
  for (const one of [oak, elm]) await one.until(() => one.channel("private")?.settled);
  await mediator.do("openJoint");
  for (const one of [oak, elm, mediator]) await one.until(() => one.channel("joint")?.settled && one.channel("joint").people.length === 3);
  const option = await placed({ mediator, oak, elm }, EITHER);
  await mediator.do("askRange", { title: "Amount", measure: "sum", unit: "" });
  const [{ check }] = (await oak.until(({ ranges }) => ranges.length === 1)).ranges;
  await rated(oak, EITHER, "with_changes");
  await oak.do("stateRange", { check, least: 17, most: 19 });
  await mediator.do("startReveal", { options: [option] });
  await mediator.until(({ ranges }) => ranges[0].sides[0].stated && matrix(mediator, EITHER)[0] === "with_changes");

  const ash = person().join(links[2], "Ash");
  await mediator.admits("Ash");
  for (const one of [oak, ash]) await one.until(({ ranges }) => one.channel("caucus")?.settled && ranges.length === 1);
  const mine = optionOf(oak, EITHER);
  assert.deepEqual([mine.rating, mine.ratingSetAside, oak.state.ranges[0].setAside], [null, true, true]);
  assert.equal(oak.state.ranges[0].check, check);
  assert.ok(!JSON.stringify(ash.state).includes("with_changes"));
  await mediator.until(() => optionOf(mediator, EITHER).matrix[0].setAside);
  assert.deepEqual([matrix(mediator, EITHER)[0], mediator.state.ranges[0].sides[0].stated], [null, false]);

  await mediator.do("endReveal");
  await oak.until(() => !optionOf(oak, EITHER).ratingFrozen);
  await ash.do("stateRange", { check, least: 1, most: 2 });
  await rated(oak, EITHER, "acceptable");
  await mediator.until(({ ranges }) => ranges[0].sides[0].stated && matrix(mediator, EITHER)[0] === "acceptable");
  await oak.until(({ ranges }) => !ranges[0].setAside && !optionOf(oak, EITHER).ratingSetAside);
});
