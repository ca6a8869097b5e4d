// /host: the mediator's own link, then the room in place.
import { isRehearsal } from "../entries/rehearsal.js";
import { openAsHost, resumeAsHost } from "../session/host_factory.js";
import { formatHostLink, personalLinks, readHostLink, revisedHostLink } from "../session/links.js";
import "../views/host_page.js";
import { speakOn } from "./page_language.js";
import { watchSignIn } from "./sign_in_watch.js";
import { reloadWhenBack, stage } from "./stage.js";
import { surroundings } from "./surroundings.js";

const page = /** @type {import("../views/host_page.js").HostPage} */ (document.querySelector("host-page"));

/** @param {ReturnType<typeof readHostLink>} link */
function show(link) {
  page.endsAt = link.endsAt;
  page.isRehearsal = isRehearsal(link.room);
  page.prepared = { hostLink: formatHostLink(link, location.origin), links: personalLinks(link, location.origin) };
}

/** What the link holds, on the page; a link that cannot be read is said to be so. */
function showLink() {
  try {
    show(readHostLink(location.hash));
  } catch {
    page.linkIsWrong = true;
  }
}

reloadWhenBack();
addEventListener("hashchange", () => location.reload());
await speakOn(page);

const session = location.hash ? null : resumeAsHost(surroundings());
if (session) stage(page, session, "/host");
else {
  showLink();
  await watchSignIn(page)();
}

page.addEventListener("open-room", () => stage(page, openAsHost(location.hash, surroundings()), "/host"));
page.addEventListener("replace-link", (event) => {
  const revised = revisedHostLink(readHostLink(location.hash), { replace: /** @type {CustomEvent<number>} */ (event).detail });
  history.replaceState(null, "", new URL(formatHostLink(revised, location.origin)).hash);
  show(revised);
});
