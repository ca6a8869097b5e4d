// A batch of ratings laid open to the mediators' computing: chosen and announced by them, permitted by each side alone.
// Must not know why an option is missing: nobody is told.
import { html, nothing } from "lit";
import { t, tn } from "../words/text.js";
import "./confirm_button.js";
import { ticked } from "./form_fields.js";
import { silenceWords } from "./rating_control.js";

/**
 * @typedef {import("./board_panel.js").BoardPanel} BoardPanel
 * @typedef {import("../entries/board_state.js").Card} Card
 * @typedef {import("../entries/board_state.js").RevealState} RevealState
 */

/** @param {BoardPanel} panel @param {RevealState} reveal @param {Card[]} options */
function hostReveal(panel, reveal, options) {
  const { qualifying } = reveal;
  // A batch is announced once, all of it together.
  const isTold = options.some(({ card, announced }) => announced && qualifying.includes(card));
  const n = isTold ? 0 : qualifying.length;
  return html`
    <h3>${t("Comparing ratings")}</h3>
    <p class="soft">${t("These ratings are frozen, and each side is asked, privately, whether it may be told.")}</p>
    <ul class="reveal-list">
      ${options.map(({ card, title }) => html`<li><bdi translate="no">${title}</bdi>${qualifying.includes(card) ? html` <b>✓ ${t("every side, and it may be told")}</b>` : nothing}</li>`)}
    </ul>
    <div class="actions">
      ${n
        ? html`<confirm-button .look=${"button small primary"} .label=${tn("Announce {n} option", "Announce {n} options", n)} .heading=${t("Announce this to everyone?")}
            .text=${silenceWords()} .yes=${t("Announce")} @confirmed=${() => panel.act({ action: "announce" })}></confirm-button>`
        : nothing}
      <button type="button" class="button small" @click=${() => panel.act({ action: "endReveal" })}>${n ? t("End it without announcing") : t("End the comparison")}</button>
    </div>`;
}

/** @param {BoardPanel} panel @param {RevealState} reveal @param {Card[]} options */
function permits(panel, reveal, options) {
  const answer = (/** @type {Card} */ { card }, /** @type {boolean} */ permit) => html`
    <button type="button" class="button small choice" aria-pressed=${reveal.permits[card] === permit}
      @click=${() => panel.act({ action: "permit", option: card, permit })}>${permit ? t("Yes") : t("No")}</button>`;
  return html`
    <h3>${t("If every side could accept it, may everyone be told?")}</h3>
    ${options.map((card) => html`
      <fieldset class="permit"><legend dir="auto" translate="no">${card.title}</legend>${answer(card, true)} ${answer(card, false)}</fieldset>`)}
    <p class="soft">${t("Only your side and the mediators see your answers. You need not answer.")}</p>
    <details><summary>${t("What others may guess")}</summary><p class="soft">${silenceWords()}</p></details>`;
}

/** @param {BoardPanel} panel @param {Card[]} options */
function choosing(panel, options) {
  const start = (/** @type {Event} */ event) => {
    event.preventDefault();
    const chosen = ticked(event, "option");
    if (chosen.length) panel.act({ action: "startReveal", options: chosen });
  };
  return html`
    <details class="board-tool">
      <summary>${t("Compare ratings")}</summary>
      <form @submit=${start}>
        ${options.map(({ card, title }) => html`<label class="check"><input type="checkbox" name="option" value=${card}><span dir="auto" translate="no">${title}</span></label>`)}
        <p class="soft">${t("The ratings of the chosen options are frozen, and each side is asked whether it may be told.")}</p>
        <button type="submit" class="button small">${t("Compare these")}</button>
      </form>
    </details>`;
}

/** @param {BoardPanel} panel @returns {unknown} for the options of the joint board, while ratings are switched on */
export function reveal(panel) {
  const { room, channel, list } = panel;
  if (channel.kind !== "joint" || list !== "options" || !room.features.includes("ratings")) return nothing;
  const options = channel.board.columns.flatMap(({ cards }) => cards);
  if (!room.reveal) return room.isHost && options.length ? choosing(panel, options) : nothing;
  const asked = options.filter(({ card }) => room.reveal?.options.includes(card));
  if (!room.isHost && room.me?.role !== "party") return nothing;
  return html`<section class="aside-card channel-private">${room.isHost ? hostReveal(panel, room.reveal, asked) : permits(panel, room.reveal, asked)}</section>`;
}
