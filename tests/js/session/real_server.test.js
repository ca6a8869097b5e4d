import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { prepareRoom } from "../../../static/js/session/preparation.js";
import { RealServer } from "../real_server.js";
import { Person } from "../room_of_people.js";

let server;
let office;

before(async () => {
  server = await RealServer.start();
  office = server.browser();
  await office.enrol(server.firstLink, "Mediator");
});
after(() => server.stop());

const KINDS = ["party", "party", "support", "observer"];

async function openRoom(t) {
  const endsAt = Date.now() + 3_600_000;
  const { csrf_token: token } = await office.requests.session();
  const { room, ticket } = await office.requests.prepare({ mediation: "new", declared: true, ends_at: endsAt }, token);
  const seats = KINDS.map((kind, at) => ({ kind, label: `Seat ${at + 1}`, side: kind === "observer" ? null : at % 2 }));
  const { hostLink, links } = prepareRoom({ room, ticket, endsAt, shuttle: false, seats });
  const people = [];
  const person = (browser = server.browser()) => people.at(people.push(new Person(browser)) - 1);
  t.after(() => people.forEach(({ session }) => session.stop()));
  const mediator = person(office).open(hostLink);
  await mediator.until(({ phase }) => phase === "inside");
  const close = async () => {
    await mediator.do("closeBegin");
    await mediator.until(({ phase }) => phase === "closed");
  };
  return { mediator, person, links: links.map(({ link }) => link), hostLink, close };
}

test("a whole session runs on the real server: lobby, joint session, caucus, reloads, close", async (t) => {
  const { mediator, person, links, close } = await openRoom(t);
  const oak = person().join(links[0], "Oak");
  const elm = person().join(links[1], "Elm");
  const words = (await oak.until((state) => state.words.length === 3)).words;
  const { waiting } = await mediator.until((state) => state.waiting.length === 2);
  assert.deepEqual(waiting.find(({ name }) => name === "Oak").words, words);
  await mediator.admits("Oak");
  await mediator.admits("Elm");
  await elm.until(() => elm.channel("private"));
  await mediator.do("showAttendance");
  await oak.until(() => oak.channel("private")?.attendance?.length === 3);
  await oak.do("answerReady", { ready: true });
  await mediator.until(({ seats }) => seats[0].ready === true);
  await mediator.do("begin");
  await mediator.until(({ reference }) => typeof reference === "string");
  await mediator.do("openJoint");
  await oak.until(() => oak.channel("joint"));
  await oak.say("joint", "Hello.");
  await elm.hears("joint", "Hello.");
  const acorn = person().join(links[2], "Acorn");
  await mediator.admits("Acorn", false);
  await acorn.until(() => acorn.channel("private"));
  await mediator.do("openJoint");
  await acorn.hears("joint", "Hello.");
  await oak.until(() => oak.channel("caucus"));
  await oak.say("caucus", "between us two");
  await acorn.hears("caucus", "between us two");
  await mediator.do("setDraft", { channel: mediator.channel("joint").id, text: "a draft" });
  mediator.reload();
  await mediator.hears("caucus", "between us two");
  assert.equal(mediator.channel("joint").draft, "a draft");
  oak.reload();
  await oak.hears("joint", "Hello.");
  await oak.say("joint", "I am back.");
  await elm.hears("joint", "I am back.");
  await mediator.do("remove", { seat: elm.state.me.seat });
  await elm.until(({ phase }) => phase === "removed");
  await acorn.say("joint", "Without Elm.");
  await oak.hears("joint", "Without Elm.");
  assert.deepEqual([oak, acorn, mediator].flatMap(({ state }) => state.alarms), []);
  await close();
  await oak.until(({ phase }) => phase === "closed");
  assert.equal(oak.storage.length, 0);
});

test("the mediator on a new device gets the room back on the real server", async (t) => {
  const { mediator, person, links, hostLink } = await openRoom(t);
  const oak = person().join(links[0], "Oak");
  await mediator.admits("Oak");
  await oak.until(() => oak.channel("private"));
  await oak.say("private", "before");
  mediator.session.stop();
  const phone = person(office).open(hostLink);
  await phone.until(({ phase }) => phase === "elsewhere");
  await phone.do("takeOver");
  await phone.until(({ phase }) => phase === "inside");
  await oak.until(({ phase }) => phase === "confirming");
  await oak.do("confirmWords", { yes: true });
  await phone.admits("Oak");
  await phone.hears("private", "before");
  await oak.say("private", "after");
  await phone.hears("private", "after");
  await phone.do("closeBegin");
  await phone.until(({ phase }) => phase === "closed");
});
