// The three safety words, large enough to read out over the phone.
// Must not know how they came about.
import { html } from "lit";
import { t } from "../words/text.js";

/** @param {string[]} words */
export const safetyWords = (words) => html`
  <p class="safety-words" dir="ltr" lang="en" translate="no" aria-label=${t("Safety words")}>
    ${words.map((word) => html`<span>${word}</span> `)}
  </p>`;
