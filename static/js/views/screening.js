// One's own posts that pass through the mediators first: what waits, and what was decided.
// Must not know the conversation.
import { html, nothing } from "lit";
import { t } from "../words/text.js";

/** @typedef {import("./room_element.js").RoomElement & {room: import("../entries/room_state.js").RoomState}} View */

/** On the author's own screen, in the joint session. @param {View} view */
export function ownPending(view) {
  const { isHost, course, channels } = view.room;
  const joint = channels.find(({ kind }) => kind === "joint");
  const waiting = course.pending.filter(({ decision }) => decision !== "posted");
  if (isHost || !waiting.length) return nothing;
  return waiting.map(({ text, decision, note }) => html`
    <article class="aside-card channel-private" aria-label=${t("Not posted yet")}>
      <p class="soft">${decision === "asked" ? t("The mediators read this first. Nobody else sees it yet.") : t("The mediators ask for other words:")}</p>
      ${note ? html`<p class="text" dir="auto" translate="no">${note}</p>` : nothing}
      <blockquote class="text" dir="auto" translate="no">${text}</blockquote>
      ${joint && decision === "other_words" ? html`<button type="button" class="button small" @click=${() => view.act({ action: "setDraft", channel: joint.id, text })}>${t("Write it anew")}</button>` : nothing}
    </article>`);
}
