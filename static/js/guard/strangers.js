// Whether something that is not ours changes this page: an extension that translates, corrects, listens or takes notes.
// Said to its owner alone, as advice. Must not know the room; names no extension, and tells nobody.

/** Elements that pages here put into html and body themselves; whatever else stands there was brought. */
const OWN = "head, body, noscript, main, script[integrity], .watermark";
const BROUGHT = "[src^='chrome-extension:'], [src^='moz-extension:'], [src^='safari-web-extension:'], [href^='chrome-extension:'], [href^='moz-extension:']";

/** @param {Element} page the page's own element */
function areThere(page) {
  const { documentElement: root, body, head } = document;
  const isOurs = (/** @type {Element} */ child) => child === page || child.matches(OWN);
  return ![...root.children, ...body.children].every(isOurs) || head.querySelector(BROUGHT) !== null;
}

/** @param {Element} page @param {() => void} found called at most once */
export function watchForStrangers(page, found) {
  const watch = new MutationObserver(() => look());
  const look = () => {
    if (!areThere(page)) return;
    watch.disconnect();
    found();
  };
  for (const target of [document.documentElement, document.head, document.body]) watch.observe(target, { childList: true });
  look();
}
