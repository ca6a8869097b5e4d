// The code on a person's page, as docs/protocol.md derives it; the Python client has the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { watermarkCode } from "../../../static/js/crypto/watermark_code.js";

test("a resume secret has the code that the Python client finds", () => {
  assert.equal(watermarkCode(Uint8Array.from({ length: 32 }, (_, at) => at)), "6VDED3");
});
