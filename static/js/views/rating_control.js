// A side's private rating of one option. Never required, never seen by another side. Must not know other ratings.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { RATINGS, ratingName } from "./rating_words.js";

/** What silence may let others guess, said honestly. */
export const silenceWords = () => t("Only options that every side could accept, and lets be told, are announced, all together. If one is missing, others may guess why: that a side refused, did not permit it, or did not rate it. Nobody is told which.");

/** A person who answered alone did so in confidence: whoever joins them does not inherit it. */
export const setAsideWords = () => t("Your side is several people now and answers together. What you answered alone counts no more; only the mediators saw it.");

/** @param {import("./room_element.js").RoomElement} view @param {import("../entries/board_state.js").Card} card */
export function ratingControl(view, card) {
  const rate = (/** @type {import("../entries/board_state.js").Rating | null} */ value) => () => view.act({ action: "rate", option: card.card, value });
  return html`
    <fieldset class="rating channel-private">
      <legend>${t("What could your side live with?")}</legend>
      ${RATINGS.map((rating) => html`
        <button type="button" class="button small choice" aria-pressed=${card.rating === rating} ?disabled=${card.ratingFrozen}
          @click=${rate(card.rating === rating ? null : rating)}>${ratingName(rating)}</button>`)}
      <p class="soft">${t("Only your side and the mediators see this. You need not rate anything.")}
        ${card.rating && card.ratingIsOfEarlierText ? t("The text has changed since you rated it.") : nothing}
        ${card.ratingSetAside ? setAsideWords() : nothing}
        ${card.ratingFrozen ? t("It cannot be changed while the mediators compare ratings.") : nothing}</p>
      <details><summary>${t("What others may guess")}</summary><p class="soft">${silenceWords()}</p></details>
    </fieldset>`;
}
