// Who is typing in a channel just now, or which cards are being edited, and when to say so oneself. Never kept.

const SHOWN_MS = 5_000;
const AGAIN_MS = 3_000;

export class Typing {
  #clock;
  #changed;
  /** @type {Map<string, unknown>} */
  #timers = new Map();
  #saidAt = -Infinity;

  /** @param {import("./surroundings.js").Clock} clock @param {() => void} changed */
  constructor(clock, changed) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** @returns {string[]} seats */
  get seats() {
    return [...this.#timers.keys()];
  }

  /** @param {string} seat */
  heard(seat) {
    this.#clock.clearTimeout(this.#timers.get(seat));
    this.#timers.set(seat, this.#clock.setTimeout(() => this.stopped(seat), SHOWN_MS));
    this.#changed();
  }

  /** @param {string} seat */
  stopped(seat) {
    this.#clock.clearTimeout(this.#timers.get(seat));
    if (this.#timers.delete(seat)) this.#changed();
  }

  /** @returns {boolean} whether it is time to say again that one is typing */
  isDue() {
    const now = this.#clock.now();
    if (now - this.#saidAt < AGAIN_MS) return false;
    this.#saidAt = now;
    return true;
  }
}
