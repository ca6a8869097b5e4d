// Comes before the page's own script, and asks for what is wanted next: the words that the page will say, and the part
// with the session. By then the page's script is almost here, so that they do not share the line with it.
// Must not do anything else.
import { fetchAhead } from "../words/language.js";

fetchAhead();
const named = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="later room_session.js"]'));
const [href, integrity] = named?.content.split(" ") ?? [];
if (href) document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", integrity, href }));
