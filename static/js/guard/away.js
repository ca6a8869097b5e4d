// A page that nobody looks at shows nothing: not in a row of windows, not to a passer-by. It is back at once on return.
// Losing the focus alone does nothing, unless the mediators have switched the stricter veil on for everyone.
// Must not know what it hides. Tells nobody.

export class AwayVeil {
  isStrict = false;
  #words;

  /** @param {() => string} words what stands there meanwhile, in the reader's language */
  constructor(words) {
    this.#words = words;
    for (const kind of ["visibilitychange", "blur", "focus", "pageshow"]) addEventListener(kind, () => this.look(), true);
  }

  get isAway() {
    return document.visibilityState === "hidden" || (this.isStrict && !document.hasFocus());
  }

  /** Nothing loses its focus or its place: the style sheet makes it unseen, and that is all. */
  look() {
    const page = document.documentElement;
    if (this.isAway) page.dataset.away = this.#words();
    else delete page.dataset.away;
  }
}
