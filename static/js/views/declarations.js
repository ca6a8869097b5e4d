// Conflicts of interest in a room: declared by mediators and interpreters, shown to each party, who answers in private;
// and to the mediators, what is open. Must not know what else was said.
import { html, nothing } from "lit";
import { list, t } from "../words/text.js";
import { declarationFields, declarationOf } from "./declaration_form.js";
import { foldAway } from "./focus.js";
import { fieldsOf } from "./form_fields.js";
import { roleName } from "./roles.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {import("./room_element.js").RoomElement} View
 * @typedef {RoomState["introduced"][number]} Introduced
 */

/** @param {View} view @param {RoomState} room whose person declares */
function declaring(view, { ownDeclaration }) {
  const declare = (/** @type {Event} */ event) => {
    const said = declarationOf(fieldsOf(event));
    if (!said) return /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.currentTarget).querySelector("textarea"))?.focus();
    view.act({ action: "declare", ...said });
    foldAway(event.currentTarget);
  };
  const form = html`<form class="declaring" @submit=${declare}>${declarationFields(ownDeclaration)}<button type="submit" class="button small">${t("Declare it")}</button></form>`;
  if (!ownDeclaration) return form;
  return html`<p>${ownDeclaration.something ? t("You have declared:") : t("You have declared that you know of no conflict of interest.")}</p>
    ${ownDeclaration.something ? html`<blockquote class="text" dir="auto" translate="no">${ownDeclaration.words}</blockquote>` : nothing}
    <details><summary>${t("Change")}</summary>${form}</details>`;
}

/** @param {Introduced} introduced */
function declaredWords({ role, declared }) {
  if (role === "observer") return html`<p>${t("Would listen, and never write.")}</p>`;
  if (!declared) return html`<p class="soft">${t("Has not declared yet whether there is a conflict of interest.")}</p>`;
  return declared.something
    ? html`<p>${t("Would like you to know:")}</p><blockquote class="text" dir="auto" translate="no">${declared.words}</blockquote>`
    : html`<p>${t("Knows of no conflict of interest.")}</p>`;
}

/** @param {View} view @param {RoomState} room a party's */
function accepting(view, { introduced }) {
  const one = (/** @type {Introduced} */ introducing) => {
    const { seat, name, role, accepted, mayAnswer } = introducing;
    const answer = (/** @type {boolean} */ yes) => () => view.act({ action: "acceptPerson", seat, accepted: accepted === yes ? null : yes });
    return html`
      <li><p><b><bdi translate="no">${name}</bdi></b> <span class="soft">${roleName(role)}</span></p>
        ${declaredWords(introducing)}
        ${mayAnswer ? html`<div class="answer" role="group" aria-label=${name}>
          <button type="button" class="button small choice" aria-pressed=${accepted === true} @click=${answer(true)}>${t("I accept")}</button>
          <button type="button" class="button small choice" aria-pressed=${accepted === false} @click=${answer(false)}>${role === "observer" ? t("I would rather they were not there") : t("I ask for another person")}</button></div>` : nothing}</li>`;
  };
  return html`
    <section class="ready-card" aria-labelledby="people-heading">
      <h2 id="people-heading">${t("The people who would work with you")}</h2>
      <ul class="introduced">${introduced.map(one)}</ul>
      <p class="soft">${t("Only the mediators see your answers. You need not give a reason, and you can change them.")}</p>
    </section>`;
}

/** In one's own private meeting. @param {View} view @param {RoomState} room */
export function declarationCard(view, room) {
  if (room.me?.role !== "interpreter") return accepting(view, room);
  return html`<section class="ready-card" aria-labelledby="declaring-heading"><h2 id="declaring-heading">${t("Before you interpret")}</h2>${declaring(view, room)}</section>`;
}

/** @param {RoomState["acceptances"][number]} party */
function standing({ name, answers }) {
  const named = (/** @type {typeof answers} */ those) => list(those.map((one) => one.name));
  const refused = answers.filter(({ accepted }) => accepted === false);
  const open = answers.filter(({ accepted, isDeclared }) => accepted === null && isDeclared);
  const undeclared = answers.filter(({ isDeclared }) => !isDeclared);
  return html`
    <li class="seat"><b><bdi translate="no">${name}</bdi></b>
      ${refused.length ? html`<p class="warning">${t("Asks for somebody else instead of {names}", { names: named(refused) })}</p>` : nothing}
      ${open.length ? html`<p class="soft">${t("No answer yet about {names}", { names: named(open) })}</p>` : nothing}
      ${undeclared.length ? html`<p class="soft">${t("Cannot answer before {names} has declared", { names: named(undeclared) })}</p>` : nothing}
      ${answers.length && answers.every(({ accepted }) => accepted) ? html`<p>${t("Accepts everyone")}</p>` : nothing}</li>`;
}

/** @param {View} view @param {RoomState} room a mediator's */
export const declarationsPanel = (view, room) => html`
  <section class="panel" aria-labelledby="declarations-heading">
    <h2 id="declarations-heading">${t("Conflicts of interest")}</h2>
    ${declaring(view, room)}
    ${room.acceptances.some(({ answers }) => answers.length)
      ? html`<h3>${t("Who is accepted, by each party in private")}</h3><ul class="seats">${room.acceptances.map(standing)}</ul>` : nothing}
  </section>`;
