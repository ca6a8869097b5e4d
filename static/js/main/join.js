// /join: from a personal link to the room. What is read first comes first: the session comes beside it, as a part.
import { isRehearsal } from "../entries/rehearsal.js";
import { watchForStrangers } from "../guard/strangers.js";
import { isHostAlready, showLinkEarly, wasMember } from "../session/at_the_door.js";
import "../views/join_page.js";
import { loadLater } from "../views/later.js";
import { language } from "../words/language.js";
import { t } from "../words/text.js";
import { reloadWhenBack } from "./coming_back.js";
import { speakOn } from "./page_language.js";
import { surroundings } from "./surroundings.js";

const CALM_MS = 2_000;

const page = /** @type {import("../views/join_page.js").JoinPage} */ (document.querySelector("join-page"));
const fragment = location.hash;

const pause = () => new Promise((wake) => setTimeout(wake, CALM_MS));

/** @returns {Promise<typeof import("./room_session.js")>} */
const sessionPart = () => loadLater("room_session.js");

/** @returns {Promise<typeof import("./room_inside.js").inside>} whatever the network does meanwhile */
const insidePart = () => loadLater("room_inside.js").then(({ inside }) => inside, () => pause().then(insidePart));

/** A link that can be read; a co-mediator who is in already goes on where mediators do. @returns {boolean} */
function linkIsReadable() {
  try {
    if (isHostAlready(fragment, surroundings())) location.replace("/host");
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name asks at once, whatever of the page is still on its way */
async function askIn(name) {
  page.isAsking = true;
  const shown = showLinkEarly(fragment, surroundings());
  try {
    const { connectedSurroundings, joinAsMember, stage } = await sessionPart();
    stage(page, joinAsMember(fragment, { name, language: language() }, connectedSurroundings(), insideInTime, shown), "/join");
  } catch {
    page.notice = t("That did not work. Please try again.");
  }
  page.isAsking = false;
}

async function resume() {
  try {
    const { connectedSurroundings, resumeAsMember, stage } = await sessionPart();
    const session = resumeAsMember(connectedSurroundings(), insidePart());
    if (session) stage(page, session, "/join");
  } catch {
    void pause().then(resume); // a reload in the middle of a session: it must come back by itself
  }
}

reloadWhenBack();
watchForStrangers(page, () => (page.hasStrangers = true));
addEventListener("hashchange", () => location.reload()); // another link, pasted into the same tab
page.isRehearsal = isRehearsal(fragment);
// While one reads; whoever has asked already gets to the waiting room first.
const inTime = sessionPart().then(() => (page.isAsking ? pause() : undefined), pause);
inTime.then(() => delete document.documentElement.dataset.fonts); // half as much again, and everybody can read without them
const insideInTime = inTime.then(insidePart);
page.addEventListener("ask-in", (event) => void askIn(/** @type {CustomEvent<{name: string}>} */ (event).detail.name));

// Not awaited here: a part takes names from this module, and would wait for it to come to its end.
void speakOn(page).then(() => {
  if (!fragment && wasMember(surroundings())) void resume();
  else page.linkIsWrong = !linkIsReadable();
});
