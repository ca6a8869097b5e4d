// What is sent in place of the word list amounts to the word list: people compare its words by phone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { build } from "esbuild";
import { withoutUnused } from "../../../static/lighter.mjs";

test("the packed word list unpacks to the words of BIP-39, in their order", async () => {
  const { outputFiles } = await build({
    stdin: { contents: 'export { wordlist } from "@scure/bip39/wordlists/english.js";', resolveDir: process.cwd() },
    plugins: [withoutUnused],
    bundle: true,
    format: "esm",
    write: false,
  });
  assert.ok(outputFiles[0].text.length < wordlist.join("\n").length, "it is packed");
  const unpacked = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  assert.deepEqual(unpacked.wordlist, wordlist);
});
