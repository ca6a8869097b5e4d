// /prepare: from a declaration and a list of seats to links. The server gives a room id and a ticket, and keeps nothing.
import { formatHostLink, personalLinks, readHostLink, revisedHostLink } from "../session/links.js";
import { prepareRoom } from "../session/preparation.js";
import "../views/prepare_page.js";
import { speakOn } from "./page_language.js";
import { watchSignIn } from "./sign_in_watch.js";
import { reloadWhenBack } from "./coming_back.js";
import { requests } from "./surroundings.js";
import { troubleWords } from "./trouble_words.js";

/** @typedef {import("../views/prepare_page.js").Preparation} Preparation */

const page = /** @type {import("../views/prepare_page.js").PreparePage} */ (document.querySelector("prepare-page"));

const REHEARSAL_MS = 3_600_000;

reloadWhenBack();
await speakOn(page);
const askSignIn = watchSignIn(page);
await askSignIn();

/** @param {Preparation} preparation @returns {Promise<import("../views/prepare_page.js").Prepared | null>} null: the page says why */
async function prepare({ mediation, endsAt, shuttle, seats, declaration }) {
  page.busy = true;
  page.notice = "";
  try {
    const body = { mediation, declared: mediation !== "rehearsal", ends_at: endsAt };
    const { room, ticket } = await requests.prepare(body, page.signIn?.csrf_token ?? "");
    return prepareRoom({ room, ticket, endsAt, shuttle, seats, declaration, origin: location.origin });
  } catch (error) {
    await askSignIn(); // a sign-in that has ended is said by the page itself
    if (page.signIn?.signed_in) page.notice = troubleWords(error);
    return null;
  } finally {
    page.busy = false;
  }
}

/** With the seats of the room that was prepared. */
async function rehearse() {
  if (!page.prepared) return;
  const { shuttle, seats } = readHostLink(new URL(page.prepared.hostLink).hash);
  page.rehearsal = await prepare({ mediation: "rehearsal", endsAt: Date.now() + REHEARSAL_MS, shuttle, seats, declaration: null });
}

page.addEventListener("prepare-room", async (event) => {
  page.prepared = await prepare(/** @type {CustomEvent<Preparation>} */ (event).detail);
});
page.addEventListener("prepare-rehearsal", rehearse);
page.addEventListener("open-room", () => page.prepared && location.assign(page.prepared.hostLink));
page.addEventListener("replace-link", (event) => {
  if (!page.prepared) return;
  const before = readHostLink(new URL(page.prepared.hostLink).hash);
  const revised = revisedHostLink(before, { replace: /** @type {CustomEvent<number>} */ (event).detail });
  page.prepared = { hostLink: formatHostLink(revised, location.origin), links: personalLinks(revised, location.origin) };
});
