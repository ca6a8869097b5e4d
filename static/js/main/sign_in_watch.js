// Keeps a page's knowledge of the sign-in fresh: asked at first, and whenever the person comes back to the tab.
import { t } from "../words/text.js";
import { requests } from "./surroundings.js";

const AGAIN_MS = 3_000;

/** @typedef {import("../views/prepare_page.js").SignIn} SignIn */

/** @param {HTMLElement & {signIn: SignIn | null, notice: string}} page @returns {() => Promise<void>} asks now */
export function watchSignIn(page) {
  let hasFailed = false;
  const ask = async () => {
    try {
      page.signIn = await requests.session();
      if (hasFailed) page.notice = "";
      hasFailed = false;
    } catch {
      // What was known before still holds, and the next look asks again. Who knows nothing yet is told.
      if (page.signIn || hasFailed) return;
      hasFailed = true;
      page.notice = t("No connection to the server. This page tries again by itself.");
    } finally {
      if (!page.signIn) setTimeout(ask, AGAIN_MS);
    }
  };
  addEventListener("focus", ask);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
  return ask;
}
