// What everyone must see at once, and most sessions never show: loaded with what is asked beside a conversation.
// Must not know messages.
import { html, nothing } from "lit";
import { list, t } from "../words/text.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {import("./room_element.js").RoomElement} RoomElement
 */

/** @param {RoomState} room */
const datesBanner = (room) =>
  room.datesAreBehind
    ? html`<div class="banner"><p>${t("The date of this session cannot be written at the moment. The session goes on, and the date is written as soon as it can be. If this stays, tell whoever runs the server.")}</p></div>`
    : nothing;

/** Several mediators close together. @param {RoomElement} view @param {RoomState} room */
function closeWishBanner(view, { closeWishes, closingAt }) {
  if (!closeWishes.length || closingAt !== null) return nothing;
  const others = closeWishes.filter(({ me }) => !me).map(({ name }) => name);
  return html`<div class="banner"><p>${others.length ? t("{names} would like to close the session for everyone.", { names: list(others) }) : t("The other mediator is asked to close with you. Should they be gone, close once more.")}</p>
    <span class="actions">${others.length ? html`<button type="button" class="button small" @click=${() => view.act({ action: "closeBegin" })}>${t("Close it with them")}</button>` : nothing}
    <button type="button" class="button small" @click=${() => view.act({ action: "closeCancel" })}>${t("Not yet")}</button></span></div>`;
}

/** Before the end, each person alike is asked. @param {RoomElement} view @param {RoomState} room */
function lastWordBanner(view, { isHost, lastWord, course }) {
  if (!lastWord) return nothing;
  if (isHost) {
    const names = list(course.privateWords.map(({ name }) => name));
    return html`<div class="banner"><p>${names ? t("Before you close, a last private word is wanted by {names}.", { names }) : t("Everyone has been offered a last private word before you close. Nobody has asked for one yet.")}</p>
      <span class="actions">${course.privateWords.map(({ channel, name }) => html`<button type="button" class="button small" @click=${() => view.tell("choose-channel", channel)}>${t("Speak with {name}", { name })}</button>`)}</span></div>`;
  }
  const answer = (/** @type {boolean} */ yes) => () => view.act(yes ? { action: "askPrivateWord", asked: true } : { action: "declineLastWord" });
  return html`<div class="banner"><p>${course.privateWordAsked ? t("The mediators know that you would like a last private word.") : t("The mediators mean to close the session soon. Would you like a last private word with them? Nobody else learns what you answer.")}</p>
    ${course.privateWordAsked ? nothing : html`<span class="actions"><button type="button" class="button small" @click=${answer(true)}>${t("Yes, please")}</button><button type="button" class="button small" @click=${answer(false)}>${t("No, thank you")}</button></span>`}</div>`;
}

/** @param {RoomElement} view @param {RoomState} room */
const otherWordsBanner = (view, { otherWords }) =>
  otherWords.map(({ channel, name, of, text }) => html`
    <div class="banner"><p>${t("{name} asks you alone to have this put differently:", { name })} <q class="text" dir="auto" translate="no">${text}</q></p>
      <button type="button" class="button small" @click=${() => view.act({ action: "settleDifferently", channel, of })}>${t("Done")}</button></div>`);

/** Only where everyone has promised knowing of it; no accusation. @param {RoomState} room */
function captureBanner({ alarms, channels }) {
  const pressed = alarms.filter(({ kind }) => kind === "capture").map(({ channel }) => channels.find(({ id }) => id === channel));
  const names = pressed.map((meeting) => meeting?.people.find(({ seat }) => seat === meeting.meetingOf)?.name).filter((name) => name !== undefined);
  if (!names.length) return nothing;
  return html`<div class="banner"><p>${t("A key for printing, saving or a picture of the screen was pressed on the page of {names}. It may have been by accident.", { names: list(names) })}</p></div>`;
}

/** @param {boolean} told whether the mediators hear of it */
const keysAreTold = (told) =>
  told ? t("If a key for printing, saving or a picture of the screen is pressed, the mediators are told so. Nothing of it is kept.") : nothing;

/** @param {RoomElement} view @param {RoomState} room */
function pledgeBanner(view, { pledge, isHost }) {
  if (!pledge || pledge.given || isHost) return nothing;
  return html`
    <section class="banner" aria-label=${t("A promise")}>
      <p>${t("The mediators ask everyone to promise again: you record nothing, notetakers and assistants are off, and nobody else is in the room with you.")} ${keysAreTold(pledge.told)}</p>
      <button type="button" class="button" @click=${() => view.act({ action: "pledge" })}>${t("I promise")}</button>
    </section>`;
}

/** @param {RoomElement} view @param {RoomState} room */
export const rareBanners = (view, room) => html`
  ${closeWishBanner(view, room)} ${lastWordBanner(view, room)} ${otherWordsBanner(view, room)} ${datesBanner(room)} ${captureBanner(room)} ${pledgeBanner(view, room)}`;
