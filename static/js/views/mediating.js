// What only mediators see in a room, and at once (the rest: main/room_tools.js). The page of parties does without it.
import "./waiting_room.js";
