// The bar on top: Hide now and the way out, always in the same place. Sends "hide-now".
// Must not know conversations.
import { html, nothing } from "lit";
import { list, t } from "../words/text.js";
import "./confirm_button.js";
import { openAcceptances } from "./open_acceptances.js";
import { leaveButton } from "./leave_button.js";
import { RoomElement } from "./room_element.js";
import { stageBar } from "./stage_bar.js";

/** @typedef {import("../entries/room_state.js").RoomState} RoomState */

export class RoomHeader extends RoomElement {
  static properties = { room: { attribute: false } };

  constructor() {
    super();
    /** @type {RoomState} */
    this.room = /** @type {any} */ (null);
  }

  begin() {
    if (this.room.began || this.room.mediation === "individual") return nothing;
    const isNew = this.room.mediation === "new";
    const text = isNew
      ? t("The moment is written down as the start of the mediation. It is the first thing that is kept.")
      : this.room.rehearsal
        ? t("In a real session the moment is now written down as the start of the mediation. Here nothing is.")
        : t("This session of the mediation begins. Only its dates are kept.");
    return html`<confirm-button .look=${"button"} .label=${t("Begin mediation")} .heading=${t("Begin the mediation now?")}
      .text=${[text, openAcceptances(this.room)].filter(Boolean).join(" ")}
      .yes=${t("Yes, begin")} @confirmed=${() => this.act({ action: "begin" })}></confirm-button>`;
  }

  close() {
    return html`<confirm-button .look=${"button"} .label=${t("Close session")} .heading=${t("Close the session for everyone?")}
      .text=${t("After a countdown, in which you can still stop it, everything written here is gone for everyone. Nothing can be brought back.")}
      .yes=${t("Close for everyone")} .other=${this.room.lastWord ? "" : t("First offer each person a last private word")}
      @other=${() => this.act({ action: "offerLastWord" })} @confirmed=${() => this.act({ action: "closeBegin" })}></confirm-button>`;
  }

  /** Another mediator is here, who can do all of this. The one who goes away can come back by their own link. */
  handOver() {
    const others = (this.room.channels.find(({ kind }) => kind === "notes")?.people ?? []).filter(({ me, present }) => !me && present);
    if (!others.length) return nothing;
    const names = list(others.map(({ name }) => name));
    return html`<confirm-button .look=${"button"} .label=${t("Hand over")} .heading=${t("Leave the room to {names}?", { names })}
      .text=${t("They can do everything here, and everyone stays where they are. Your own link brings you back.")}
      .yes=${t("Leave it to them")} @confirmed=${() => location.assign("/desk")}></confirm-button>`;
  }

  leave() {
    const text = t("You need not give a reason. This page is wiped. To come back, open your link; the mediator lets you in again.");
    return leaveButton(text, () => this.act({ action: "leave" }));
  }

  /** What is on the screen goes at once; that it was this person who needs it, only the mediators are told. */
  pause() {
    const ask = () => {
      this.tell("hide-now");
      if (!this.room.pauseAsked) this.act({ action: "needPause", needed: true });
    };
    return html`<button type="button" class="button" @click=${ask}>${t("I need a pause")}</button>`;
  }

  render() {
    const { room } = this;
    return html`
      <header class="room-header">
        <p class="room-name">
          <b>${t("Session")}</b>
          ${room.isHost && room.reference ? html`<span class="soft" dir="ltr" translate="no">${room.reference}</span>` : nothing}
          ${room.isHost && room.began ? html`<span class="soft">${t("the mediation has begun")}</span>` : nothing}
        </p>
        ${stageBar(this, room)}
        ${room.isHost ? nothing : this.pause()}
        <button type="button" class="button" title=${t("Or press Esc twice")} @click=${() => this.tell("hide-now")}>${t("Hide now")}</button>
        ${room.isHost ? (room.closingAt === null ? html`${this.begin()} ${this.handOver()} ${this.close()}` : nothing) : this.leave()}
      </header>`;
  }
}

customElements.define("room-header", RoomHeader);
