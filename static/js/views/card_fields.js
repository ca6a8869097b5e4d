// The parts of a card: read, changed one at a time, and what to do when two people saved the same one.
// Must not know who the other was.
import { html, nothing } from "lit";
import { list, t } from "../words/text.js";
import { fieldName } from "./board_words.js";

/**
 * @typedef {import("../entries/board_state.js").Card} Card
 * @typedef {import("../entries/board_state.js").CardField} CardField
 * @typedef {import("../entries/board_state.js").Conflict} Conflict
 * @typedef {string | string[]} Value
 */

export const LONGEST_TITLE = 200;
const LONGEST_TEXT = 8000;

/** @param {import("../entries/board_state.js").CardList} cardList @returns {CardField[]} */
export const fieldsFor = (cardList) => (cardList === "options" ? ["title", "description", "advantages", "disadvantages", "interests"] : ["title"]);

/** @param {CardField} field @param {Value} value @param {Card[]} interests those on the board */
export function input(field, value, interests) {
  if (field === "interests") {
    return html`
      <fieldset class="field"><legend>${fieldName(field)}</legend>
        ${interests.length ? nothing : html`<p class="soft">${t("There are no interests on this board yet.")}</p>`}
        ${interests.map(({ card, title }) => html`
          <label class="check"><input type="checkbox" name="interests" value=${card} ?checked=${value.includes(card)}><span dir="auto" translate="no">${title}</span></label>`)}
      </fieldset>`;
  }
  const hint = field === "advantages" || field === "disadvantages" ? html` <small>${t("one a line")}</small>` : nothing;
  return html`
    <label class="field"><span>${fieldName(field)}${hint}</span>
      ${field === "title"
        ? html`<input type="text" name="title" required maxlength=${LONGEST_TITLE} dir="auto" translate="no" spellcheck="false" autocomplete="off" .value=${value}>`
        : html`<textarea name=${field} rows="3" maxlength=${LONGEST_TEXT} dir="auto" translate="no" spellcheck="false" autocomplete="off" .value=${value}></textarea>`}
    </label>`;
}

/** @param {CardField} field @param {Value} value @param {Card[]} interests */
export function shown(field, value, interests) {
  const text = typeof value === "string" ? value : list(value.map((id) => interests.find(({ card }) => card === id)?.title ?? "").filter(Boolean));
  return text ? html`<p class="text" dir="auto" translate="no">${text}</p>` : html`<p class="soft">${t("Nothing yet.")}</p>`;
}

/**
 * One part of a card.
 * @param {CardField} field @param {Value} value @param {Card[]} interests
 * @param {{isEdited: boolean, start: (() => void) | null, save: ((event: Event) => void) | null, typed: (event: Event) => void, leave: () => void, started: Value}} hands
 *   started: the value that the editing began with; save: null while the board is frozen
 */
export function cardField(field, value, interests, { isEdited, start, save, typed, leave, started }) {
  if (isEdited) {
    return html`
      <form class="card-field" @submit=${save ?? ((/** @type {Event} */ event) => event.preventDefault())} @input=${typed}>
        ${input(field, started, interests)}
        ${save ? nothing : html`<p class="notice">${t("The mediators have frozen the board for now. You can still read it.")}</p>`}
        <div class="actions">
          <button type="submit" class="button primary small" ?disabled=${!save}>${t("Save")}</button>
          <button type="button" class="button small" @click=${leave}>${t("Leave it as it was")}</button>
        </div>
      </form>`;
  }
  return html`
    <section class="card-field">
      <h3>${fieldName(field)}
        ${start ? html`<button type="button" class="quiet" aria-label=${t("Change: {part}", { part: fieldName(field) })} @click=${start}>${t("Change")}</button>` : nothing}</h3>
      ${shown(field, value, interests)}
    </section>`;
}

/**
 * @param {Conflict} conflict @param {Card[]} interests
 * @param {{save: (event: Event) => void, keepTheirs: () => void}} hands
 */
export const conflictForm = ({ field, mine, theirs }, interests, { save, keepTheirs }) => html`
  <form class="conflict" aria-label=${t("Two texts")} @submit=${save}>
    <p><b>${t("Somebody saved another text meanwhile.")}</b> ${t("Yours is not lost; only you see it. Bring the two together, or leave theirs.")}</p>
    <h3>${t("On the board now")}</h3>
    ${shown(field, theirs, interests)}
    <h3>${t("Yours")}</h3>
    ${input(field, mine, interests)}
    <div class="actions">
      <button type="submit" class="button primary small">${t("Save this text")}</button>
      <button type="button" class="button small" @click=${keepTheirs}>${t("Leave theirs")}</button>
    </div>
  </form>`;
