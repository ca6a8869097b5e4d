// Letting one another into their side's own channel: who asks, with words to compare first. Must not know any key.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import "./confirm_button.js";
import { wordsInLine } from "./safety_words.js";

/** @typedef {import("../entries/room_state.js").ChannelState} ChannelState */

/** @param {import("./room_element.js").RoomElement} view @param {ChannelState} channel */
export function ownCard(view, { id, own }) {
  if (!own) return nothing;
  const ask = () => view.act({ action: "askIn", channel: id });
  return html`
    ${own.standing === "closed" ? html`
      <section class="aside-card"><p>${t("Somebody of your side writes here already. Whoever is in lets the others in.")}</p>
        <button type="button" class="button small" @click=${ask}>${t("Ask your side to let you in")}</button></section>` : nothing}
    ${own.standing === "asked" ? html`
      <section class="aside-card"><p role="status">${t("Your side is asked to let you in. You read what is written from then on.")}</p>
        ${own.holders.map(({ name, words }) => html`<p>${t("Compare with {name}:", { name })}</p><p class="words-line">${wordsInLine(view, words)}</p>`)}</section>` : nothing}
    ${own.asking.map(({ seat, name, words }) => html`
      <section class="aside-card" aria-label=${t("{name} asks to write here too", { name })}>
        <h2>${t("{name} asks to write here too", { name })}</h2>
        <p>${t("Compare these words with them, by phone or in person. If theirs differ, do not let them in.")}</p>
        <p class="words-line">${wordsInLine(view, words)}</p>
        <button type="button" class="button small" @click=${() => view.act({ action: "letIn", channel: id, seat })}>${t("Let {name} in", { name })}</button>
      </section>`)}`;
}
