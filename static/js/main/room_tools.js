// The part of a mediator's page with what is not needed before the room is open: the tools of a conversation and of a
// session, people and links, and the way to the joint session.
import "../views/channel_tools.js";
import "../views/joint_control.js";
import "../views/make_caucus.js";
import "../views/seats_panel.js";
import "../views/tools_panel.js";
