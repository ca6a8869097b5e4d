// Dragging a card with a mouse, a pen or a finger. A finger has to rest on the card first, so that scrolling stays scrolling.
// Draws nothing but a mark where the card would go; must not know what a card holds.

/**
 * @typedef {import("./card_moving.js").Slot} Slot
 * @typedef {{start: (card: string) => boolean, drop: (card: string, slot: Slot) => void}} DragEnds  start: whether it may be moved
 */

const REST_MS = 350;
const STRAY_PX = 6;
const EDGE_PX = 56;

export class CardDrag {
  /** @type {string | null} */
  #card = null;
  /** @type {Slot | null} */
  #slot = null;
  #isDragging = false;
  #x = 0;
  #y = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;

  /** @param {HTMLElement} board @param {DragEnds} ends */
  constructor(board, ends) {
    this.board = board;
    this.ends = ends;
    board.addEventListener("pointerdown", (event) => this.#press(event));
    // Touch scrolls unless its first move is refused; pointer events cannot refuse it once the finger is down.
    board.addEventListener("touchmove", (event) => this.#isDragging && event.preventDefault(), { passive: false });
    board.addEventListener("contextmenu", (event) => this.#card && event.preventDefault());
  }

  /** @param {PointerEvent} event */
  #press(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const card = /** @type {HTMLElement | null} */ (target.closest("[data-card]"))?.dataset.card;
    const isOther = target.closest("button, select, input")?.matches(":not(.grip, .bcard-open)");
    if (!card || isOther || event.button !== 0 || !this.ends.start(card)) return;
    this.#card = card;
    this.#x = event.clientX;
    this.#y = event.clientY;
    if (event.pointerType === "touch") this.#rest = setTimeout(() => this.#begin(), target.closest(".grip") ? 0 : REST_MS);
    addEventListener("pointermove", this.#move);
    addEventListener("pointerup", this.#up);
    addEventListener("pointercancel", this.#cancel);
    addEventListener("keydown", this.#escape, true);
  }

  #begin() {
    this.#isDragging = true;
    this.#element(this.#card)?.classList.add("lifted");
    this.board.classList.add("dragging");
    requestAnimationFrame(this.#scroll);
  }

  /** @param {PointerEvent} event */
  #move = (event) => {
    const strayed = Math.hypot(event.clientX - this.#x, event.clientY - this.#y) > STRAY_PX;
    if (!this.#isDragging && strayed) {
      if (event.pointerType === "touch") return this.#cancel();
      this.#begin();
    }
    if (!this.#isDragging) return;
    this.#x = event.clientX;
    this.#y = event.clientY;
    this.#aim();
  };

  #aim() {
    const under = document.elementFromPoint(this.#x, this.#y);
    const list = /** @type {HTMLElement | null} */ (under?.closest(".column")?.querySelector(".cards") ?? null);
    this.#slot = list && this.board.contains(list) ? this.#slotIn(list) : null;
    this.showSlot(this.#slot);
  }

  /** @param {HTMLElement} list @returns {Slot} */
  #slotIn(list) {
    const cards = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[data-card]")]).filter((one) => one.dataset.card !== this.#card);
    const next = cards.find((one) => {
      const { top, height } = one.getBoundingClientRect();
      return this.#y < top + height / 2;
    });
    return { column: list.dataset.column || null, before: next?.dataset.card ?? null };
  }

  /** Marks a place, or none. @param {Slot | null} slot */
  showSlot(slot) {
    for (const marked of this.board.querySelectorAll(".drop-here")) marked.classList.remove("drop-here");
    if (!slot) return;
    const end = [...this.board.querySelectorAll(".cards")].find((list) => /** @type {HTMLElement} */ (list).dataset.column === (slot.column ?? ""));
    (slot.before ? this.#element(slot.before) : end)?.classList.add("drop-here");
  }

  /** @param {string | null} card */
  #element(card) {
    return card ? this.board.querySelector(`[data-card="${CSS.escape(card)}"]`) : null;
  }

  #scroll = () => {
    if (!this.#isDragging) return;
    const scroller = this.board.closest(".beside");
    const { top, bottom } = scroller?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    if (this.#y < top + EDGE_PX) scroller?.scrollBy(0, -8);
    else if (this.#y > bottom - EDGE_PX) scroller?.scrollBy(0, 8);
    requestAnimationFrame(this.#scroll);
  };

  #up = () => {
    const [card, slot, wasDragging] = [this.#card, this.#slot, this.#isDragging];
    this.#cancel();
    if (!wasDragging) return;
    // The click that ends a drag would open the card.
    const swallow = (/** @type {Event} */ event) => event.stopPropagation();
    addEventListener("click", swallow, true);
    setTimeout(() => removeEventListener("click", swallow, true));
    if (card && slot) this.ends.drop(card, slot);
  };

  /** @param {KeyboardEvent} event */
  #escape = (event) => event.key === "Escape" && this.#isDragging && this.#cancel();

  #cancel = () => {
    clearTimeout(this.#rest);
    this.#element(this.#card)?.classList.remove("lifted");
    this.board.classList.remove("dragging");
    this.showSlot(null);
    this.#card = this.#slot = null;
    this.#isDragging = false;
    removeEventListener("pointermove", this.#move);
    removeEventListener("pointerup", this.#up);
    removeEventListener("pointercancel", this.#cancel);
    removeEventListener("keydown", this.#escape, true);
  };
}
