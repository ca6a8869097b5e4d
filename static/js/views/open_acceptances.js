// Whether a party has yet to accept somebody who works with it: said to the mediators before anything begins without that.
import { t } from "../words/text.js";

/** @param {import("../entries/room_state.js").RoomState} room @returns {string} empty: nothing is open, or nobody was to be accepted */
export const openAcceptances = ({ acceptances }) =>
  acceptances.some(({ answers }) => answers.some(({ accepted }) => accepted !== true)) ? t("Not every party has accepted everyone who works with them: see Conflicts of interest, under People.") : "";
