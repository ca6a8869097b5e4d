// How a channel is named, who can read it, and what its send button says: the words that keep
// someone from speaking in the wrong place. Pure; must not know the page.
import { list, t, tn } from "../words/text.js";

/**
 * @typedef {import("../entries/room_state.js").ChannelState} ChannelState
 * @typedef {import("../entries/room_state.js").Person} Person
 */

/** Everyone in it but me and the mediators. @param {ChannelState} channel */
export const others = (channel) => channel.people.filter((person) => !person.me && person.role !== "mediator");

/** @param {ChannelState} channel @returns {boolean} whether I am a mediator here */
const iMediate = (channel) => channel.people.some((person) => person.me && person.role === "mediator");

/** @param {Person[]} people @returns {string} */
function naming(people) {
  const names = people.map((person) => person.name);
  if (names.length <= 3) return list(names);
  return list([...names.slice(0, 2), tn("{n} other", "{n} others", names.length - 2)]);
}

/** @param {ChannelState} channel */
export function channelTitle(channel) {
  if (channel.kind === "joint") return t("Joint session");
  if (channel.kind === "notes") return t("Notes");
  if (channel.kind === "own") return channel.own?.isNotepad ? t("Your notepad") : t("Only your side");
  if (channel.kind === "caucus" && channel.title) return channel.title;
  if ((iMediate(channel) || channel.interprets) && others(channel).length) {
    return t("Private meeting with {names}", { names: naming(others(channel)) });
  }
  return t("Private meeting");
}

/** In the switcher, where the group above already says what it is. @param {ChannelState} channel */
export function shortTitle(channel) {
  if (channel.kind === "caucus" && channel.title) return channel.title;
  if ((channel.kind === "private" || channel.kind === "caucus") && (iMediate(channel) || channel.interprets) && others(channel).length) {
    return t("With {names}", { names: naming(others(channel)) });
  }
  return channelTitle(channel);
}

/** Who is in it, in one line. @param {ChannelState} channel */
export function membersLine(channel) {
  if (channel.kind === "joint") return tn("everyone: {n} person", "everyone: {n} people", channel.people.length);
  if (channel.kind === "notes") return t("only the mediators");
  if (channel.kind === "own") return channel.own?.isNotepad ? t("only you") : t("without the mediators");
  if (iMediate(channel)) return list([t("you"), ...others(channel).map((person) => person.name)]);
  return list([t("you"), ...others(channel).map((person) => person.name), t("the mediators")]);
}

/** Whether a wording waits for this person: to be answered, or to be shared. @param {ChannelState} channel */
export const asksSomething = ({ consents, people }) => {
  const me = people.find((person) => person.me)?.seat;
  return consents.some(({ status, mayShare, answers }) => status === "open" && (mayShare || answers.some(({ seat, answer }) => seat === me && answer === null)));
};

/** @param {ChannelState} channel */
export function whoCanRead(channel) {
  const names = naming(others(channel));
  if (channel.kind === "joint") return t("Everyone in the session can read this");
  if (channel.kind === "notes") return t("Only the mediators can read this");
  if (channel.kind === "own") return names ? t("Only you and {names} can read this, not the mediators", { names }) : t("Only you can read this, not even the mediators");
  if (iMediate(channel)) return names ? t("Only {names} and the mediators can read this", { names }) : t("Only the mediators can read this");
  if (!names) return t("Only you and the mediators can read this");
  return t("Only you, {names} and the mediators can read this", { names });
}

/** @param {ChannelState} channel */
export function sendLabel(channel) {
  const names = naming(others(channel));
  if (channel.kind === "joint") return t("Send to everyone");
  if (channel.kind === "notes") return t("Add to the notes");
  if (channel.kind === "own") return names ? t("Send to {names} alone", { names }) : t("Keep for yourself");
  if (!names) return t("Send to the mediators");
  if (iMediate(channel)) return t("Send to {names}", { names });
  return t("Send to {names} and the mediators", { names });
}

/** @param {ChannelState} channel */
export function writeLabel(channel) {
  const names = naming(others(channel));
  if (channel.kind === "joint") return t("Write to everyone");
  if (channel.kind === "notes") return t("Write a note");
  if (channel.kind === "own") return names ? t("Write to {names} alone", { names }) : t("Write for yourself");
  if (!names) return t("Write to the mediators");
  if (iMediate(channel)) return t("Write to {names}", { names });
  return t("Write to {names} and the mediators", { names });
}
