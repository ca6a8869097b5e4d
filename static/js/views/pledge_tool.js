// Asking everyone to promise again, and who has not yet. Must not know what happens with it.
import { html, nothing } from "lit";
import { list, t } from "../words/text.js";
import { ticked } from "./form_fields.js";

/** @param {import("./room_element.js").RoomElement} view @param {import("../entries/room_state.js").RoomState} room */
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
