// Making a private meeting with chosen people. Must not know what is said there.
import { html } from "lit";
import { t } from "../words/text.js";
import { foldAway } from "./focus.js";
import { RoomElement } from "./room_element.js";
import { seatChoice } from "./seat_choice.js";
import { typedLine } from "./typed.js";

/** @typedef {import("../entries/room_state.js").SeatState} SeatState */

export class MakeCaucus extends RoomElement {
  static properties = { seats: { attribute: false } };

  constructor() {
    super();
    /** @type {SeatState[]} */
    this.seats = [];
  }

  /** @param {SubmitEvent & {target: HTMLFormElement}} event */
  make(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const seats = form.getAll("seat").map(String);
    if (!seats.length) return;
    this.act({ action: "makeCaucus", seats, title: typedLine(String(form.get("title") ?? "")) });
    event.target.reset();
    foldAway(event.target);
  }

  render() {
    return html`
      <section class="panel">
        <details>
          <summary>${t("New private meeting")}</summary>
          <form @submit=${this.make}>
            ${seatChoice(this.seats, [])}
            <label class="field">
              <span>${t("Title, seen by those in it (may be left empty)")}</span>
              <input type="text" name="title" maxlength="60" dir="auto">
            </label>
            <button type="submit" class="button">${t("Make the private meeting")}</button>
          </form>
        </details>
      </section>`;
  }
}

customElements.define("make-caucus", MakeCaucus);
