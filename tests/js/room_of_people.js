// People in a room over the fake server, with the verbs that a story needs. Everything else is the real thing.

import assert from "node:assert/strict";
import { randomId } from "../../static/js/crypto/encoding.js";
import { openAsHost, resumeAsHost } from "../../static/js/session/host_factory.js";
import { inside } from "../../static/js/session/inside.js";
import { joinAsMember, resumeAsMember } from "../../static/js/session/member_factory.js";
import { prepareRoom } from "../../static/js/session/preparation.js";
import { FakeServer } from "./fake_server/server.js";

/** sessionStorage, of one tab. */
export class TabStorage {
  #items = new Map();
  get length() {
    return this.#items.size;
  }
  key = (at) => [...this.#items.keys()][at] ?? null;
  getItem = (key) => this.#items.get(key) ?? null;
  setItem = (key, value) => void this.#items.set(key, String(value));
  removeItem = (key) => void this.#items.delete(key);
  dump = () => JSON.stringify([...this.#items]);
}

/** Timers that are sped up, so that a retry of seconds takes milliseconds. */
const quick = {
  now: () => Date.now(),
  setTimeout: (work, ms) => setTimeout(work, Math.min(ms / 50, 1e9)),
  clearTimeout: (timer) => clearTimeout(timer),
};

export const fragmentOf = (link) => link.slice(link.indexOf("#"));

export class Person {
  constructor(browser, clock = quick) {
    this.browser = browser;
    this.storage = new TabStorage();
    this.clock = clock;
    /** What is needed once one is in; a promise of it where the page is still on its way. */
    this.inside = inside;
  }

  get surroundings() {
    const { connect, requests } = this.browser;
    return { connect, requests, storage: this.storage, origin: "https://office.example", clock: this.clock };
  }

  use(session) {
    this.session = session;
    session.start();
    return this;
  }

  join(link, name) {
    return this.use(joinAsMember(fragmentOf(link), { name, language: "en" }, this.surroundings, this.inside));
  }

  open(hostLink) {
    return this.use(openAsHost(fragmentOf(hostLink), this.surroundings));
  }

  /** The page is loaded again, without a fragment. */
  reload() {
    this.session.stop();
    return this.use(resumeAsHost(this.surroundings) ?? resumeAsMember(this.surroundings, this.inside));
  }

  get state() {
    return this.session.state;
  }

  /** Until the state is as asked; a test that waits in vain says for what. */
  async until(isSo, ms = 4_000) {
    if (isSo(this.state)) return this.state;
    const state = await this.#awaitState((now) => isSo(now) || now.phase === "mediating", isSo, ms);
    if (state.phase !== "mediating" || isSo(state)) return state;
    return this.reload().until(isSo, ms); // as the page does, for a co-mediator who has been let in
  }

  #awaitState(isEnough, isSo, ms) {
    if (isEnough(this.state)) return this.state;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`never: ${isSo}\n${JSON.stringify(this.state, null, 1)}`));
      }, ms);
      const stop = this.session.subscribe((state) => {
        if (!isEnough(state)) return;
        clearTimeout(timer);
        stop();
        resolve(state);
      });
    });
  }

  channel(kind, title) {
    return this.state.channels.find((channel) => channel.kind === kind && (title === undefined || channel.title === title));
  }

  texts(kind, title) {
    return this.channel(kind, title)?.messages.map(({ text }) => text);
  }

  /** Until the server has ordered it; a word that never goes out fails the test instead of hanging it. */
  async say(kind, text, title) {
    const sent = this.session.perform({ action: "say", channel: this.channel(kind, title).id, text });
    let timer;
    const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`never sent: ${text}`)), 8_000)));
    await Promise.race([sent, late]).finally(() => clearTimeout(timer));
  }

  hears(kind, text, title) {
    return this.until(() => this.texts(kind, title)?.includes(text));
  }

  do(action, fields = {}) {
    return this.session.perform({ action, ...fields });
  }

  async admits(name, compared = true) {
    const state = await this.until(({ waiting }) => waiting.some((one) => one.name === name));
    await this.do("admit", { attempt: state.waiting.find((one) => one.name === name).attempt, compared });
  }

  /** The private meeting with someone, as a host sees it. */
  meetingWith(name) {
    const known = this.state.seats.find((other) => other.name === name);
    return this.state.channels.find(({ meetingOf }) => known && meetingOf === known.seat);
  }
}

const TWO_PARTIES = [
  { kind: "party", label: "Staff", side: 0 },
  { kind: "party", label: "Office", side: 1 },
];

/** Nobody was told of anything wrong. */
export const quiet = (...people) => assert.deepEqual(people.flatMap(({ state }) => state.alarms), []);

/** A room that a mediator has opened. */
export async function openRoom({ seats = TWO_PARTIES, shuttle = false, declaration = null } = {}) {
  const server = new FakeServer();
  const room = randomId();
  const prepared = prepareRoom({ room, ticket: room, endsAt: Date.now() + 3_600_000, shuttle, seats, declaration });
  const people = [];
  const person = (account, clock) => {
    const made = new Person(server.browser(account), clock);
    people.push(made);
    return made;
  };
  const mediator = person("Mediator").open(prepared.hostLink);
  await mediator.until(({ phase, seats: listed }) => phase === "inside" && listed.length === seats.length);
  const links = prepared.links.map(({ link }) => link);
  const stop = () => people.forEach(({ session }) => session?.stop());
  return { server, room, prepared, links, mediator, person, stop };
}

/** Oak and Elm, admitted and in their private meetings. */
export async function openRoomOfTwo(options) {
  const opened = await openRoom(options);
  const { mediator, person, links } = opened;
  const oak = person().join(links[0], "Oak");
  const elm = person().join(links[1], "Elm");
  for (const [one, name] of [[oak, "Oak"], [elm, "Elm"]]) {
    await mediator.admits(name);
    await one.until(({ phase, channels }) => phase === "inside" && channels.some(({ kind }) => kind === "private"));
  }
  return { ...opened, oak, elm };
}
