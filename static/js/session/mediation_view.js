// What is beyond words, as the person sees it: ratings, consents, the outcome, the course. Must not decide anything.

/**
 * @typedef {import("../entries/board_state.js").MediationState} MediationState
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./room.js").Desk} Desk
 */

/** @param {Room} _room @param {Desk} _desk @returns {import("../entries/board_state.js").Consent[]} */
export function consents(_room, _desk) {
  return [];
}

/** @param {Desk} _desk @returns {import("../entries/board_state.js").Announcement[]} */
export function announcements(_desk) {
  return [];
}

/** @param {Room} _room @param {Desk} _desk @returns {import("../entries/board_state.js").OutcomeState | null} */
export function outcomeState(_room, _desk) {
  return null;
}

/** @param {Room} _room @returns {MediationState} */
export function mediationState(_room) {
  const course = {
    stage: null, timer: null, floor: null, hands: [], handUp: false, pause: null, screening: false,
    privateWordAsked: false, privateWords: [], pending: [],
  }; // prettier-ignore
  return { features: [], mayHaveOutcome: false, reveal: null, ranges: [], course, prepared: { issues: [], interests: [], options: [] } };
}
