// Puts the guard around a living session: what deters from recording, and what the person is told first.
import { AwayVeil } from "../guard/away.js";
import { watchCaptureKeys } from "../guard/capture_keys.js";
import { guardContent } from "../guard/content.js";
import { watchForStrangers } from "../guard/strangers.js";
import { Veil } from "../guard/veil.js";
import { Watermark } from "../guard/watermark.js";
import { strangersAdvice } from "../views/browser_check.js";
import { t } from "../words/text.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @param {HTMLElement & {room: RoomState | null, hasStrangers: boolean}} page
 * @param {(words: string) => void} notice shows it to the person
 * @param {() => void} tell for the mediators, where everyone has promised knowing of it
 * @returns {(state: RoomState) => void} to be told what is switched on
 */
export function guard(page, notice, tell) {
  const veil = new Veil(page);
  const away = new AwayVeil(() => t("Hidden while you are elsewhere"));
  const watermark = new Watermark();
  page.addEventListener("hide-now", () => veil.draw());
  guardContent();
  watchForStrangers(page, () => {
    page.hasStrangers = true;
    notice(strangersAdvice());
  });
  watchCaptureKeys(() => {
    const isTold = page.room?.pledge?.given && page.room.pledge.told;
    const here = t("Recording is not permitted here, nor is printing or saving. If it was by accident, there is nothing you need to do.");
    notice(isTold ? `${here} ${t("As everyone promised knowing of it, the mediators see that such a key was pressed.")}` : here);
    tell();
  });
  return ({ features, watermark: code }) => {
    away.isStrict = features.includes("strict_veil");
    away.look();
    watermark.show(features.includes("watermark") ? code : "");
  };
}
