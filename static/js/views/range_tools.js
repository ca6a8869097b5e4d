// Range checks at the mediators' desk: asked of every side, and whether there is room. Must not compute a middle.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import "./confirm_button.js";
import { fieldsOf } from "./form_fields.js";
import { sideMark } from "./marks.js";

/**
 * @typedef {import("../entries/board_state.js").RangeCheck} RangeCheck
 * @typedef {import("../entries/board_state.js").Measure} Measure
 * @typedef {import("./room_element.js").RoomElement} View
 */

/** @param {RangeCheck} check */
function overlapWords({ overlaps, announced }) {
  if (announced) return t("Everyone has been told that there is room.");
  if (overlaps === null) return t("Not every side has answered yet.");
  return overlaps ? t("There is room.") : t("There is no room so far.");
}

/** @param {View} view @param {RangeCheck} check */
export const hostRange = (view, check) => html`
  <li class="range">
    <b dir="auto" translate="no">${check.title}</b> <span>${overlapWords(check)}</span>
    <ul class="pills">
      ${check.sides.map(({ side, names, stated, permits }) => html`
        <li class="pill ${stated ? "is-acceptable" : "is-none"}" title=${names}>${sideMark(side)}<span class="visually-hidden">${names}: </span>
          ${stated ? t("has answered") : t("not yet")}${permits === true ? html`<small>${t("may be told")}</small>` : nothing}</li>`)}
    </ul>
    ${check.ended
      ? nothing
      : html`
          <div class="actions">
            ${check.mayAnnounce && !check.announced
              ? html`<confirm-button .look=${"button small"} .label=${t("Announce that there is room")} .heading=${t("Announce this to everyone?")} .text=${check.title}
                  .yes=${t("Announce")} @confirmed=${() => view.act({ action: "announceRange", check: check.check })}></confirm-button>`
              : nothing}
            <button type="button" class="button small" @click=${() => view.act({ action: "endRange", check: check.check })}>${t("Close the question")}</button>
          </div>`}
  </li>`;

/** @param {View} view */
export function rangeForm(view) {
  const ask = (/** @type {Event} */ event) => {
    const { title, measure, unit } = fieldsOf(event);
    view.act({ action: "askRange", title, measure: /** @type {Measure} */ (measure), unit });
    /** @type {HTMLFormElement} */ (event.currentTarget).reset();
  };
  return html`
    <form class="in-line" @submit=${ask}>
      <label class="field"><span>${t("What is asked")}</span><input type="text" name="title" required maxlength="200" dir="auto" translate="no" autocomplete="off"></label>
      <label class="field"><span>${t("Kind")}</span>
        <select name="measure"><option value="sum">${t("a sum")}</option><option value="date">${t("a date")}</option><option value="number">${t("a number")}</option></select></label>
      <label class="field"><span>${t("Unit (may be left empty)")}</span><input type="text" name="unit" maxlength="200" dir="auto" translate="no" autocomplete="off"></label>
      <button type="submit" class="button small">${t("Ask every side")}</button>
    </form>`;
}
