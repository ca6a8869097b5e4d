// Choosing the size of the text and whether the page sounds. Must not know the room.
import { html } from "lit";
import { t } from "../words/text.js";
import { ring } from "./chime.js";
import { comfort, makeComfortable } from "./comfort.js";

/** @param {import("./room_element.js").RoomElement} view drawn anew when something else is chosen */
export function comfortChoices(view) {
  const { text = "", sounds = false } = comfort();
  const choose = (/** @type {import("./comfort.js").Comfort} */ change) => {
    makeComfortable(change);
    view.requestUpdate();
  };
  /** @type {[NonNullable<import("./comfort.js").Comfort["text"]>, string][]} */
  const sizes = [["", t("Normal")], ["larger", t("Larger")], ["largest", t("Largest")]];
  return html`
    <label class="field">
      <span>${t("Text size")}</span>
      <select class="text-size" @change=${(/** @type {Event & {target: HTMLSelectElement}} */ { target }) => choose({ text: /** @type {any} */ (target.value) })}>
        ${sizes.map(([size, name]) => html`<option value=${size} ?selected=${size === text}>${name}</option>`)}
      </select>
    </label>
    <label class="check">
      <input type="checkbox" name="sounds" .checked=${sounds} @change=${(/** @type {Event & {target: HTMLInputElement}} */ { target }) => {
        choose({ sounds: target.checked });
        if (target.checked) ring();
      }}>
      <span>${t("A soft sound when something new waits")}<small class="soft">${t("Off until you switch it on. You hear it once when you do.")}</small></span>
    </label>`;
}
