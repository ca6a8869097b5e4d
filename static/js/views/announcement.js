// What everyone has been told about ratings or a range check: that, and nothing else. Must not know who rated how.
import { html } from "lit";
import { t } from "../words/text.js";

/** @param {import("../entries/board_state.js").Announcement} announcement */
export const announcementLine = ({ kind, titles }) => html`
  <article class="announcement">
    <p>${kind === "options" ? t("Every side could accept:") : t("There is room between the sides:")}</p>
    <ul>${titles.map((title) => html`<li dir="auto" translate="no">${title}</li>`)}</ul>
    <p class="soft">${t("This is neither an agreement nor a promise.")}</p>
  </article>`;
