// Adding a seat to an open room. Must not know who is in it.
import { html } from "lit";
import { t } from "../words/text.js";
import { foldAway } from "./focus.js";
import { RoomElement } from "./room_element.js";
import { seatFields } from "./seat_fields.js";
import { typedLine } from "./typed.js";

/** @typedef {import("./seat_fields.js").SeatDescription} SeatDescription */

/** @type {SeatDescription} */
const NOBODY = { kind: "support", label: "", side: null };

export class AddSeat extends RoomElement {
  static properties = { taken: { attribute: false }, seat: { state: true } };

  constructor() {
    super();
    /** The sides that there are. @type {(number | null)[]} */
    this.taken = [];
    /** @type {SeatDescription} */
    this.seat = NOBODY;
  }

  /** @param {Event} event */
  add(event) {
    event.preventDefault();
    this.act({ action: "addSeat", ...this.seat, label: typedLine(this.seat.label) });
    this.seat = NOBODY;
    foldAway(event.target);
  }

  render() {
    return html`
      <details class="add-seat">
        <summary>${t("Add a person")}</summary>
        <form @submit=${this.add}>
          <div class="seat-fields">${seatFields(this.seat, (seat) => (this.seat = seat), this.taken)}</div>
          <p class="soft">${t("The label is for the mediators alone.")}</p>
          <button type="submit" class="button">${t("Add and make a link")}</button>
        </form>
      </details>`;
  }
}

customElements.define("add-seat", AddSeat);
