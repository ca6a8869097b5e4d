// /join: from a personal link to the room.
import { joinAsMember, resume } from "../session/factory.js";
import { readPersonalLink } from "../session/links.js";
import "../views/join_page.js";
import { language } from "../words/language.js";
import { speakOn } from "./page_language.js";
import { reloadWhenBack, stage } from "./stage.js";
import { surroundings } from "./surroundings.js";

const page = /** @type {import("../views/join_page.js").JoinPage} */ (document.querySelector("join-page"));
const fragment = location.hash;

/** @returns {boolean} */
function linkIsReadable() {
  try {
    return Boolean(readPersonalLink(fragment));
  } catch {
    return false;
  }
}

reloadWhenBack();
addEventListener("hashchange", () => location.reload()); // another link, pasted into the same tab
await speakOn(page);

const session = fragment ? null : resume(surroundings());
if (session) stage(page, session, "/join");
else page.linkIsWrong = !linkIsReadable();

page.addEventListener("ask-in", (event) => {
  const { name } = /** @type {CustomEvent<{name: string}>} */ (event).detail;
  stage(page, joinAsMember(fragment, { name, language: language() }, surroundings()), "/join");
});
