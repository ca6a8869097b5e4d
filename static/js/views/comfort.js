// How this tab reads: the size of its text, and whether it sounds. Kept for this tab alone, and forgotten with the session.
// Must not know what is read.

// Not under "mediation.": a session drops what it finds there of another one.
const TAB_KEY = "comfort";

/** @typedef {{text?: "" | "larger" | "largest", sounds?: boolean}} Comfort  sounds: off until wanted */

/** @returns {Comfort} */
export const comfort = () => JSON.parse(sessionStorage.getItem(TAB_KEY) ?? "{}");

export const applyComfort = () => void (document.documentElement.dataset.text = comfort().text ?? "");

/** @param {Comfort} change */
export function makeComfortable(change) {
  sessionStorage.setItem(TAB_KEY, JSON.stringify({ ...comfort(), ...change }));
  applyComfort();
}

export const forgetComfort = () => sessionStorage.removeItem(TAB_KEY);
