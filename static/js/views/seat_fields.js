// The fields that describe a seat: what kind, which side, and the mediator's own label. Must not know rooms.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { SIDE_COUNT, sideMark, sideName } from "./marks.js";
import { roleName } from "./roles.js";

/**
 * @typedef {"party" | "support" | "observer" | "interpreter" | "host"} SeatKind
 * @typedef {{kind: SeatKind, label: string, side: number | null}} SeatDescription
 */

/** @type {SeatKind[]} */
const KINDS = ["party", "support", "interpreter", "observer", "host"];

/** Interpreters, observers and co-mediators are on nobody's side. @param {SeatKind} kind */
export const hasSide = (kind) => kind === "party" || kind === "support";

/** @param {(number | null)[]} taken @returns {number} a side that nobody has yet, as far as there are shapes */
export function freeSide(taken) {
  const free = Array.from({ length: SIDE_COUNT }, (_, side) => side).find((side) => !taken.includes(side));
  return free ?? 0;
}

/**
 * A side shares a private meeting: so nobody is put on one by default but a party on their own.
 * @param {SeatDescription} seat @param {(seat: SeatDescription) => void} change
 * @param {(number | null)[]} taken the sides of the others @param {SeatKind[]} [kinds]
 */
export function seatFields(seat, change, taken, kinds = KINDS) {
  const kindChosen = (/** @type {Event & {target: HTMLSelectElement}} */ { target }) => {
    const kind = /** @type {SeatKind} */ (target.value);
    change({ ...seat, kind, side: kind === "party" ? freeSide(taken) : null });
  };
  return html`
    <label class="field">
      <span>${t("Kind")}</span>
      <select @change=${kindChosen}>
        ${kinds.map((kind) => html`<option value=${kind} ?selected=${kind === seat.kind}>${roleName(kind)}</option>`)}
      </select>
    </label>
    ${hasSide(seat.kind)
      ? html`
          <label class="field">
            <span>${t("Side")} ${sideMark(seat.side)}</span>
            <select required @change=${(/** @type {Event & {target: HTMLSelectElement}} */ { target }) => change({ ...seat, side: Number(target.value) })}>
              ${seat.side === null ? html`<option value="" selected>${t("Choose")}</option>` : nothing}
              ${Array.from({ length: SIDE_COUNT }, (_, side) => html`<option value=${side} ?selected=${side === seat.side}>${sideName(side)}</option>`)}
            </select>
          </label>`
      : nothing}
    <label class="field grow">
      <span>${t("Your own label")}</span>
      <input type="text" maxlength="60" dir="auto" .value=${seat.label}
        @input=${(/** @type {Event & {target: HTMLInputElement}} */ { target }) => change({ ...seat, label: target.value })}>
    </label>`;
}
