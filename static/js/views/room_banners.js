// What everyone must see at once, wherever they are: the countdown, a lost connection, an alarm. In plain words.
// Must not know messages.
import { html, nothing } from "lit";
import { language } from "../words/language.js";
import { list, t, tn } from "../words/text.js";
import { restoringWords } from "./room_phase.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {RoomState["alarms"][number]["kind"]} AlarmKind
 */

const LAST_MINUTES = 15;
const ROUNDING_MS = 2000; // both are told in whole seconds

/** @param {Exclude<AlarmKind, "capture">} kind @param {boolean} isHost @returns {string} what happened, and what to do */
export function alarmWords(kind, isHost) {
  switch (kind) {
    case "history":
      if (isHost) return t("What the server sent does not fit what was said before. It may be showing different people different things. Speak with everyone by phone before you go on.");
      return t("What the server sent does not fit what was said before. It may be showing different people different things. Tell the mediator by phone before you go on.");
    case "forged":
      if (isHost) return t("Something appeared under a person's name that they did not write. Speak with everyone by phone before you go on.");
      return t("Something appeared under your name that you did not write. Tell the mediator by phone before you go on.");
    case "commitment":
      return t("Somebody may have tried to stand between you and the mediator. Do not go on in this page; call the mediator.");
    case "reported":
      return t("A person's browser reports that what the server sent does not fit. Speak with them by phone before you go on.");
    case "notes_lost":
      return t("The mediators' notes of this session were only on the device that was lost. They are gone. Everything else is here.");
  }
}

/** @param {RoomState} room @param {number} now ms @param {() => void} cancel */
export function closingBanner(room, now, cancel) {
  if (room.closingAt === null) return nothing;
  const seconds = Math.max(0, Math.ceil((room.closingAt - now) / 1000));
  return html`
    <div class="banner closing">
      <p>
        <span>${t("The session is closing. Everything written here will then be gone, for everyone.")}</span>
        <b class="countdown" aria-hidden="true">${tn("{n} second", "{n} seconds", seconds)}</b>
      </p>
      ${room.isHost && !isAtLimit(room) ? html`<button type="button" class="button" @click=${cancel}>${t("Do not close")}</button>` : nothing}
    </div>`;
}

/** The countdown ends where the room does: nobody can stop it. @param {RoomState} room */
const isAtLimit = ({ closingAt, endsAt }) => closingAt !== null && endsAt !== null && closingAt > endsAt - ROUNDING_MS;

/** The room's own end, two hours after the announced one, said in time. @param {RoomState} room @param {number} now ms */
export function limitBanner(room, now) {
  const minutes = Math.ceil(((room.endsAt ?? Infinity) - now) / 60_000);
  if (minutes > LAST_MINUTES || minutes < 1 || room.closingAt !== null) return nothing;
  return html`<div class="banner"><p>${tn("The room closes by itself in {n} minute.", "The room closes by itself in {n} minutes.", minutes)}</p></div>`;
}

/** @param {RoomState} room @returns {boolean} whether rare_banners.js has something to say, most likely */
export const hasRareNews = ({ closeWishes, lastWord, otherWords, datesAreBehind, alarms, pledge }) =>
  lastWord || datesAreBehind || pledge?.given === false || closeWishes.length + otherWords.length + alarms.length > 0;

/** @param {RoomState} room */
export function connectionBanner(room) {
  if (room.restoring) return html`<div class="banner"><p>${restoringWords()}</p></div>`;
  if (room.online) return nothing;
  return html`<div class="banner"><p>${t("No connection. What you write waits here and is sent when it is back.")}</p></div>`;
}

/** @param {RoomState} room @param {number} now */
export function absenceBanner({ backAt }, now) {
  if (backAt === null || backAt <= now) return nothing;
  return html`<div class="banner"><p>${t("The mediators are away, and mean to be back at about {time}.", { time: clockTime(backAt) })}</p></div>`;
}

/** @param {number} at ms */
const clockTime = (at) => new Intl.DateTimeFormat(language(), { timeStyle: "short" }).format(at);

/** @param {RoomState} room */
export function alarmBanners(room) {
  const kinds = room.alarms.flatMap(({ kind }) => (kind === "capture" ? [] : [kind]));
  return [...new Set(kinds)].map((kind) => html`<div class="banner alarm" role="alert"><p>${alarmWords(kind, room.isHost)}</p></div>`);
}

/** The same for everyone else, whoever needed it and whyever. @param {import("./room_element.js").RoomElement} view @param {RoomState} room */
export function pauseBanner(view, { isHost, pauseAsked, pauses, channels }) {
  const on = () => view.act({ action: "needPause", needed: false });
  const resume = () => channels.filter(({ held, people }) => held && people.some(({ seat }) => pauses.some((one) => one.seat === seat))).forEach(({ id }) => view.act({ action: "hold", channel: id, held: false }));
  const isPaused = channels.some(({ kind, held }) => kind === "joint" && held);
  return html`
    ${pauses.length ? html`<div class="banner"><p>${t("A pause is needed by {names}. What they share with others is on hold, and nobody else is told why.", { names: list(pauses.map(({ name }) => name)) })}</p>
      <span class="actions">${pauses.map(({ channel, name }) => html`<button type="button" class="button small" @click=${() => view.tell("choose-channel", channel)}>${t("Speak with {name}", { name })}</button>`)}
      <button type="button" class="button small" @click=${resume}>${t("Go on with the session")}</button></span></div>` : nothing}
    ${!isHost && isPaused ? html`<div class="banner"><p>${t("The mediator has paused the session.")}</p></div>` : nothing}
    ${pauseAsked ? html`<div class="banner"><p>${t("You have asked for a pause. Only the mediators know that it was you.")}</p>
      <button type="button" class="button small" @click=${on}>${t("I can go on")}</button></div>` : nothing}`;
}
