import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromBase64url, randomId, toBase64url } from "../../../static/js/crypto/encoding.js";
import { linkProof, proofHash, seatId } from "../../../static/js/crypto/derivation.js";
import {
  formatHostLink,
  personalLinks,
  readHostLink,
  revisedHostLink,
} from "../../../static/js/session/links.js";
import { LinkIsWrong, readPersonalLink } from "../../../static/js/session/personal_link.js";
import { openRoomRequest, prepareRoom } from "../../../static/js/session/preparation.js";

const ROOM = randomId();
const plan = {
  room: ROOM,
  ticket: "ticket",
  endsAt: 1_800_000_000_000,
  shuttle: false,
  seats: [
    { kind: "party", label: "Staff", side: 0 },
    { kind: "observer", label: "", side: null },
  ],
};
const fragment = (link) => link.slice(link.indexOf("#"));

test("a prepared room's host link says all that opening it needs, and issues the same personal links again", () => {
  const { hostLink, links } = prepareRoom({ ...plan, origin: "https://office.example" });
  assert.ok(hostLink.startsWith("https://office.example/host#"));
  const read = readHostLink(fragment(hostLink));
  assert.equal(read.endsAt, plan.endsAt);
  assert.deepEqual(read.seats.map(({ n, version, label }) => [n, version, label]), [[1, 1, "Staff"], [2, 1, ""]]);
  assert.deepEqual(personalLinks(read, "https://office.example"), links);
  assert.equal(formatHostLink(read, "https://office.example"), hostLink);
});

test("the server is told hashes of proofs and nothing that opens a room", () => {
  const { hostLink, links } = prepareRoom(plan);
  const link = readHostLink(fragment(hostLink));
  const request = openRoomRequest(link);
  const person = readPersonalLink(fragment(links[0].link));
  assert.equal(request.host_seat, seatId(link.invitation, 0));
  assert.equal(request.seats[0].seat, person.seat);
  assert.equal(request.seats[0].proof_hash, toBase64url(proofHash(linkProof(person.secret))));
  const sent = JSON.stringify(request);
  assert.ok(!sent.includes(toBase64url(person.secret)) && !sent.includes(toBase64url(link.invitation)) && !sent.includes("Staff"));
});

test("a replaced link has the same seat, another version and another secret", () => {
  const link = readHostLink(fragment(prepareRoom(plan).hostLink));
  const [before] = personalLinks(link);
  const [after, second, third] = personalLinks(revisedHostLink(revisedHostLink(link, { replace: 1 }), { add: { kind: "party", label: "", side: 1 } }));
  const [old, fresh] = [before, after].map((issued) => readPersonalLink(fragment(issued.link)));
  assert.equal(fresh.seat, old.seat);
  assert.equal(fresh.version, 2);
  assert.notDeepEqual(fresh.secret, old.secret);
  assert.equal(second.link, personalLinks(link)[1].link);
  assert.equal(third.n, 3);
});

test("whatever is no link is refused by name", () => {
  const { hostLink, links } = prepareRoom(plan);
  const good = fragment(links[0].link);
  for (const wrong of ["", "#", good.slice(0, -1), `${good}.more`, good.replace(".1.", ".0."), good.replace(".1.", ".x."), "#a.b.c.d"]) {
    assert.throws(() => readPersonalLink(wrong), LinkIsWrong);
  }
  assert.throws(() => readHostLink(fragment(hostLink).slice(0, -8)), LinkIsWrong);
  const fields = JSON.parse(new TextDecoder().decode(fromBase64url(fragment(hostLink).slice(1))));
  const broken = (change) => toBase64url(new TextEncoder().encode(JSON.stringify({ ...fields, ...change })));
  for (const change of [{ seats: null }, { seats: [{ n: 0 }] }, { room: "x" }, { invitation: "AAAA" }, { ends_at: "soon" }, { seats: [...fields.seats, fields.seats[0]] }]) {
    assert.throws(() => readHostLink(broken(change)), LinkIsWrong);
  }
  fc.assert(
    fc.property(fc.string(), (junk) => {
      assert.throws(() => readHostLink(junk), LinkIsWrong);
      assert.throws(() => readPersonalLink(junk), LinkIsWrong);
    }),
  );
});
