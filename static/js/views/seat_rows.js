// The list of seats while a room is prepared: add, describe, take away. Must not know links.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { freeSide, seatFields } from "./seat_fields.js";

/** @typedef {import("./seat_fields.js").SeatDescription} SeatDescription */

/** The mediator's own seat is beside these; the server holds 64 in all. */
const MOST_SEATS = 63;

/** @param {SeatDescription[]} seats */
const sides = (seats) => seats.map((seat) => seat.side);

/** @param {SeatDescription[]} seats @param {number} index @param {SeatDescription[]} others what stands there instead */
const put = (seats, index, ...others) => [...seats.slice(0, index), ...others, ...seats.slice(index + 1)];

/** @param {SeatDescription[]} seats @param {(seats: SeatDescription[]) => void} change @param {boolean} single one person only */
export function seatRows(seats, change, single) {
  const row = (/** @type {SeatDescription} */ seat, /** @type {number} */ index) => html`
    <li class="seat-row">
      <div class="seat-fields">
        ${seatFields(seat, (changed) => change(put(seats, index, changed)), sides(put(seats, index)), single ? ["party"] : undefined)}
      </div>
      ${seats.length > 1
        ? html`<button type="button" class="quiet" @click=${() => change(put(seats, index))}>${t("Take away")}</button>`
        : nothing}
    </li>`;
  return html`
    <ol class="seat-rows">${seats.map(row)}</ol>
    ${single || seats.length >= MOST_SEATS
      ? nothing
      : html`<button type="button" class="button small" @click=${() => change([...seats, { kind: "party", label: "", side: freeSide(sides(seats)) }])}>${t("Add a person")}</button>`}`;
}
