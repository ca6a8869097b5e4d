// The fields that describe a seat: what kind, which side, and the mediator's own label. Must not know rooms.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { SIDE_COUNT, sideMark, sideName } from "./marks.js";
import { roleName } from "./roles.js";

/**
 * @typedef {"party" | "support" | "observer" | "host"} SeatKind
 * @typedef {{kind: SeatKind, label: string, side: number | null}} SeatDescription
 */

/** @type {SeatKind[]} */
const KINDS = ["party", "support", "observer", "host"];

/** Observers and co-mediators are on nobody's side. @param {SeatKind} kind */
export const hasSide = (kind) => kind === "party" || kind === "support";

/** @param {SeatDescription} seat @param {(seat: SeatDescription) => void} change @param {SeatKind[]} [kinds] */
export function seatFields(seat, change, kinds = KINDS) {
  const kindChosen = (/** @type {Event & {target: HTMLSelectElement}} */ { target }) => {
    const kind = /** @type {SeatKind} */ (target.value);
    change({ ...seat, kind, side: hasSide(kind) ? (seat.side ?? 0) : null });
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
            <select @change=${(/** @type {Event & {target: HTMLSelectElement}} */ { target }) => change({ ...seat, side: Number(target.value) })}>
              ${Array.from({ length: SIDE_COUNT }, (_, side) => html`<option value=${side} ?selected=${side === seat.side}>${sideName(side)}</option>`)}
            </select>
          </label>`
      : nothing}
    <label class="field grow">
      <span>${t("Your own label")}</span>
      <input type="text" maxlength="60" dir="auto" translate="no" spellcheck="false" autocomplete="off" .value=${seat.label}
        @input=${(/** @type {Event & {target: HTMLInputElement}} */ { target }) => change({ ...seat, label: target.value })}>
    </label>`;
}
