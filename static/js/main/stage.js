// Puts a living session on a page: its state in, the page's wishes out, the clock, and the end of it all.
import { watchSleep } from "../guard/sleep.js";
import { wipePage } from "../guard/wiping.js";
import { forgetComfort } from "../views/comfort.js";
import { loadTheRest } from "../views/later.js";
import { forgetLanguage } from "../words/language.js";
import { t } from "../words/text.js";
import { guard } from "./guarding.js";
import { requestsAreAnswered } from "./surroundings.js";
import { troubleWords } from "./trouble_words.js";
import { followVisibleHeight } from "./visible_height.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {import("../entries/room_state.js").RoomAction} RoomAction
 * @typedef {{state: RoomState, subscribe: (listener: (state: RoomState) => void) => () => void, start: () => void,
 *   stop: () => void, wipe: () => void, wake: () => Promise<void>, perform: (action: RoomAction) => Promise<unknown>}} Session
 * @typedef {HTMLElement & {room: RoomState | null, now: number, notice: string, hasStrangers: boolean}} Page
 */

const SLOW_TICK_MS = 30_000;
const NOTICE_MS = 12_000;
const IDLE_MS = 2_000;

/** @param {Page} page @param {Session} session @param {string} path the page's own address without fragment */
export function stage(page, session, path) {
  let insideBefore = false;
  let isOver = false;
  let hasLeft = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let noticeTimer;

  const show = (/** @type {RoomState} */ state) => {
    if (isOver) return;
    if (state.phase === "inside" && !insideBefore) {
      insideBefore = true;
      history.replaceState(null, "", path); // from now on the link is not needed, and not shown
      whenIdle(() => void loadTheRest());
    }
    if (state.phase === "mediating") {
      isOver = true;
      session.stop();
      wipePage();
      location.replace("/host");
      return;
    }
    if (state.phase === "closed") {
      isOver = true;
      wipePage();
      if (state.isHost) {
        // a member's farewell page still speaks it, and forgets it then
        forgetLanguage();
        forgetComfort();
      }
      requestsAreAnswered().then(() => location.replace(state.isHost ? lastPage(state) : `/closed${hasLeft ? "#left" : state.rehearsal ? "#rehearsal" : ""}`));
      return;
    }
    follow(state);
    page.room = state;
    page.now = Date.now();
  };

  const notice = (/** @type {string} */ words) => {
    page.notice = words;
    clearTimeout(noticeTimer);
    noticeTimer = setTimeout(() => (page.notice = ""), NOTICE_MS);
  };

  page.addEventListener("room-action", (event) => {
    const action = /** @type {CustomEvent<RoomAction>} */ (event).detail;
    hasLeft ||= action.action === "leave";
    session.perform(action).catch((error) => isSpoken(action) && notice(troubleWords(error)));
  });
  const follow = guard(page, notice, () => void session.perform({ action: "tellCapture" }).catch(() => {}));

  setInterval(() => {
    const isUrgent = page.room?.closingAt !== null;
    if (isUrgent || Date.now() - page.now >= SLOW_TICK_MS) page.now = Date.now();
  }, 1000);

  followVisibleHeight();
  watchSleep(() => session.wake(), () => t("One moment…"));

  // A page in the back/forward cache would keep everything in memory and on the screen.
  addEventListener("pagehide", () => {
    isOver = true;
    session.stop();
    wipePage();
  });

  session.subscribe(show);
  show(session.state);
  session.start();
}

/** The desk, at the mediation whose session this was. @param {RoomState} state */
const lastPage = ({ began, reference }) => (began && reference ? `/desk#${encodeURIComponent(reference)}` : "/desk");

/** @param {() => void} work */
const whenIdle = (work) => ("requestIdleCallback" in globalThis ? requestIdleCallback(work) : setTimeout(work, IDLE_MS));

/** What runs by itself fails in silence; the state on the screen already tells the truth. @param {RoomAction} action */
const isSpoken = ({ action }) => !["typing", "read", "setDraft", "draftCard", "dropDraft", "editing"].includes(action);
