// "Hide now", or Escape twice: nothing of the room is on the screen, until the person wants it back.
// Must not know what it hides. Tells nobody.
import { t } from "../words/text.js";

const TWICE_MS = 600;

export class Veil {
  #page;
  /** @type {Element | null} */
  #focused = null;

  /** @param {HTMLElement} page what is hidden */
  constructor(page) {
    this.#page = page;
    let pressedAt = -Infinity;
    addEventListener("keydown", ({ key, repeat, isComposing, timeStamp }) => {
      if (repeat || isComposing) return;
      if (key === "Escape" && timeStamp - pressedAt < TWICE_MS) this.draw();
      pressedAt = key === "Escape" ? timeStamp : -Infinity;
    }, true);
  }

  draw() {
    if (this.#page.hidden) return;
    globalThis.speechSynthesis?.cancel(); // what is being read aloud is hidden too
    this.#focused = document.activeElement;
    for (const dialog of this.#page.querySelectorAll("dialog")) dialog.close();
    this.#page.hidden = true;
    const cover = document.createElement("main");
    cover.className = "veil";
    const show = document.createElement("button");
    show.type = "button";
    show.className = "button";
    show.textContent = t("Show again");
    show.addEventListener("click", () => this.#lift(cover));
    cover.append(show);
    document.body.append(cover);
    show.focus();
  }

  /** @param {HTMLElement} cover */
  #lift(cover) {
    cover.remove();
    this.#page.hidden = false;
    if (this.#focused instanceof HTMLElement) this.#focused.focus();
  }
}
