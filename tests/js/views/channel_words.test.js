// The words that keep someone from speaking in the wrong place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { channelTitle, sendLabel, shortTitle, whoCanRead, writeLabel } from "../../../static/js/views/channel_words.js";

/** @param {string} name @param {string} role @param {boolean} [me] */
const person = (name, role, me = false) => ({ seat: name, name, role, side: null, me });
/** @param {string} kind @param {object[]} people @param {string} [title] @returns {any} */
const channel = (kind, people, title = "") => ({ kind, people, title });

const asParty = [person("Mediator", "mediator"), person("Oak", "party", true)];
const asMediator = [person("Mediator", "mediator", true), person("Oak", "party")];

test("in the joint session everyone reads, and the button says so", () => {
  assert.equal(sendLabel(channel("joint", asParty)), "Send to everyone");
  assert.equal(whoCanRead(channel("joint", asParty)), "Everyone in the session can read this");
});

test("a party's private meeting is with the mediators", () => {
  const meeting = channel("private", asParty);
  assert.equal(channelTitle(meeting), "Private meeting");
  assert.equal(whoCanRead(meeting), "Only you and the mediators can read this");
  assert.equal(sendLabel(meeting), "Send to the mediators");
  assert.equal(writeLabel(meeting), "Write to the mediators");
});

test("a mediator's button names the person it goes to", () => {
  const meeting = channel("private", asMediator);
  assert.equal(channelTitle(meeting), "Private meeting with Oak");
  assert.equal(shortTitle(meeting), "With Oak");
  assert.equal(sendLabel(meeting), "Send to Oak");
});

test("a caucus names those who hear it, and only counts them when they are many", () => {
  const some = channel("caucus", [...asParty, person("Ash", "support")]);
  assert.equal(sendLabel(some), "Send to Ash and the mediators");
  assert.equal(whoCanRead(some), "Only you, Ash and the mediators can read this");
  const many = ["Ash", "Elm", "Fir", "Yew"].map((name) => person(name, "party"));
  assert.equal(sendLabel(channel("caucus", [...asMediator.slice(0, 1), ...many])), "Send to Ash, Elm, and 2 others");
});

test("no two kinds of channel share a send button", () => {
  const labels = ["joint", "private", "notes"].map((kind) => sendLabel(channel(kind, asMediator)));
  assert.equal(new Set(labels).size, labels.length);
});
