// How somebody is placed: alone, where, at what number. Asked by a mediator, answered or not, seen by these two alone.
// Must not know anything else of them.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { fieldsOf } from "./form_fields.js";

/** @typedef {import("../entries/room_state.js").ChannelState} ChannelState */
/** @typedef {NonNullable<ChannelState["checkIn"]>} CheckIn */

const LONGEST = 200;

/** @param {CheckIn} checkIn */
function said({ alone, where, number, isAnswered }) {
  if (!isAnswered) return html`<p class="soft">${t("no answer yet")}</p>`;
  return html`
    <p>${alone === null ? t("alone? not said") : alone ? t("alone") : t("not alone")}</p>
    ${where ? html`<p>${t("Where:")} <bdi translate="no">${where}</bdi></p>` : nothing}
    ${number ? html`<p>${t("Number:")} <bdi translate="no">${number}</bdi></p>` : nothing}`;
}

/** @param {import("./room_element.js").RoomElement} view @param {CheckIn} checkIn */
function form(view, { alone, where, number }) {
  const tell = (/** @type {Event} */ event) => {
    const fields = fieldsOf(event);
    const isAlone = fields.alone === "yes" ? true : fields.alone === "no" ? false : null;
    view.act({ action: "checkIn", alone: isAlone, where: fields.where.trim(), number: fields.number.trim() });
  };
  const line = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ value) => html`
    <label class="field"><span>${label}</span><input type="text" name=${name} maxlength=${LONGEST} dir="auto" translate="no" autocomplete="off" .value=${value}></label>`;
  return html`
    <form class="check-in" @submit=${tell}>
      <label class="field"><span>${t("Are you alone?")}</span>
        <select name="alone"><option value="" ?selected=${alone === null}>${t("I would rather not say")}</option><option value="yes" ?selected=${alone === true}>${t("Yes")}</option><option value="no" ?selected=${alone === false}>${t("No")}</option></select></label>
      ${line("where", t("Where you are"), where)} ${line("number", t("A number at which the mediator can call you"), number)}
      <p class="soft">${t("Only you and the mediators read this. It is gone when the session closes. You need not answer any of it.")}</p>
      <button type="submit" class="button small">${t("Tell the mediators")}</button>
    </form>`;
}

/** @param {import("./room_element.js").RoomElement} view @param {import("../entries/room_state.js").RoomState} room @param {ChannelState} channel */
export function checkInCard(view, { isHost }, { checkIn }) {
  if (!checkIn) return nothing;
  return html`
    <section class="aside-card" aria-label=${t("How you are placed")}>
      <h2>${isHost ? t("Check-in") : t("The mediator would like to know how you are placed")}</h2>
      ${isHost || checkIn.isAnswered ? said(checkIn) : nothing}
      ${isHost ? nothing : checkIn.isAnswered ? html`<details><summary>${t("Change")}</summary>${form(view, checkIn)}</details>` : form(view, checkIn)}
    </section>`;
}
