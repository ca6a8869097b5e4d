// A card at a glance. Its buttons say what they do by data-do; the board listens. No author anywhere.
// Must not know the board it stands on.
import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { language } from "../words/language.js";
import { list, t } from "../words/text.js";
import { weighing } from "./board_words.js";
import { ratingLine, ratingPills } from "./rating_words.js";

/** @typedef {import("../entries/board_state.js").Card} Card */

/** @param {Card} card @param {boolean} hasBegun @returns {string[]} */
function marks(card, hasBegun) {
  const words = [];
  if (card.announced) words.push(t("Every side could accept this"));
  if (card.isOnItsWay) words.push(t("on its way…"));
  if (hasBegun) words.push(t("your change is not saved yet"));
  if (card.beingEdited) words.push(t("being edited"));
  return words;
}

/** @param {Card} card @param {string[]} serves titles of interests @param {boolean} rates whether this person's side may rate it @param {boolean} hasBegun */
function face(card, serves, rates, hasBegun) {
  const said = marks(card, hasBegun);
  const [advantages, disadvantages] = weighing(card);
  return html`
    <button type="button" class="bcard-open" data-do="open" dir="auto" translate="no">${card.title}</button>
    ${card.list === "options" && (card.advantages || card.disadvantages)
      ? html`<p class="weighing"><span><b aria-hidden="true">+</b> ${advantages}</span><span><b aria-hidden="true">−</b> ${disadvantages}</span></p>`
      : nothing}
    ${serves.length ? html`<p class="serves">${t("Serves: {interests}", { interests: list(serves) })}</p>` : nothing}
    ${said.length ? html`<p class="card-marks">${said.join(" · ")}</p>` : nothing}
    ${rates ? ratingLine(card) : nothing} ${ratingPills(card)}`;
}

/**
 * Made anew only when something about it has changed: hundreds of cards cost nothing while one of them is written.
 * @param {Card} card @param {string} serves titles of the interests it serves, one a line @param {{rates: boolean, moves: boolean, hasBegun: boolean}} may  hasBegun: to change it
 */
export const cardFace = (card, serves, { rates, moves, hasBegun }) => html`
  <li class="bcard" data-card=${card.card}>
    ${guard([card, serves, rates, moves, hasBegun, language()], () => html`
      ${face(card, serves.split("\n").filter(Boolean), rates, hasBegun)}
      ${moves
        ? html`<button type="button" class="grip" data-do="move" aria-label=${t("Move: {title}", { title: card.title })} aria-describedby="grip-help"></button>`
        : nothing}`)}
  </li>`;
