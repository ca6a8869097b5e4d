// The words that two people compare, from their places in the list of BIP-39.
// Must not know how they came about.
import { html } from "lit";
import { t } from "../words/text.js";
import { loadLater, whenHere } from "./later.js";

/** @typedef {import("./room_element.js").RoomElement} RoomElement */

/** @param {RoomElement} view @param {number[]} words @param {(words: string[]) => unknown} draw */
const spelled = (view, words, draw) => whenHere(view, "word_list.js", ({ wordlist }) => draw(words.map((place) => wordlist[place])));

/** Three, large enough to read out over the phone. @param {RoomElement} view @param {number[]} words */
export const safetyWords = (view, words) => spelled(view, words, (said) => html`
  <p class="safety-words" role="group" dir="ltr" lang="en" translate="no" aria-label=${t("Safety words")}>
    ${said.map((word) => html`<span>${word}</span> `)}
  </p>`);

/** In one line. @param {RoomElement} view @param {number[]} words */
export const wordsInLine = (view, words) => spelled(view, words, (said) => html`<b dir="ltr" lang="en" translate="no">${said.join(" · ")}</b>`);

/** Asks for the list before there are any. */
export function wordsAhead() {
  loadLater("word_list.js").catch(() => {}); // what shows them says so
  return "";
}
