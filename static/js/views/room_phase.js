// Every place a person can be outside the room: what happened, what is safe, what to do.
// Must not know conversations.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { leaveButton } from "./leave_button.js";
import { rehearsalStrip } from "./rehearsal_strip.js";
import { RoomElement } from "./room_element.js";
import { safetyWords, wordsAhead } from "./safety_words.js";

/** @typedef {import("../entries/room_state.js").RoomState} RoomState */

const IS_OVER = new Set(["closed", "removed", "refused", "replaced", "failed"]);
const NOTHING_LEFT = () => t("Nothing of the session is left in this page.");

export const restoringWords = () => t("The server was restarted. The session is coming back by itself. What you write waits here and is sent then.");

/** Heading and sentences of the phases that need no more. @param {RoomState["phase"]} phase @returns {string[]} */
function plainWords(phase) {
  switch (phase) {
    case "connecting":
      return [t("Connecting…"), t("This takes a moment on a slow network.")];
    case "not_open":
      return [t("Not open now"), t("This room is not open now. If it is your time, keep this page; it goes on by itself.")];
    case "closed":
      return [t("The session is closed"), t("Everything written in it is gone, for everyone."), t("You can close this page.")];
    case "removed":
      return [t("You are no longer in the session"), t("The mediator has ended your part in it, made a new link for you, or opened the room anew."), NOTHING_LEFT(), t("If this surprises you, call the mediator.")];
    case "refused":
      return [t("Not this time"), t("The mediator has not let you in now."), t("Nobody else was told that you asked."), t("If this surprises you, call the mediator. To ask again, open your link again.")];
    case "replaced":
      return [t("The session goes on elsewhere"), t("Your place was taken over from another device or another tab."), NOTHING_LEFT(), t("If that was not you, call the mediator at once.")];
    default:
      return [t("Stopped, to be safe"), t("The connection to the mediator could not be confirmed as private. Nothing you wrote was sent."), t("Call the mediator, and open your link again when you have spoken.")];
  }
}

/** The same places, as a mediator meets them; empty where the words are the same for everyone. @param {RoomState["phase"]} phase @returns {string[]} */
function mediatorWords(phase) {
  switch (phase) {
    case "refused":
      return [t("This room could not be opened"), t("Its time may be over, it may have been prepared by another account, or your sign-in has ended."), t("Sign in and open your link again. If that does not help, prepare a new room; nothing was written, so nothing is lost.")];
    case "replaced":
      return [t("The session goes on elsewhere"), t("The room was taken over from another device or another tab of yours."), NOTHING_LEFT(), t("If that was not you, sign in and open your own link again: you can take the room over here.")];
    case "failed":
      return [t("This tab cannot come back by itself"), NOTHING_LEFT(), t("Open your own link again; you can then go on with the room here.")];
    default:
      return [];
  }
}

export class RoomPhase extends RoomElement {
  static properties = { room: { attribute: false } };

  constructor() {
    super();
    /** @type {RoomState} */
    this.room = /** @type {any} */ (null);
  }

  /** Whoever listens to the page instead of seeing it is told where they are now. @param {import("lit").PropertyValues<this>} changed */
  updated(changed) {
    const before = /** @type {RoomState | undefined} */ (changed.get("room"));
    if (before?.phase !== this.room.phase) this.querySelector("h1")?.focus();
  }

  lobby() {
    const { words } = this.room;
    return html`
      <h1 tabindex="-1">${t("You are in the waiting room")}</h1>
      <div role="status">${words.length
        ? html`
            <p>${t("Compare these words with the mediator by phone:")}</p>
            ${safetyWords(this, words)}
            <p>${t("If the mediator reads out the same three words, nobody stands between you. If they differ, do not go on.")}</p>`
        : html`<p>${t("The mediator is being told. Three words will appear here, to be compared by phone.")}</p>${wordsAhead()}`}</div>
      <p class="soft">${t("Keep this page. The mediator lets you in, and it goes on by itself. Nobody else sees that you are here.")}</p>`;
  }

  elsewhere() {
    const { words } = this.room;
    return html`
      <h1 tabindex="-1">${t("This room is open on another device")}</h1>
      ${words.length
        ? html`
            <p>${t("It is still connected. Whoever is there can let you in once these words have been compared; then nothing is lost.")}</p>
            ${safetyWords(this, words)}`
        : nothing}
      <p>${t("If that device is lost or broken, go on here. The other one is then shut out, and everyone is asked to compare words with you.")}</p>
      <p class="soft">${t("The mediators' notes were only on that device and cannot be brought here.")}</p>
      <div class="actions"><button type="button" class="button primary" @click=${() => this.act({ action: "takeOver" })}>${t("Go on here")}</button></div>`;
  }

  anew() {
    return html`
      <p>${t("No mediator's page that was in this room has come back. If none will, open the room anew: whoever waits can come in again by their link, and what was said before is gone.")}</p>
      <div class="actions"><button type="button" class="button" @click=${() => this.act({ action: "openAnew" })}>${t("Open the room anew")}</button></div>`;
  }

  body() {
    const { phase } = this.room;
    if (phase === "lobby") return this.lobby();
    if (phase === "confirming") return confirmingWords(this, this.room, (yes) => this.act({ action: "confirmWords", yes }));
    if (phase === "elsewhere") return this.elsewhere();
    const own = this.room.isHost ? mediatorWords(phase) : [];
    const [heading, ...words] = own.length ? own : plainWords(phase);
    const { restoring, mayOpenAnew } = this.room;
    const waiting = mayOpenAnew ? [] : [restoringWords()];
    const sentences = restoring && phase === "connecting" ? waiting : words;
    return html`
      <h1 tabindex="-1">${heading}</h1>
      <div role="status">${sentences.map((sentence) => html`<p>${sentence}</p>`)}</div>
      ${mayOpenAnew ? this.anew() : nothing}
      ${this.room.isHost && IS_OVER.has(phase) ? html`<p><a href="/desk">${t("Back to the desk")}</a></p>` : nothing}`;
  }

  /** A mediator leaves by going elsewhere; the room goes on, and their link leads back. */
  wayOut() {
    if (this.room.isHost) return html`<a class="button" href="/desk">${t("Back to the desk")}</a>`;
    const text = t("You need not give a reason. To come back, open your link again.");
    return leaveButton(text, () => this.act({ action: "leave" }));
  }

  /** In the same place as inside the room, for as long as there is something to hide or to leave. */
  header() {
    if (IS_OVER.has(this.room.phase)) return nothing;
    return html`
      <header class="room-header">
        <p class="room-name"><b>${t("Session")}</b></p>
        <button type="button" class="button" title=${t("Or press Esc twice")} @click=${() => this.tell("hide-now")}>${t("Hide now")}</button>
        ${this.wayOut()}
      </header>`;
  }

  render() {
    return html`
      <div class="outside">
        <div>${rehearsalStrip(this.room.rehearsal)} ${this.header()}</div>
        <main class="page phase phase-${this.room.phase}">${this.body()}</main>
      </div>`;
  }
}

/** @param {RoomElement} view @param {RoomState} room @param {(yes: boolean) => void} answer */
export const confirmingWords = (view, room, answer) => html`
  <h1 tabindex="-1">${t("The mediator is back on a new device")}</h1>
  <p>${t("Compare these words with the mediator by phone:")}</p>
  ${safetyWords(view, room.words)}
  <div class="actions">
    <button type="button" class="button primary" @click=${() => answer(true)}>${t("They are the same")}</button>
    <button type="button" class="button" @click=${() => answer(false)}>${t("They differ")}</button>
  </div>`;

customElements.define("room-phase", RoomPhase);
