// The part of a room's page with what makes it easier to read and to hear, and with trying it out: loaded when it is wanted.
export { Aids } from "../views/aids.js";
import "../views/try_out.js";
