// Range checks: each side says privately what it could live with; mediators see whether there is room. Must not compute a middle.
import { html, nothing } from "lit";
import { language } from "../words/language.js";
import { number, t } from "../words/text.js";
import "./confirm_button.js";
import { fieldsOf } from "./form_fields.js";
import { sideMark } from "./marks.js";
import { setAsideWords } from "./rating_control.js";

/**
 * @typedef {import("../entries/board_state.js").RangeCheck} RangeCheck
 * @typedef {import("../entries/board_state.js").Measure} Measure
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

/** @param {RangeCheck} check */
function overlapWords({ overlaps, announced }) {
  if (announced) return t("Everyone has been told that there is room.");
  if (overlaps === null) return t("Not every side has answered yet.");
  return overlaps ? t("There is room.") : t("There is no room so far.");
}

/**
 * A side speaks of ranges where it is among itself: with one person, the private meeting; with more, its standing caucus.
 * @param {import("../entries/room_state.js").RoomState} room @param {import("../entries/room_state.js").ChannelState} channel
 */
export function isOwnMeeting({ channels, me }, channel) {
  const standing = channels.find(({ kind, people }) => {
    const others = people.filter(({ role }) => role !== "mediator");
    return kind === "caucus" && others.length > 0 && others.every(({ role, side }) => role !== "observer" && side === me?.side);
  });
  return standing ? standing.id === channel.id : channel.kind === "private" && channel.meetingOf === me?.seat;
}

/** At the mediator's desk. @param {View} view @param {RangeCheck} check */
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
