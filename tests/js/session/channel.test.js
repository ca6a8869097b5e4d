import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sealPost } from "../../../static/js/crypto/channel_cipher.js";
import { randomBytes, randomId } from "../../../static/js/crypto/encoding.js";
import { firstHash, nextHash } from "../../../static/js/crypto/running_hash.js";
import { Channel } from "../../../static/js/session/channel.js";

const [ROOM, CHANNEL, ME, OTHER] = [randomId(), randomId(), randomId(), randomId()];
const [MINE, THEIRS, KEY] = [randomBytes(32), randomBytes(32), randomBytes(32)];

/** A channel as one tab has it; `keys` by epoch. */
function reading({ keys = new Map([[1, [KEY]]]), inherited = [] } = {}) {
  const alarms = [];
  const described = { channel: CHANNEL, epoch: 1, start: 0, head: 0, since: 0, listens: false, held: false, needs_host: false, present: [] };
  const keyring = { keysFor: (_, epoch) => keys.get(epoch) ?? null, isInherited: (_, epoch) => inherited.includes(epoch), baseOf: () => ({ since: 0, hash: null }) };
  const reader = { room: ROOM, seat: ME, keyring, hosts: () => [], authorsOf: (seat) => (seat === ME ? [MINE] : []), now: () => 1, alarm: (kind) => alarms.push(kind), applied: () => {} };
  return { channel: new Channel(reader, described), alarms, keys };
}

/** What an honest server has in order, made by `said` = [sender, author key, text, epoch?]. */
function ordered(said) {
  const hashes = [firstHash(ROOM, CHANNEL)];
  return said.map(([sender, author, text, epoch = 1], at) => {
    const place = { room: ROOM, channel: CHANNEL, epoch, sender, entry: randomId(), seen: at, hashSeen: hashes[at] };
    const sealed = sealPost(epoch === 1 ? KEY : EPOCH_2, place, author, { kind: "message", text });
    const envelope = { ...place, number: at + 1, sealed };
    hashes.push(nextHash(hashes[at], envelope));
    return envelope;
  });
}
const EPOCH_2 = randomBytes(32);
const texts = ({ book }) => book.messages.map(({ text }) => text);

test("whatever the order in which envelopes arrive, once or twice, they are applied in the order of their numbers", () => {
  const envelopes = ordered(Array.from({ length: 6 }, (_, n) => [n % 2 ? ME : OTHER, n % 2 ? MINE : THEIRS, `${n}`]));
  fc.assert(
    fc.property(fc.shuffledSubarray(envelopes, { minLength: 6 }), fc.subarray(envelopes), (shuffled, again) => {
      const { channel, alarms } = reading();
      for (const envelope of [...shuffled, ...again]) channel.receive(envelope);
      assert.deepEqual(texts(channel), ["0", "1", "2", "3", "4", "5"]);
      assert.ok(channel.isSettled);
      assert.deepEqual(alarms, []);
    }),
  );
});

test("a gap is told, and nothing after it is applied", () => {
  const [one, , three] = ordered([[OTHER, THEIRS, "one"], [OTHER, THEIRS, "two"], [OTHER, THEIRS, "three"]]);
  const { channel } = reading();
  assert.equal(channel.receive(one), false);
  assert.equal(channel.receive(three), true);
  assert.deepEqual(texts(channel), ["one"]);
});

test("words under one's own seat that one did not write raise the alarm, one's own do not", () => {
  const [forged, own] = ordered([[ME, THEIRS, "I, of all people, accept."], [ME, MINE, "no"]]);
  const { channel, alarms } = reading();
  channel.receive(forged);
  assert.deepEqual(alarms, ["forged"]);
  channel.receive(own);
  assert.deepEqual(alarms, ["forged"]);
});

test("two different envelopes under one number raise the alarm", () => {
  const [envelope] = ordered([[OTHER, THEIRS, "one"]]);
  const [other] = ordered([[OTHER, THEIRS, "another"]]);
  const { channel, alarms } = reading();
  channel.receive(envelope);
  channel.receive(other);
  assert.deepEqual(alarms, ["history"]);
});

test("an epoch whose key is still on its way is waited for, without alarm", () => {
  const envelopes = ordered([[OTHER, THEIRS, "old"], [OTHER, THEIRS, "new", 2], [OTHER, THEIRS, "newer", 2]]);
  const { channel, alarms, keys } = reading();
  for (const envelope of envelopes) channel.receive(envelope);
  assert.deepEqual(texts(channel), ["old"]);
  keys.set(2, [EPOCH_2]);
  channel.advance();
  assert.deepEqual(texts(channel), ["old", "new", "newer"]);
  assert.deepEqual(alarms, []);
});

test("an epoch that was lost with a mediator's device is silence, and is read once its key is handed back", () => {
  const envelopes = ordered([[OTHER, THEIRS, "old"], [OTHER, THEIRS, "new", 2]]);
  const { channel, alarms, keys } = reading({ keys: new Map([[1, []], [2, [EPOCH_2]]]), inherited: [1] });
  for (const envelope of envelopes) channel.receive(envelope);
  assert.deepEqual(texts(channel), ["new"]);
  keys.set(1, [randomBytes(32), KEY]);
  channel.reopen();
  assert.deepEqual(texts(channel), ["old", "new"]);
  assert.deepEqual(alarms, []);
});

test("junk from a server never throws", () => {
  fc.assert(
    fc.property(fc.record({ sender: fc.string(), epoch: fc.nat(2), entry: fc.string(), seen: fc.nat(3), sealed: fc.uint8Array() }), (junk) => {
      const { channel, alarms } = reading({ keys: new Map([[0, [KEY]], [1, [KEY]], [2, [KEY]]]) });
      channel.receive({ ...junk, number: 1 });
      assert.deepEqual(texts(channel), []);
      assert.deepEqual(alarms, ["history"]);
    }),
  );
});
