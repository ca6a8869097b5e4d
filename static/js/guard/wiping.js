// Takes everything off the page. Must not know what was on it.

/** Afterwards the document holds no text that anyone wrote, and no undo history of a field does either. */
export function wipePage() {
  globalThis.speechSynthesis?.cancel();
  for (const field of document.querySelectorAll("textarea, input")) {
    /** @type {HTMLInputElement} */ (field).value = "";
  }
  document.body.replaceChildren();
  getSelection()?.removeAllRanges();
}
