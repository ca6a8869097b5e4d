// The promise that the mediators may ask of everyone again: asked in a banner.
// Must not know what happens with it.
import { html, nothing } from "lit";
import { t } from "../words/text.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {import("./room_element.js").RoomElement} RoomElement
 */

/** @param {boolean} told whether the mediators hear of it */
const keysAreTold = (told) =>
  told ? t("If a key for printing, saving or a picture of the screen is pressed, the mediators are told so. Nothing of it is kept.") : nothing;

/** @param {RoomElement} view @param {RoomState} room */
export function pledgeBanner(view, { pledge, isHost }) {
  if (!pledge || pledge.given || isHost) return nothing;
  return html`
    <section class="banner" aria-label=${t("A promise")}>
      <p role="status">${t("The mediators ask everyone to promise again: you record nothing, notetakers and assistants are off, and nobody else is in the room with you.")} ${keysAreTold(pledge.told)}</p>
      <button type="button" class="button" @click=${() => view.act({ action: "pledge" })}>${t("I promise")}</button>
    </section>`;
}
