// A further session is confirmed by hand: a wrong row would carry wrong dates.
import assert from "node:assert/strict";
import { test } from "node:test";
import { referenceIsConfirmed } from "../../../static/js/views/further_session.js";

test("the last four characters confirm a reference, in any case and with or without hyphens", () => {
  for (const typed of ["QXT2", "qxt2", " QXT-2 ", "XT-2", "9QXT-2", "7K3M-9QXT-2"]) assert.ok(referenceIsConfirmed("7K3M-9QXT-2", typed), typed);
});

test("anything else does not", () => {
  for (const typed of ["", "7K3M", "XT2", " XT2 ", "--T2", "QXT3", "17K3M-9QXT-2"]) assert.ok(!referenceIsConfirmed("7K3M-9QXT-2", typed), typed);
  assert.ok(!referenceIsConfirmed("", ""));
});
