// What can be done with a card beside its words: move it; and for mediators, group and merge it.
// Must not know its text beyond the title.
import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { t } from "../words/text.js";
import { columnName, columnsOf } from "./board_words.js";
import { LONGEST_TITLE } from "./card_fields.js";
import { slotOf, step } from "./card_moving.js";
import "./confirm_button.js";
import { fieldsOf } from "./form_fields.js";

/**
 * @typedef {import("./card_sheet.js").CardSheet} CardSheet
 * @typedef {import("../entries/board_state.js").Card} Card
 */

/** @param {CardSheet} sheet @param {Card} card */
export function moving(sheet, card) {
  const columns = columnsOf(sheet.channel.board, card.list);
  const go = (/** @type {import("./card_moving.js").Slot} */ slot) => () => sheet.tell("move-card", { card: card.card, slot });
  const here = slotOf(columns, card.card);
  const own = columns.filter(({ column }) => column === here.column);
  return html`
    <fieldset class="moves">
      <legend>${t("Move to")}</legend>
      ${columns.map((one) => columnName(one) && html`
        <button type="button" class="button small choice" aria-pressed=${one.column === here.column} @click=${go({ column: one.column, before: null })}>${columnName(one)}</button>`)}
      <button type="button" class="button small" @click=${go(step(own, card.card, here, "up"))}>${t("Up")}</button>
      <button type="button" class="button small" @click=${go(step(own, card.card, here, "down"))}>${t("Down")}</button>
      <p class="soft" role="status">${sheet.said}</p>
    </fieldset>`;
}

/** @param {CardSheet} sheet @param {Card} card */
export function hostMore(sheet, card) {
  const { channel } = sheet;
  const others = columnsOf(channel.board, card.list).flatMap(({ cards }) => cards).filter((one) => one.card !== card.card);
  const group = (/** @type {Event} */ event) => sheet.act({ action: "groupCard", channel: channel.id, card: card.card, group: fieldsOf(event).group || null });
  const merge = () => {
    const into = /** @type {HTMLSelectElement} */ (sheet.querySelector("select[name=into]")).value;
    sheet.close();
    sheet.act({ action: "mergeCards", channel: channel.id, card: card.card, into });
  };
  return html`
    <details>
      <summary>${t("Group or merge")}</summary>
      <form class="in-line" @submit=${group}>
        <label class="field"><span>${t("Group (may be left empty)")}</span>
          <input type="text" name="group" maxlength=${LONGEST_TITLE} dir="auto" translate="no" autocomplete="off" .value=${card.group ?? ""}></label>
        <button type="submit" class="button small">${t("Save")}</button>
      </form>
      ${others.length
        ? html`
            <div class="in-line">
              <label class="field"><span>${t("Merge it into")}</span>
                <select name="into">${guard([channel.board, card.card], () => others.map((one) => html`<option value=${one.card}>${one.title}</option>`))}</select></label>
              <confirm-button .look=${"button small"} .label=${t("Merge")} .heading=${t("Merge these two cards?")}
                .text=${t("This card leaves the board; its texts are kept under the other one. It cannot be undone.")}
                .yes=${t("Merge them")} @confirmed=${merge}></confirm-button>
            </div>`
        : nothing}
    </details>`;
}
