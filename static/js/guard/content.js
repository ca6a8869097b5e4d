// What others wrote can be read, and not selected, copied, dragged or saved by the usual means. One's own fields are left
// alone altogether, and the clipboard is never touched. Must not know what is written. See docs/threat-model.md: it deters.

/** The style sheet does the same for selecting; this is for browsers and ways that pass it by. */
const REFUSED = ["selectstart", "copy", "cut", "dragstart", "contextmenu"];

/** @param {EventTarget | null} target @returns {boolean} whether it is a field, in which people may do as they like */
const isField = (target) => target instanceof Element && target.closest("input, textarea") !== null;

export function guardContent() {
  for (const kind of REFUSED) addEventListener(kind, (event) => isField(event.target) || event.preventDefault(), true);
}
