// Checkboxes for the admitted people of a room, but interpreters: where they come in, it is said what follows. Must not know what they are chosen for.
import { html } from "lit";
import { t } from "../words/text.js";
import { sideMark } from "./marks.js";
import { roleName } from "./roles.js";

/** @typedef {import("../entries/room_state.js").SeatState} SeatState */

/** @param {SeatState[]} seats @param {string[]} chosen seats that are checked at first */
export function seatChoice(seats, chosen) {
  const admitted = seats.filter((seat) => seat.admitted && !["host", "interpreter"].includes(seat.kind) && !seat.revoked);
  if (!admitted.length) return html`<p class="soft">${t("Nobody has been let in yet.")}</p>`;
  return html`
    <ul class="seat-choice">
      ${admitted.map(
        (seat) => html`
          <li>
            <label class="check">
              <input type="checkbox" name="seat" value=${seat.seat} ?checked=${chosen.includes(seat.seat)}>
              <span>${sideMark(seat.side)} ${seat.name || seat.label} <small class="soft">${roleName(seat.kind)}</small></span>
            </label>
          </li>`,
      )}
    </ul>`;
}
