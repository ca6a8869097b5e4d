// The part of a room's page that is its board: loaded when it is first looked at.
import "../views/board_panel.js";
import "../views/card_sheet.js";
