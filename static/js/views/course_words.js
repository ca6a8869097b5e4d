// Stages, switches and times of a session as words. Pure; must not know the page.
import { language } from "../words/language.js";
import { number, t } from "../words/text.js";

/**
 * @typedef {import("../entries/board_state.js").Stage} Stage
 * @typedef {import("../entries/board_state.js").Feature} Feature
 */

/** @type {Stage[]} */
export const STAGES = ["opening", "sides", "issues", "options", "agreement", "close"];

/** @param {Stage} stage */
export function stageName(stage) {
  if (stage === "opening") return t("Opening");
  if (stage === "sides") return t("Each side speaks");
  if (stage === "issues") return t("Issues");
  if (stage === "options") return t("Options");
  return stage === "agreement" ? t("Agreement") : t("Closing");
}

/** @type {Feature[]} */
export const FEATURES = ["ratings", "ranges", "stages", "timer", "hands", "floor", "private_words", "breaks", "screening", "outcome", "strict_veil", "watermark"];

/** @param {Feature} feature @returns {string} */
export function featureName(feature) {
  switch (feature) {
    case "ratings": return t("Private ratings of options");
    case "ranges": return t("Range checks");
    case "stages": return t("Stages of the session");
    case "timer": return t("A speaking timer");
    case "hands": return t("Raising a hand");
    case "floor": return t("Giving one person the floor");
    case "private_words": return t("Asking for a private word");
    case "breaks": return t("Breaks with a countdown");
    case "screening": return t("Posts pass through the mediators first");
    case "outcome": return t("An outcome text");
    case "strict_veil": return t("Hide the page of whoever turns to another window");
    case "watermark": return t("A quiet code on everyone's page");
  }
}

/** "4:07". @param {number} seconds */
export function clock(seconds) {
  const left = Math.max(0, seconds);
  const two = new Intl.NumberFormat(language(), { minimumIntegerDigits: 2 });
  return `${number(Math.floor(left / 60))}:${two.format(left % 60)}`;
}

/** How many people wait for an answer here. @param {import("../entries/room_state.js").RoomState} room */
export const toolsWaiting = ({ course, features }) =>
  (features.includes("private_words") ? course.privateWords.length : 0) + (features.includes("screening") ? course.pending.filter(({ decision }) => decision === "asked").length : 0);

/** How many questions of a reveal this person has not answered. @param {import("../entries/room_state.js").RoomState} room */
export const unanswered = ({ reveal: open, isHost, me }) => (open && !isHost && me?.role === "party" ? open.options.filter((option) => !(option in open.permits)).length : 0);
