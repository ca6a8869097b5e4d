// The part of the page of parties that is needed once one is in: it comes while one reads the rules, or waits.
import "../views/mediation_room.js";
export { inside } from "../session/inside.js";
