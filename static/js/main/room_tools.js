// The part of a mediator's page with the tools of a session: loaded when they are first looked at.
import "../views/tools_panel.js";
