// The one text that may leave, by everyone's yes to exactly it: written together, answered by each party.
// Must not know what becomes of it.
import { html, nothing } from "lit";
import { list, t } from "../words/text.js";
import "./copy_button.js";
import { ticked, fieldsOf } from "./form_fields.js";

/** @typedef {import("./board_panel.js").BoardPanel} BoardPanel */

const LONGEST = 8000;

/** @param {string} text @param {string} label */
const area = (text, label) => html`
  <label class="field"><span>${label}</span><textarea name="text" rows="10" required maxlength=${LONGEST} dir="auto" translate="no" spellcheck="false" autocomplete="off" .value=${text}></textarea></label>`;

/** @param {BoardPanel} panel */
export function hasOutcome({ room, channel }) {
  return channel.kind === "joint" && room.features.includes("outcome") && Boolean(channel.outcome || (room.isHost && room.mayHaveOutcome));
}

/** @param {BoardPanel} panel */
function opening(panel) {
  const options = panel.channel.board.columns.flatMap(({ column, cards }) => cards.map((card) => ({ ...card, column })));
  const open = (/** @type {Event} */ event) => {
    event.preventDefault();
    const chosen = ticked(event, "option");
    const texts = options.filter(({ card }) => chosen.includes(card)).map(({ title, description }) => (description ? `${title}\n${description}` : title));
    panel.act({ action: "openOutcome", text: texts.join("\n\n").slice(0, LONGEST) });
  };
  return html`
    <form class="board-tool" @submit=${open}>
      <p>${t("Gather options into one text that all then edit together.")}</p>
      ${options.map(({ card, title, column }) => html`<label class="check"><input type="checkbox" name="option" value=${card} ?checked=${column === "could_work"}><span dir="auto" translate="no">${title}</span></label>`)}
      <button type="submit" class="button small">${t("Begin the outcome text")}</button>
    </form>`;
}

/** @param {BoardPanel} panel */
export function outcomePanel(panel) {
  const { room, channel } = panel;
  const { outcome } = channel;
  if (!outcome) return opening(panel);
  const mine = room.me ? outcome.answers[room.me.seat] : undefined;
  const names = (/** @type {"yes" | "advice"} */ answer) => list(channel.people.filter(({ seat }) => outcome.answers[seat] === answer).map(({ name }) => name));
  const answer = (/** @type {"yes" | "advice"} */ given, /** @type {string} */ words) => html`
    <button type="button" class="button small choice" aria-pressed=${mine === given} @click=${() => panel.act({ action: "answerOutcome", outcome: outcome.outcome, answer: mine === given ? null : given })}>${words}</button>`;
  const keep = (/** @type {string} */ text) => panel.act({ action: "setDraft", channel: channel.id, text, of: "outcome" });
  const leave = () => {
    panel.editing = null;
    keep("");
  };
  const save = (/** @type {string} */ base) => (/** @type {Event} */ event) => {
    leave();
    panel.act({ action: "editOutcome", text: fieldsOf(event).text, base });
  };
  const { editing } = panel;
  return html`
    <section class="outcome">
      ${outcome.unmerged.map(({ text }) => html`
        <form class="conflict" @submit=${save(outcome.outcome)}><p><b>${t("Somebody saved another text meanwhile.")}</b></p>${area(text, t("Yours"))}
          <button type="submit" class="button small">${t("Save this text")}</button></form>`)}
      ${editing
        ? html`<form @submit=${save(editing.base)} @input=${(/** @type {Event} */ event) => keep(JSON.stringify({ ...fieldsOf(event), base: editing.base }))}>${area(editing.text, t("Outcome"))}
            <p class="soft">${t("Any change takes back every yes.")}</p>
            <div class="actions"><button type="submit" class="button small primary">${t("Save")}</button><button type="button" class="button small" @click=${leave}>${t("Leave it as it was")}</button></div></form>`
        : html`<p class="text outcome-text" dir="auto" translate="no">${outcome.text}</p>
            ${channel.mayWrite && !outcome.ended ? html`<button type="button" class="button small" @click=${() => (panel.editing = { text: outcome.text, base: outcome.outcome })}>${t("Change")}</button>` : nothing}`}
      ${names("yes") ? html`<p>${t("Yes to this text: {names}", { names: names("yes") })}</p>` : nothing}
      ${names("advice") ? html`<p>${t("Wants advice first: {names}", { names: names("advice") })}</p>` : nothing}
      ${outcome.mayAnswer && !outcome.ended ? html`<fieldset class="permit"><legend>${t("May everyone copy exactly this text?")}</legend>${answer("yes", t("Yes, this text"))} ${answer("advice", t("I want advice first"))}</fieldset>` : nothing}
      <p class="soft">${t("A yes permits copying. It is neither a signature nor an agreement. The server never has this text.")}</p>
      ${outcome.mayCopy ? html`<copy-button .text=${outcome.text} .label=${t("Copy the text")}></copy-button>` : nothing}
      ${room.isHost && !outcome.ended ? html`<button type="button" class="quiet" @click=${() => panel.act({ action: "endOutcome" })}>${t("End the outcome text")}</button>` : nothing}
    </section>`;
}
