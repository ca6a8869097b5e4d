// Posts that wait for a mediator to pass them on: as they are, or not at all. Mediators never edit.
// Must not know the conversation.
import { html } from "lit";
import { t } from "../words/text.js";
import { fieldsOf } from "./form_fields.js";

/**
 * @typedef {import("./room_element.js").RoomElement & {room: import("../entries/room_state.js").RoomState}} View
 * @typedef {import("../entries/board_state.js").PendingPost} PendingPost
 */

/** @param {View} view */
export function screeningQueue(view) {
  const asked = view.room.course.pending.filter(({ decision }) => decision === "asked");
  const one = (/** @type {PendingPost} */ { channel, entry, name, text }) => {
    const other = (/** @type {Event} */ event) => view.act({ action: "screen", channel, entry, decision: "other_words", note: fieldsOf(event).note });
    return html`
      <li class="aside-card">
        <b><bdi>${name}</bdi></b><p class="text" dir="auto" translate="no">${text}</p>
        <button type="button" class="button small" @click=${() => view.act({ action: "screen", channel, entry, decision: "posted" })}>${t("Pass it on as it is")}</button>
        <details><summary>${t("Ask for other words")}</summary>
          <form class="in-line" @submit=${other}><label class="field"><span>${t("What to put differently")}</span><input type="text" name="note" required maxlength="1000" dir="auto" translate="no" autocomplete="off"></label>
            <button type="submit" class="button small">${t("Ask")}</button></form></details>
      </li>`;
  };
  return asked.length ? html`<ul class="pending">${asked.map(one)}</ul>` : html`<p class="soft">${t("Nothing waits.")}</p>`;
}
