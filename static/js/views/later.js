// A part of a page that is loaded when it is wanted. The page, which pins it by hash, names it in a meta element.
// Must not know what a part is for.
import { html } from "lit";
import { t } from "../words/text.js";

/** Comes with the first part, where the page names it. */
const STYLE = "room_parts.css";
/** What stands on this part itself is dressed as the page is. */
const SESSION = "room_session.js";

/** @type {Map<string, Promise<any>>} */
const underWay = new Map();
/** @type {Map<string, any>} */
const here = new Map();
/** @type {Map<string, number>} */
const triesOf = new Map();
/** @type {Set<string>} */
const failed = new Set();

/** @param {string} name such as verify_pdf.js @returns {Promise<any>} its module; rejects when what came is not what was pinned */
export function loadLater(name) {
  const loading = underWay.get(name) ?? load(name);
  underWay.set(name, loading);
  loading.catch(() => underWay.delete(name)); // it may be asked for again
  return loading;
}

/** @param {string} name @returns {[url: string, integrity: string, before?: string] | null} as the page pins it; `before`: a part that it stands on */
function pinned(name) {
  const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector(`meta[name="later ${name}"]`));
  return meta && /** @type {[string, string]} */ (meta.content.split(" "));
}

/** What a part that stands on another one takes from it (static/parts.mjs). @param {string} name */
export const partHere = (name) => here.get(name);

/** @param {string} name */
async function load(name) {
  const [address, integrity, before] = pinned(name) ?? ["", ""];
  const tries = triesOf.get(name) ?? 0;
  triesOf.set(name, tries + 1);
  // A browser remembers for as long as the page lives that an address gave no module.
  const url = tries ? `${address}?${tries}` : address;
  // Asked for already, with its hash, by main/first_words.js.
  if (!tries && canPreload() && document.head.querySelector(`link[href="${url}"]`)) return arrived(name, url);
  const style = [name, before].includes(SESSION) ? null : pinned(STYLE);
  // import() takes no hash, and the header Integrity-Policy refuses a script without one. What was preloaded with it, it takes.
  await Promise.all([before && loadLater(before), preloaded(url, integrity), style && linked({ rel: "stylesheet", href: style[0], integrity: style[1] })]);
  return arrived(name, url);
}

/** @param {string} name @param {string} url */
async function arrived(name, url) {
  const part = await import(url);
  await part.hasLearnt;
  here.set(name, part);
  return part;
}

const canPreload = () => document.createElement("link").relList.supports("modulepreload");

/** @param {string} url @param {string} integrity */
async function preloaded(url, integrity) {
  if (canPreload()) await linked({ rel: "modulepreload", integrity, href: url });
  else await fetch(url, { integrity }); // then import() finds it in the cache
}

/** @type {Map<string, Promise<unknown>>} */
const links = new Map();

/** @param {{rel: string, integrity: string, href: string}} fields @returns {Promise<unknown>} once it is there; rejects when it is not what was pinned */
function linked(fields) {
  const { href } = fields;
  const link = Object.assign(document.createElement("link"), fields);
  const loading = links.get(href) ?? new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => {
      link.remove();
      links.delete(href);
      reject(new TypeError("this is not the file that was pinned"));
    });
    document.head.append(link);
  });
  links.set(href, loading);
  return loading;
}

/** For a page that is made otherwise and has it already. @param {string} name @param {object} part */
export const put = (name, part) => here.set(name, part);

/**
 * What a part draws, once it is here; until then, what is going on.
 * @param {import("./room_element.js").RoomElement} view @param {string} name @param {(part: any) => unknown} draw
 */
export function whenHere(view, name, draw) {
  if (here.has(name)) return draw(here.get(name));
  const look = () => view.requestUpdate();
  if (failed.has(name)) {
    const again = () => {
      failed.delete(name);
      look();
    };
    return html`<p class="notice" role="alert">${t("This part of the page did not load. What you have written is safe.")}
      <button type="button" class="button small" @click=${again}>${t("Try again")}</button></p>`;
  }
  loadLater(name).then(look, () => {
    failed.add(name);
    look();
  });
  return html`<p class="soft" role="status">${t("One moment…")}</p>`;
}

/** Every part that the page names, so that what is opened for the first time without a network is there. */
export async function loadTheRest() {
  const names = [...document.querySelectorAll('meta[name^="later "][name$=".js"]')].map((meta) => /** @type {HTMLMetaElement} */ (meta).name.slice("later ".length));
  await Promise.allSettled(names.map(loadLater));
}
