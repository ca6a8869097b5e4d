// The promise that the mediators may ask of everyone again: asked in a banner, followed among the mediators' tools.
// Must not know what happens with it.
import { html, nothing } from "lit";
import { list, t } from "../words/text.js";
import { ticked } from "./form_fields.js";

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

/** @param {RoomElement} view @param {RoomState} room */
export function pledgeTool(view, { pledge, seats }) {
  const missing = seats.filter(({ pledged }) => pledged === false).map(({ name, label }) => name || label);
  const ask = (/** @type {Event} */ event) => {
    event.preventDefault();
    view.act({ action: "askPledge", told: ticked(event, "told").length > 0 });
  };
  return html`
    <section class="panel"><h2>${t("A promise")}</h2>
      <p class="soft">${t("Everyone promised on entry to record nothing. You can ask all of them to promise again.")}</p>
      <form class="pledge" @submit=${ask}>
        <label class="check"><input type="checkbox" name="told"><span>${t("Also tell the mediators when somebody presses a key for printing, saving or a picture of the screen")}</span></label>
        <button type="submit" class="button small">${t("Ask everyone")}</button>
      </form>
      ${pledge ? html`<p class="soft" role="status">${missing.length ? t("Not yet: {names}", { names: list(missing) }) : t("Everyone who is here has promised.")}</p>` : nothing}
    </section>`;
}
