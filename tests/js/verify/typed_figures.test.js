// The short check code finds a slip; the reference's check character finds its own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkCode, isCodeOf, readReference } from "../../../static/js/verify/typed_figures.js";

const FIGURES = { reference: "7K2M-9QXP-4D3T-S", startAtSeat: "2026-02-03", startInUtc: "2026-02-03", endAtSeat: "2026-03-02", endInUtc: "2026-03-01" };

test("the code is the one that docs/certificates.md describes", () => {
  assert.equal(checkCode(FIGURES), "QSQCD-GDKYZ");
  assert.equal(checkCode({ ...FIGURES, endAtSeat: "", endInUtc: "" }), "TVMVY-DBCXC");
});

test("every figure counts", () => {
  for (const name of Object.keys(FIGURES)) assert.notEqual(checkCode({ ...FIGURES, [name]: "2026-02-04" }), checkCode(FIGURES), name);
});

test("a code may be typed in small letters, with O for 0 and spaces", () => {
  const code = checkCode(FIGURES);
  assert.ok(isCodeOf(FIGURES, code.toLowerCase().replace("-", " ").replaceAll("0", "o").replaceAll("1", "l")));
  assert.ok(!isCodeOf(FIGURES, ""));
  assert.ok(!isCodeOf(FIGURES, code.slice(1)));
});

test("a reference is read as people type it, and every wrong character is found", () => {
  assert.equal(readReference(" 7k2m 9qxp–4d3ts "), FIGURES.reference);
  const characters = "7K2M9QXP4D3TS";
  for (let place = 0; place < characters.length; place += 1) {
    for (const other of "0123456789ABCDEFGHJKMNPQRSTVWXYZ") {
      const changed = characters.slice(0, place) + other + characters.slice(place + 1);
      assert.equal(readReference(changed) === null, changed !== characters, changed);
    }
  }
  for (const typed of ["", "7K2M", "*".repeat(13), "U".repeat(13)]) assert.equal(readReference(typed), null);
});
