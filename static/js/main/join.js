// /join: from a personal link to the room.
import { isRehearsal } from "../entries/rehearsal.js";
import { watchForStrangers } from "../guard/strangers.js";
import { isHostAlready, joinAsMember, resumeAsMember } from "../session/member_factory.js";
import "../views/join_page.js";
import { language } from "../words/language.js";
import { speakOn } from "./page_language.js";
import { reloadWhenBack, stage } from "./stage.js";
import { surroundings } from "./surroundings.js";

const page = /** @type {import("../views/join_page.js").JoinPage} */ (document.querySelector("join-page"));
const fragment = location.hash;

/** A link that can be read; a co-mediator who is in already goes on where mediators do. @returns {boolean} */
function linkIsReadable() {
  try {
    if (isHostAlready(fragment, surroundings())) location.replace("/host");
    return true;
  } catch {
    return false;
  }
}

reloadWhenBack();
watchForStrangers(page, () => (page.hasStrangers = true));
addEventListener("hashchange", () => location.reload()); // another link, pasted into the same tab
page.isRehearsal = isRehearsal(fragment);
await speakOn(page);

const session = fragment ? null : resumeAsMember(surroundings());
if (session) stage(page, session, "/join");
else page.linkIsWrong = !linkIsReadable();

page.addEventListener("ask-in", (event) => {
  const { name } = /** @type {CustomEvent<{name: string}>} */ (event).detail;
  stage(page, joinAsMember(fragment, { name, language: language() }, surroundings()), "/join");
});
