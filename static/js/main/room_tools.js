// The part of a mediator's page with the tools of a session: loaded when they are first looked at.
export { interpreterTools } from "../views/interpreter_tools.js";
import "../views/tools_panel.js";
