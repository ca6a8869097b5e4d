// /host: the mediator's own link, then the room in place.
import { isRehearsal } from "../entries/rehearsal.js";
import { openAsHost, resumeAsHost } from "../session/host_factory.js";
import { formatHostLink, personalLinks, readHostLink, revisedHostLink } from "../session/links.js";
import "../views/host_page.js";
import { put } from "../views/later.js";
import "../views/room_phase.js";
import { reloadWhenBack } from "./coming_back.js";
import { connectedSurroundings } from "./connected.js";
import { speakOn } from "./page_language.js";
import "./room_inside.js";
import { watchSignIn } from "./sign_in_watch.js";
import { stage } from "./stage.js";

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

put("room_inside.js", {}); // a mediator's page is a room's from the start
reloadWhenBack();
addEventListener("hashchange", () => location.reload());
await speakOn(page);

const session = location.hash ? null : resumeAsHost(connectedSurroundings());
if (session) stage(page, session, "/host");
else {
  showLink();
  await watchSignIn(page)();
}

page.addEventListener("open-room", () => stage(page, openAsHost(location.hash, connectedSurroundings()), "/host"));
page.addEventListener("replace-link", (event) => {
  const revised = revisedHostLink(readHostLink(location.hash), { replace: /** @type {CustomEvent<number>} */ (event).detail });
  history.replaceState(null, "", new URL(formatHostLink(revised, location.origin)).hash);
  show(revised);
});
