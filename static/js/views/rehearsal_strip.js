// What stands at the top of every page of a rehearsal. Must not know the room.
import { html, nothing } from "lit";
import { t } from "../words/text.js";

/** @param {boolean} isRehearsal */
export const rehearsalStrip = (isRehearsal) =>
  isRehearsal ? html`<p class="rehearsal" role="note">${t("This is a rehearsal; nothing here is real.")}</p>` : nothing;
