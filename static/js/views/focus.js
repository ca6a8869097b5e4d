// The focus follows the person: when what they have just used goes away, it goes to what stood nearest around it.
// Otherwise it would fall to the top of the page, silently. Must not know what anything means.

/** No field: on a phone its keyboard would come up, unasked. */
const TAKES_FOCUS = "h1, h2, h3, a[href], button:not(:disabled), summary";

/** @param {Element} view @returns {Element[]} the focused element within, and all around it, the innermost first */
export function whereFocusIs(view) {
  const found = [];
  for (let one = view.contains(document.activeElement) ? document.activeElement : null; one; one = one.parentElement) found.push(one);
  return found;
}

/** @param {Element[]} held as it was before what may have taken it away */
export function keepFocus(held) {
  if (!held.length || held[0].isConnected) return;
  for (const around of held.filter((one) => one.isConnected)) {
    const next = [.../** @type {NodeListOf<HTMLElement>} */ (around.querySelectorAll(TAKES_FOCUS))].find((one) => one.checkVisibility());
    if (!next) continue;
    if (next.matches("h1, h2, h3")) next.tabIndex = -1;
    return next.focus();
  }
}

/** Folds away the details around what has just been used, and does not leave the person in there. @param {EventTarget | null} used */
export function foldAway(used) {
  const details = /** @type {Element} */ (used).closest("details");
  details?.removeAttribute("open");
  details?.querySelector("summary")?.focus();
}
