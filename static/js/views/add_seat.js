// Adding a seat to an open room. Must not know who is in it.
import { html } from "lit";
import { t } from "../words/text.js";
import { RoomElement } from "./room_element.js";
import { seatFields } from "./seat_fields.js";

/** @typedef {import("./seat_fields.js").SeatDescription} SeatDescription */

export class AddSeat extends RoomElement {
  static properties = { seat: { state: true } };

  constructor() {
    super();
    /** @type {SeatDescription} */
    this.seat = { kind: "support", label: "", side: 0 };
  }

  /** @param {Event} event */
  add(event) {
    event.preventDefault();
    this.act({ action: "addSeat", ...this.seat, label: this.seat.label.trim() });
    this.seat = { ...this.seat, label: "" };
    this.querySelector("details")?.removeAttribute("open");
  }

  render() {
    return html`
      <details class="add-seat">
        <summary>${t("Add a person")}</summary>
        <form @submit=${this.add}>
          <div class="seat-fields">${seatFields(this.seat, (seat) => (this.seat = seat))}</div>
          <p class="soft">${t("The label is for the mediators alone.")}</p>
          <button type="submit" class="button">${t("Add and make a link")}</button>
        </form>
      </details>`;
  }
}

customElements.define("add-seat", AddSeat);
