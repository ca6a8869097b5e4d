// The mediator's seats: who holds which, whether they are here, their links; adding and taking away.
// Must not know conversations.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../words/text.js";
import "./add_seat.js";
import "./confirm_button.js";
import { foldAway } from "./focus.js";
import { sideMark } from "./marks.js";
import "./personal_link.js";
import { roleName } from "./roles.js";
import { RoomElement } from "./room_element.js";

/** @typedef {import("../entries/room_state.js").SeatState} SeatState */

/** @param {SeatState} seat */
function seatStatus(seat) {
  if (seat.revoked) return t("link revoked");
  if (!seat.admitted) return t("not here yet");
  return seat.connected ? t("here now") : t("not connected");
}

export class SeatsPanel extends RoomElement {
  static properties = { seats: { attribute: false }, channels: { attribute: false }, showsCodes: { attribute: false }, practice: { attribute: false } };

  constructor() {
    super();
    /** @type {SeatState[]} */
    this.seats = [];
    /** @type {import("../entries/room_state.js").ChannelState[]} */
    this.channels = [];
    /** Whether everyone's watermark is switched on. */
    this.showsCodes = false;
    /** Whether it is a rehearsal. */
    this.practice = false;
  }

  /** @param {SeatState} seat */
  one(seat) {
    const name = seat.name || seat.label || roleName(seat.kind);
    return html`
      <li class="seat ${seat.connected ? "present" : "absent"}">
        <p class="seat-name"><b translate="no">${sideMark(seat.side)} ${name}</b>
          <span class="soft">${seat.name && seat.label ? html`<span translate="no">${seat.label}</span> · ` : nothing}${roleName(seat.kind)} · ${seatStatus(seat)}</span></p>
        ${this.showsCodes && seat.code ? html`<p class="soft">${t("Code on their page:")} <b dir="ltr" translate="no">${seat.code}</b></p>` : nothing}
        ${seat.admitted && seat.name && !seat.compared ? html`<p class="warning">${t("Let in without comparing the words.")}</p>` : nothing}
        ${this.moves(seat)}
        <details ?open=${this.practice && !seat.admitted}>
          <summary>${t("Link and more")}</summary>
          ${seat.revoked ? nothing : html`<personal-link .link=${seat.link} .kind=${seat.kind} .practice=${this.practice}></personal-link>`}
          <div class="actions">${this.changes(seat)}</div>
        </details>
      </li>`;
  }

  /** Two actions: whom, and where to. @param {SeatState} seat */
  moves({ seat, admitted, kind }) {
    const made = this.channels.filter((channel) => channel.kind === "caucus" && channel.title);
    if (!admitted || kind === "host" || kind === "interpreter" || !made.length) return nothing;
    const where = made.find(({ people }) => people.some((person) => person.seat === seat));
    const to = (/** @type {string | null} */ channel) => (/** @type {Event} */ event) => {
      this.act({ action: "movePerson", seat, to: channel });
      foldAway(event.currentTarget);
    };
    return html`
      <details class="moves-person">
        <summary>${t("Move")}</summary>
        <div class="actions">
          ${made.filter((channel) => channel !== where).map((channel) => html`<button type="button" class="button small" @click=${to(channel.id)}><bdi translate="no">${channel.title}</bdi></button>`)}
          ${where ? html`<button type="button" class="button small" @click=${to(null)}>${t("Alone with the mediators")}</button>` : nothing}
        </div>
      </details>`;
  }

  /** For as long as nobody should speak with anybody but the mediators. */
  holding() {
    const shared = this.channels.filter(({ kind }) => kind === "joint" || kind === "caucus");
    if (!shared.length) return nothing;
    const isHeld = shared.every(({ held }) => held);
    return html`<button type="button" class="button small" @click=${() => this.act({ action: "holdAll", held: !isHeld })}>${isHeld ? t("Let everyone go on") : t("Hold everyone")}</button>
      <p class="soft">${isHeld ? t("Everyone waits, each alone with the mediators.") : t("Nobody then writes anywhere but to the mediators, each alone.")}</p>`;
  }

  /** @param {SeatState} seat */
  changes(seat) {
    const { seat: id } = seat;
    return html`
      <confirm-button .look=${"button small"} .label=${seat.revoked ? t("New link") : t("Replace link")} .heading=${t("Make a new link for this person?")}
        .text=${t("The old link stops working, and whoever came in with it is shut out. Send the new link to the same person.")}
        .yes=${t("Make a new link")} @confirmed=${() => this.act({ action: "replaceLink", seat: id })}></confirm-button>
      ${seat.revoked
        ? nothing
        : html`<confirm-button .look=${"button small"} .label=${t("Revoke link")} .heading=${t("Revoke this link?")}
            .text=${t("It stops working, and whoever came in with it is shut out.")}
            .yes=${t("Revoke it")} @confirmed=${() => this.act({ action: "revokeLink", seat: id })}></confirm-button>`}
      ${seat.admitted
        ? html`<confirm-button .look=${"button small"} .label=${t("Remove from the session")} .heading=${t("Remove this person from the session?")}
            .text=${t("Their page is wiped at once. They come back only if you let them in again.")}
            .yes=${t("Remove them")} @confirmed=${() => this.act({ action: "remove", seat: id })}></confirm-button>`
        : nothing}`;
  }

  render() {
    return html`
      <section class="panel" aria-labelledby="seats-heading">
        <h2 id="seats-heading">${t("People and links")}</h2>
        <ul class="seats">${repeat(this.seats, (seat) => seat.seat, (seat) => this.one(seat))}</ul>
        ${this.holding()}
        <add-seat .taken=${this.seats.map((seat) => seat.side)}></add-seat>
      </section>`;
  }
}

customElements.define("seats-panel", SeatsPanel);
