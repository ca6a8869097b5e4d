// The part of a page with the words that people compare: loaded when there are some.
export { wordlist } from "@scure/bip39/wordlists/english.js";
