// A step of the way to a session: a practice room with the same seats, to be opened beside. Sends "prepare-rehearsal".
// Must not know how links are made.
import { html } from "lit";
import { t } from "../words/text.js";

/** @param {import("./room_element.js").RoomElement & {rehearsal: import("./prepare_page.js").Prepared | null, busy: boolean}} page */
export const rehearseStep = (page) => html`
  <section class="card" id="rehearse" aria-labelledby="rehearse-heading">
    <h2 id="rehearse-heading">${t("Rehearse, if you like")}</h2>
    <p>${t("A practice room with the same places. Nothing of it is written down, no date and no certificate comes of it, and after an hour it is gone by itself. You can take the other places too, in other tabs or windows.")}</p>
    ${page.rehearsal
      ? html`
          <p role="status">${t("The practice room is ready. Open it, and then take a place from the list of people there. The links above are not touched by it.")}</p>
          <a class="button" href=${page.rehearsal.hostLink} target="_blank" rel="noopener">${t("Go to the rehearsal in a new tab")}</a>`
      : html`<button type="button" class="button" ?disabled=${page.busy} @click=${() => page.tell("prepare-rehearsal")}>${t("Make a practice room")}</button>`}
  </section>`;
