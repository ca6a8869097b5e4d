// Ratings as words and pills. Never by colour alone, never as better or worse colours. Must not know rooms.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { sideMark } from "./marks.js";

/**
 * @typedef {import("../entries/board_state.js").Card} Card
 * @typedef {import("../entries/board_state.js").Rating} Rating
 */

/** @type {Rating[]} */
export const RATINGS = ["preferred", "acceptable", "with_changes", "not_acceptable"];

/** @param {Rating | null} rating */
export function ratingName(rating) {
  if (rating === "preferred") return t("preferred");
  if (rating === "acceptable") return t("acceptable");
  if (rating === "with_changes") return t("with changes");
  return rating ? t("not acceptable") : t("not rated");
}

/** One's own side's, on the card. @param {Card} card */
export const ratingLine = ({ rating, ratingIsOfEarlierText }) => html`
  <p class="own-rating"><button type="button" class="quiet" data-do="open">${rating ? t("Your side: {rating}", { rating: ratingName(rating) }) : t("Rate it, if you like")}</button>
    ${rating && ratingIsOfEarlierText ? html`<small>${t("the text has changed since")}</small>` : nothing}</p>`;

/** What every side said: for mediators alone. @param {Card} card */
export function ratingPills({ matrix, ratingFrozen }) {
  const said = matrix.filter(({ value, setAside }) => ratingFrozen || value || setAside);
  if (!said.length) return nothing;
  return html`
    <ul class="pills" aria-label=${t("Ratings: only mediators see them")}>
      ${said.map(
        ({ side, names, value, isOfEarlierText, setAside, changedLately, permits }) => html`
          <li class="pill is-${value ?? "none"}" title=${names}>
            ${sideMark(side)}<span class="visually-hidden">${names}: </span>${ratingName(value)}
            ${isOfEarlierText ? html`<small>${t("earlier text")}</small>` : nothing}
            ${setAside ? html`<small>${t("not since the side has grown")}</small>` : nothing}
            ${changedLately ? html`<small>${t("changed lately")}</small>` : nothing}
            ${permits === true ? html`<small>${t("may be told")}</small>` : nothing}
          </li>`,
      )}
    </ul>`;
}
