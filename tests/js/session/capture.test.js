// Who may make the mediators' page say that a capture key was pressed: the person themselves, once they have promised.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hearCapture } from "../../../static/js/session/pledge_work.js";
import { after, channel, entry, EVERYONE, HOST, id, OAK } from "../entries/channel_of_people.js";

const ASK = id("1");
const told = (/** @type {boolean} */ isTold) => entry(HOST, "pledge_ask", { ask: ASK, told: isTold });
const promise = entry(OAK, "pledge", { ask: ASK });

/** @returns {string[]} whose signals are believed */
function believed(kind, ...entries) {
  const heardIn = { id: "the channel", book: after(channel(kind), ...entries) };
  return EVERYONE.filter((sender) => {
    const alarms = [];
    hearCapture({ alarm: (what) => alarms.push(what), clock: { setTimeout() {} } }, heardIn, sender);
    return alarms.length > 0;
  });
}

test("only whom the meeting is with is believed, not another who is in it", () => {
  assert.deepEqual(believed("private", told(true), promise), [OAK]); // seen to fail when the sender is not looked at
});

test("nobody is believed before the promise, after one that did not say so, or elsewhere", () => {
  assert.deepEqual(believed("private"), []);
  assert.deepEqual(believed("private", told(true)), []); // seen to fail when the promise is not looked at
  assert.deepEqual(believed("private", told(false), promise), []);
  assert.deepEqual(believed("caucus", told(true), promise), []);
  assert.deepEqual(believed("joint", told(true), promise), []);
});
