// What everyone in a channel has been told: about ratings or a range check, that and nothing else; and who interprets.
// Must not know who rated how.
import { html } from "lit";
import { t } from "../words/text.js";

/** @param {import("../entries/board_state.js").Announcement} announcement */
export const announcementLine = ({ kind, titles }) => html`
  <article class="announcement">
    <p>${kind === "options" ? t("Every side could accept:") : t("There is room between the sides:")}</p>
    <ul>${titles.map((title) => html`<li dir="auto" translate="no">${title}</li>`)}</ul>
    <p class="soft">${t("This is neither an agreement nor a promise.")}</p>
  </article>`;

/** @param {import("../entries/roster.js").Coming} coming of an interpreter */
export const comingLine = ({ name, came }) => html`<p class="presence">${came ? t("{name}, who interprets, reads this from here on.", { name }) : t("{name}, who interprets, reads this no more.", { name })}</p>`;
