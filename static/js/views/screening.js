// Posts that pass through the mediators first: what waits, and what was decided. Mediators never edit.
// Must not know the conversation.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { fieldsOf } from "./form_fields.js";

/**
 * @typedef {import("./room_element.js").RoomElement & {room: import("../entries/room_state.js").RoomState}} View
 * @typedef {import("../entries/board_state.js").PendingPost} PendingPost
 */

/** At the mediator's desk. @param {View} view */
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

/** On the author's own screen, in the joint session. @param {View} view */
export function ownPending(view) {
  const { isHost, course, channels } = view.room;
  const joint = channels.find(({ kind }) => kind === "joint");
  const waiting = course.pending.filter(({ decision }) => decision !== "posted");
  if (isHost || !waiting.length) return nothing;
  return waiting.map(({ text, decision, note }) => html`
    <section class="aside-card channel-private" aria-label=${t("Not posted yet")}>
      <p class="soft">${decision === "asked" ? t("The mediators read this first. Nobody else sees it yet.") : t("The mediators ask for other words:")}</p>
      ${note ? html`<p class="text" dir="auto" translate="no">${note}</p>` : nothing}
      <blockquote class="text" dir="auto" translate="no">${text}</blockquote>
      ${joint && decision === "other_words" ? html`<button type="button" class="button small" @click=${() => view.act({ action: "setDraft", channel: joint.id, text })}>${t("Write it anew")}</button>` : nothing}
    </section>`);
}
