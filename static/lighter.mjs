// What libraries bring along that no page here uses is left out of the bundles, and the word list is sent packed.
// Each is found by its file in node_modules; `make bench-weight` shows what it saves. Changes no behaviour.
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { readFile } from "node:fs/promises";

/** Sorted words, each as the count of letters it shares with the one before and the rest of it: "0abandon2ility". @param {readonly string[]} words */
export function packed(words) {
  let before = "";
  let text = "";
  for (const word of words) {
    let shared = 0;
    while (shared < word.length && word[shared] === before[shared]) shared += 1;
    text += shared + word.slice(shared);
    before = word;
  }
  return text;
}

const unpacking = 'let before = ""; export const wordlist = PACKED.match(/\\d\\D+/g).map((one) => (before = before.slice(0, one[0]) + one.slice(1)));';

// Connections name their own parser (transport/packets.js), and the transports they use.
const packetTypes = "{ CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4, BINARY_EVENT: 5, BINARY_ACK: 6 }";

/** What stands in for a file. @type {Record<string, string>} */
const lighter = {
  "socket.io-parser/build/esm/index.js": `export const protocol = 5; export const PacketType = ${packetTypes}; export class Encoder {} export class Decoder {}`,
  "engine.io-client/build/esm/transports/webtransport.js": "export class WT {}",
  "@scure/bip39/wordlists/english.js": `const PACKED = ${JSON.stringify(packed(wordlist))}; ${unpacking}`,
};

/** @type {import("esbuild").Plugin} */
export const withoutUnused = {
  name: "without-unused",
  setup({ onLoad }) {
    for (const [file, contents] of Object.entries(lighter)) {
      onLoad({ filter: new RegExp(`/node_modules/${file.replaceAll(/[.]/g, "\\.")}$`) }, () => ({ contents }));
    }
  },
};

/**
 * Texts become numbers (catalogue.mjs), and indentation inside templates is sent to nobody.
 * @param {(source: string) => string} numbered @returns {import("esbuild").Plugin}
 */
export const spare = (numbered) => ({
  name: "spare",
  setup({ onLoad }) {
    onLoad({ filter: /static\/js\/(views|main|guard)\/.*\.js$/ }, async ({ path: file }) => {
      const source = numbered(await readFile(file, "utf8"));
      return { contents: file.includes("/views/") ? source.replaceAll(/\n\s+/g, "\n") : source };
    });
  },
});
