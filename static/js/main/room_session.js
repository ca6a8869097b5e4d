// The part of the page of parties that holds a session: it comes beside the page, which is read meanwhile.
export { joinAsMember, resumeAsMember } from "../session/member_factory.js";
import "../views/room_phase.js";
export { connectedSurroundings } from "./connected.js";
export { stage } from "./stage.js";
