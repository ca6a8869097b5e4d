// What only mediators see in a room. The page of parties does without it, and is lighter for it.
import "./channel_tools.js";
import "./joint_control.js";
import "./make_caucus.js";
import "./seats_panel.js";
import "./waiting_room.js";
