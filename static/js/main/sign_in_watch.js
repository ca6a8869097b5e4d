// Keeps a page's knowledge of the sign-in fresh: asked at first, and whenever the person comes back to the tab.
import { requests } from "./surroundings.js";

/** @typedef {import("../views/prepare_page.js").SignIn} SignIn */

/** @param {HTMLElement & {signIn: SignIn | null}} page @returns {() => Promise<void>} asks now */
export function watchSignIn(page) {
  const ask = async () => {
    try {
      page.signIn = await requests.session();
    } catch {
      // not connected: what was known before still holds, and the next look asks again
    }
  };
  addEventListener("focus", ask);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
  return ask;
}
