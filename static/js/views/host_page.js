// The mediator's own link: sign-in, what was prepared, "Open the room", then the room in place.
// Sends "open-room" and "replace-link" n. Must not know keys.
import { html, nothing } from "lit";
import { language } from "../words/language.js";
import { t } from "../words/text.js";
import "./language_choice.js";
import "./mediating.js";
import { rehearsalStrip } from "./rehearsal_strip.js";
import { ownLink, personalLinks } from "./room_links.js";
import { RoomElement } from "./room_element.js";
import { roomOrPhase } from "./room_or_phase.js";
import { signInWait } from "./sign_in_wait.js";

/** @typedef {import("../entries/room_state.js").RoomState} RoomState */

export class HostPage extends RoomElement {
  static properties = {
    room: { attribute: false },
    now: { attribute: false },
    notice: { attribute: false },
    signIn: { attribute: false },
    prepared: { attribute: false },
    endsAt: { attribute: false },
    linkIsWrong: { attribute: false },
    hasStrangers: { attribute: false },
    isRehearsal: { attribute: false },
  };

  constructor() {
    super();
    /** @type {RoomState | null} */
    this.room = null;
    this.now = Date.now();
    this.notice = "";
    /** @type {import("./prepare_page.js").SignIn | null} */
    this.signIn = null;
    /** @type {import("./prepare_page.js").Prepared | null} */
    this.prepared = null;
    /** Announced end, ms. */
    this.endsAt = 0;
    this.linkIsWrong = false;
    /** Whether an extension of the browser changes this page. */
    this.hasStrangers = false;
    this.isRehearsal = false;
    /** Whether the host link has become another one here, and must be kept anew. */
    this.linkChanged = false;
  }

  /** @param {number} n */
  replace(n) {
    this.linkChanged = true;
    this.tell("replace-link", n);
  }

  ready() {
    if (!this.prepared) return nothing;
    const end = new Intl.DateTimeFormat(language(), { dateStyle: "full", timeStyle: "short" }).format(this.endsAt);
    return html`
      <p class="lead">${this.isRehearsal ? t("It is gone by itself an hour after you open it.") : t("Announced end: {end}", { end })}</p>
      <p>${t("By opening it you promise what everyone promises on entry: you record nothing, and nobody else reads or listens with you.")}</p>
      <div class="actions">
        <button type="button" class="button primary" ?disabled=${!this.signIn?.signed_in} @click=${() => this.tell("open-room")}>${t("Open the room")}</button>
      </div>
      ${this.linkChanged ? ownLink(this.prepared) : nothing}
      ${personalLinks(this.prepared, (n) => this.replace(n), this.isRehearsal)}`;
  }

  render() {
    if (this.room) return roomOrPhase(this, this.room, this.now, this.notice, this.hasStrangers);
    return html`
      ${rehearsalStrip(this.isRehearsal)}
      <main class="page host-page">
        <div class="page-top"><a href="/desk">${t("Back to the desk")}</a><language-choice></language-choice></div>
        <h1 tabindex="-1">${t("Your room")}</h1>
        ${this.linkIsWrong
          ? html`<p>${t("This link is not complete. Open the one that you kept when you prepared the room.")}</p>`
          : html`
              ${this.signIn && !this.signIn.signed_in ? signInWait(false) : nothing}
              ${this.signIn || this.notice ? nothing : html`<p class="soft" role="status">${t("One moment…")}</p>`}
              ${this.notice ? html`<p class="notice" role="alert">${this.notice}</p>` : nothing}
              ${this.ready()}`}
      </main>`;
  }
}

customElements.define("host-page", HostPage);
