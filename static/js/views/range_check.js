// Range checks on a side's own screen: it says privately what it could live with. Must not know other sides.
import { html, nothing } from "lit";
import { language } from "../words/language.js";
import { number, t } from "../words/text.js";
import { fieldsOf } from "./form_fields.js";
import { setAsideWords } from "./rating_control.js";

/**
 * @typedef {import("../entries/board_state.js").RangeCheck} RangeCheck
 * @typedef {import("./room_element.js").RoomElement} View
 */

/** @param {RangeCheck} check @param {number | string | null} value */
function said({ measure, unit }, value) {
  if (value === null) return "";
  const words = measure === "date" ? new Intl.DateTimeFormat(language(), { dateStyle: "long", timeZone: "UTC" }).format(new Date(value)) : number(Number(value));
  return unit ? `${words} ${unit}` : words;
}

/** @param {View} view @param {RangeCheck} check */
function statement(view, check) {
  const state = (/** @type {Event} */ event) => {
    const { least, most } = fieldsOf(event);
    const read = (/** @type {string} */ text) => (check.measure === "date" ? text : Number(text));
    view.act({ action: "stateRange", check: check.check, least: read(least), most: read(most) });
  };
  const field = (/** @type {"least" | "most"} */ name, /** @type {string} */ label) => html`
    <label class="field"><span>${label}${check.unit ? html` <small>${check.unit}</small>` : nothing}</span>
      <input class="short" type=${check.measure === "date" ? "date" : "number"} step="any" required name=${name} autocomplete="off" .value=${String(check[name] ?? "")}></label>`;
  const isDate = check.measure === "date";
  return html`
    <form class="in-line" @submit=${state}>
      ${field("least", isDate ? t("The earliest you could live with") : t("The least you could live with"))}
      ${field("most", isDate ? t("The latest you could live with") : t("The most you could live with"))}
      <button type="submit" class="button small">${t("Tell the mediators")}</button>
    </form>`;
}

/** On a side's own screen, in its own meeting. @param {View} view @param {RangeCheck} check */
export function rangeCard(view, check) {
  const permit = (/** @type {boolean} */ yes) => html`
    <button type="button" class="button small choice" aria-pressed=${check.permit === yes} @click=${() => view.act({ action: "permitRange", check: check.check, permit: yes })}>${yes ? t("Yes") : t("No")}</button>`;
  const isStated = check.least !== null;
  return html`
    <section class="aside-card" aria-label=${check.title}>
      <h2 dir="auto" translate="no">${check.title}</h2>
      ${check.ended
        ? html`<p class="soft">${t("This question is closed.")}</p>`
        : html`
            ${isStated ? html`<p>${t("Your side: from {least} to {most}", { least: said(check, check.least), most: said(check, check.most) })}
              <button type="button" class="quiet" @click=${() => view.act({ action: "stateRange", check: check.check, least: null, most: null })}>${t("Take it back")}</button></p>` : statement(view, check)}
            ${check.setAside ? html`<p class="notice">${setAsideWords()}</p>` : nothing}
            <fieldset class="permit"><legend>${t("If there is room between the sides, may everyone be told that there is, and nothing else?")}</legend>${permit(true)} ${permit(false)}</fieldset>
            <p class="soft">${t("Only your side and the mediators see this. You need not answer. If nothing is announced, others may guess why.")}</p>`}
    </section>`;
}
