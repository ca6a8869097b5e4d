// What /verify believes: the signed bytes and the office's own keys, and nothing that stands beside them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { officeKeys } from "../../../static/js/verify/office_keys.js";
import { checkSealed, fingerprint } from "../../../static/js/verify/sealed_statement.js";
import { canonical, OFFICE, sealed, SPECIMEN_SECRET, STATEMENT } from "./sealed.js";

const FORMER = { public_key: "ab".repeat(32), retired_on: "2025-01-01" };
/** @param {Uint8Array} bytes */
const text = (bytes) => new TextDecoder().decode(bytes);
/** @param {string} written */
const bytes = (written) => new TextEncoder().encode(written);
/** @param {Uint8Array} given */
const verdict = (given, keys = [OFFICE]) => checkSealed(given, keys).verdict;

test("a statement that the office signed is genuine, and shown as it was signed", () => {
  const found = checkSealed(sealed({ place: "جنيف", case_references: ["a", "b"] }), [FORMER, OFFICE]);
  assert.equal(found.verdict, "genuine");
  assert.deepEqual({ ...found.statement }, { ...STATEMENT, place: "جنيف", case_references: ["a", "b"] });
  assert.equal(found.key, OFFICE);
});

test("one byte changed anywhere is found out", () => {
  const whole = sealed();
  for (let place = 0; place < whole.length; place += 1) {
    for (const flip of [1, 128]) {
      const changed = Uint8Array.from(whole);
      changed[place] ^= flip;
      assert.notEqual(verdict(changed), "genuine", `${place}: ${text(changed.slice(place - 5, place + 5))}`);
    }
  }
  for (let length = 0; length < whole.length; length += 7) assert.equal(verdict(whole.slice(0, length)), "unreadable");
});

test("another office's key is told from an altered statement", () => {
  assert.equal(verdict(sealed({}, new Uint8Array(32).fill(6))), "unknown key");
  assert.equal(verdict(bytes(text(sealed()).replace("2026-03-02", "2026-03-03"))), "altered");
  assert.equal(verdict(bytes(text(sealed({}, new Uint8Array(32).fill(6))).replace(/"key":"\w+"/, `"key":"${fingerprint(OFFICE.public_key)}"`))), "altered");
});

test("a specimen is shown as one, whoever signed it, and its key signs no certificate", () => {
  assert.equal(verdict(sealed({ is_specimen: true }, SPECIMEN_SECRET)), "specimen");
  assert.equal(verdict(sealed({ is_specimen: true })), "specimen");
  assert.equal(verdict(sealed({}, SPECIMEN_SECRET)), "unknown key");
});

test("nothing that stands beside the signed bytes is shown", () => {
  const whole = text(sealed());
  const forged = canonical({ ...STATEMENT, reference: "0000-0000-0000-0" });
  for (const sly of [
    whole.replace('{"key"', `{"statement":${forged},"key"`),
    `${whole.slice(0, -1)},"statement":${forged}}`,
    `${whole.slice(0, -1)},"z":1}`,
    `${whole}\n`,
    ` ${whole}`,
    `\ufeff${whole}`,
  ]) {
    const { verdict, statement } = checkSealed(bytes(sly), [OFFICE]);
    assert.notEqual(verdict, "genuine");
    assert.equal(statement, null);
  }
});

test("what the office signed for something else is no certificate", () => {
  for (const change of [{ kind: "diploma" }, { version: 2 }, { place: 1 }, { start: null }, { case_references: "a" }, { is_specimen: "no" }, { end: { at_seat: "", in_utc: "", basis: "agreement" } }]) {
    assert.equal(verdict(sealed(change)), "unreadable", JSON.stringify(change));
  }
});

test("what is no statement at all is unreadable", () => {
  for (const given of [new Uint8Array(), bytes("[]"), bytes("null"), bytes("[".repeat(100_000)), new Uint8Array([255, 254])]) assert.equal(verdict(given), "unreadable");
});

test("keys that are none are refused, so that nothing counts as checked", async () => {
  /** @param {unknown} body @returns {any} */
  const serving = (body, ok = true) => async () => ({ ok, json: async () => body });
  assert.deepEqual(await officeKeys(serving({ keys: [OFFICE, FORMER] })), [OFFICE, FORMER]);
  for (const body of [{}, { keys: [] }, { keys: [{ public_key: "x", retired_on: null }] }, { keys: [{ ...OFFICE, retired_on: "soon" }] }]) {
    await assert.rejects(officeKeys(serving(body)));
  }
  await assert.rejects(officeKeys(serving({ keys: [OFFICE] }, false)));
});
