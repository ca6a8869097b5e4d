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
  await office.enrol(server.firstLink, "Mara Lindqvist");
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
  const amal = person().join(links[0], "Amal");
  const boris = person().join(links[1], "Boris");
  const words = (await amal.until((state) => state.words.length === 3)).words;
  const { waiting } = await mediator.until((state) => state.waiting.length === 2);
  assert.deepEqual(waiting.find(({ name }) => name === "Amal").words, words);
  await mediator.admits("Amal");
  await mediator.admits("Boris");
  await boris.until(() => boris.channel("private"));
  await mediator.do("showAttendance");
  await amal.until(() => amal.channel("private")?.attendance?.length === 3);
  await amal.do("answerReady", { ready: true });
  await mediator.until(({ seats }) => seats[0].ready === true);
  await mediator.do("begin");
  await mediator.until(({ reference }) => typeof reference === "string");
  await mediator.do("openJoint");
  await amal.until(() => amal.channel("joint"));
  await amal.say("joint", "Hello.");
  await boris.hears("joint", "Hello.");
  const clara = person().join(links[2], "Clara");
  await mediator.admits("Clara", false);
  await clara.hears("joint", "Hello.");
  await amal.until(() => amal.channel("caucus"));
  await amal.say("caucus", "between us two");
  await clara.hears("caucus", "between us two");
  await mediator.do("setDraft", { channel: mediator.channel("joint").id, text: "a draft" });
  mediator.reload();
  await mediator.hears("caucus", "between us two");
  assert.equal(mediator.channel("joint").draft, "a draft");
  amal.reload();
  await amal.hears("joint", "Hello.");
  await amal.say("joint", "I am back.");
  await boris.hears("joint", "I am back.");
  await mediator.do("remove", { seat: boris.state.me.seat });
  await boris.until(({ phase }) => phase === "removed");
  await clara.say("joint", "Without Boris.");
  await amal.hears("joint", "Without Boris.");
  assert.deepEqual([amal, clara, mediator].flatMap(({ state }) => state.alarms), []);
  await close();
  await amal.until(({ phase }) => phase === "closed");
  assert.equal(amal.storage.length, 0);
});

test("the mediator on a new device gets the room back on the real server", async (t) => {
  const { mediator, person, links, hostLink } = await openRoom(t);
  const amal = person().join(links[0], "Amal");
  await mediator.admits("Amal");
  await amal.until(() => amal.channel("private"));
  await amal.say("private", "before");
  mediator.session.stop();
  const phone = person(office).open(hostLink);
  await phone.until(({ phase }) => phase === "elsewhere");
  await phone.do("takeOver");
  await phone.until(({ phase }) => phase === "inside");
  await amal.until(({ phase }) => phase === "confirming");
  await amal.do("confirmWords", { yes: true });
  await phone.admits("Amal");
  await phone.hears("private", "before");
  await amal.say("private", "after");
  await phone.hears("private", "after");
  await phone.do("closeBegin");
  await phone.until(({ phase }) => phase === "closed");
});
