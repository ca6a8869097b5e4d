// A channel's board as the person sees it. Must not decide anything.

/**
 * @param {import("./room.js").Room} _room
 * @param {import("./room.js").Desk} _desk
 * @returns {import("../entries/board_state.js").BoardState}
 */
export function boardState(_room, _desk) {
  return { frozen: false, mayChange: false, full: false, issues: [], interests: [], columns: [], drafts: [], conflicts: [] };
}
