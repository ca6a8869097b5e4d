import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom } from "../room_of_people.js";

const SEATS = [
  { kind: "party", label: "Staff", side: 0 },
  { kind: "party", label: "Office", side: 1 },
  { kind: "interpreter", label: "Interpreter", side: null },
  { kind: "observer", label: "", side: null },
];

async function gathered(t, options) {
  const opened = await openRoom({ seats: SEATS, ...options });
  t.after(opened.stop);
  const people = {};
  for (const [at, name] of ["Oak", "Elm", "Ibis", "Owl"].entries()) {
    people[name] = opened.person().join(opened.links[at], name);
    await opened.mediator.admits(name);
    await people[name].until(({ phase, channels }) => phase === "inside" && channels.some(({ kind }) => kind === "private"));
  }
  return { ...opened, ...people };
}

test("each party is shown what is declared, and answers in private: the other side learns nothing of it", async (t) => {
  const { mediator, server, Oak, Elm, Ibis, Owl } = await gathered(t);
  const about = (who, name) => who.state.introduced.find((one) => one.name === name);
  await Oak.until(() => about(Oak, "Ibis") && about(Oak, "Owl"));
  assert.equal(about(Oak, "Ibis").mayAnswer, false, "nobody accepts what has not been declared");
  await mediator.do("declare", { something: false, words: "" });
  await Ibis.do("declare", { something: true, words: "I have worked for this office before." });
  for (const party of [Oak, Elm]) {
    await party.until(() => about(party, "Mediator")?.declared && about(party, "Ibis").declared);
    assert.deepEqual(about(party, "Ibis").declared, { something: true, words: "I have worked for this office before." });
  }
  const before = server.sent.length;
  await Oak.do("acceptPerson", { seat: about(Oak, "Ibis").seat, accepted: false });
  await Oak.do("acceptPerson", { seat: about(Oak, "Owl").seat, accepted: true });
  await mediator.until(({ acceptances }) => acceptances.find(({ name }) => name === "Oak").answers.some(({ accepted }) => accepted === false));
  const meeting = Oak.channel("private").id;
  for (const other of [Elm, Ibis, Owl]) {
    assert.ok(!server.sent.slice(before).some(({ to, fields }) => to === other.state.me.seat && fields.channel === meeting), "not even that something was answered");
    assert.deepEqual(other.state.acceptances, []);
  }
  assert.ok(Elm.state.introduced.every(({ accepted }) => accepted === null));
  await Ibis.do("declare", { something: true, words: "I have worked for this office, last year." });
  await Oak.until(() => about(Oak, "Ibis").accepted === null && about(Oak, "Owl").accepted === true);
  await assert.rejects(Owl.do("declare", { something: false, words: "" }));
  await assert.rejects(Oak.do("declare", { something: false, words: "" }));
});

test("what was declared while preparing comes into the room with the mediator's own link", async (t) => {
  const { mediator } = await openRoom({ declaration: { something: true, words: "I know the office." } }).then((opened) => (t.after(opened.stop), opened));
  await mediator.until(({ ownDeclaration }) => ownDeclaration?.words === "I know the office.");
});
