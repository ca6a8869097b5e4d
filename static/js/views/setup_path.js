// The way to a session in five steps: where one is, what is done, what is next. Must not know what a step holds.
import { html, nothing } from "lit";
import { t } from "../words/text.js";

/** @typedef {"declare" | "people" | "links" | "rehearse" | "begin"} Step */

/** @param {Step} step @returns {string} */
export function stepName(step) {
  switch (step) {
    case "declare":
      return t("Declare");
    case "people":
      return t("People");
    case "links":
      return t("Links");
    case "rehearse":
      return t("Rehearse");
    case "begin":
      return t("Begin");
  }
}

/** @param {Step} step @returns {string} what to do there */
function nextWords(step) {
  switch (step) {
    case "declare":
      return t("Say what it is, and that you have no undisclosed conflict of interest.");
    case "people":
      return t("Give each person a place. Nothing is stored for it.");
    case "links":
      return t("Keep your own link, and send each person theirs.");
    case "rehearse":
      return t("Try it out, if you like, before anyone comes.");
    case "begin":
      return t("At the time, open the room. The mediation itself begins only when you say so inside.");
  }
}

const tick = html`<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d="M2.5 8.5 6.2 12 13.5 4"/></svg>`;

/** @param {Step[]} steps in their order @param {Set<Step>} done */
export function setupPath(steps, done) {
  const here = steps.find((step) => !done.has(step)) ?? steps[steps.length - 1];
  return html`
    <nav class="path" aria-label=${t("Steps to the session")}>
      <ol>
        ${steps.map((step) => html`
          <li class=${done.has(step) ? "done" : ""} aria-current=${step === here ? "step" : nothing}>
            ${done.has(step) ? html`${tick}<span class="visually-hidden">${t("Done:")}</span> ` : nothing}${stepName(step)}
          </li>`)}
      </ol>
      <p class="soft" role="status">${nextWords(here)}</p>
    </nav>`;
}
