// One soft sound: something waits, and the person looks elsewhere. Off until wanted. Made in the page; nothing is loaded.
// Must not know what waits.
import { comfort } from "./comfort.js";

const LOUDNESS = 0.08;
const SECONDS = 0.5;
const QUIET_MS = 5000;

/** @type {AudioContext | undefined} */
let context;
let rungAt = -Infinity;

/** Two low notes that fade. */
export function ring() {
  context ??= new AudioContext();
  for (const [at, pitch] of [[0, 440], [0.12, 554]]) {
    const start = context.currentTime + at;
    const tone = new OscillatorNode(context, { frequency: pitch });
    const gain = new GainNode(context, { gain: LOUDNESS });
    gain.gain.exponentialRampToValueAtTime(0.0001, start + SECONDS);
    tone.connect(gain).connect(context.destination);
    tone.start(start);
    tone.stop(start + SECONDS);
  }
}

/** Rings when more waits than before, and seldom. */
export class Chime {
  #before = Infinity;

  /** @param {number} waiting how much there is that has not been looked at */
  follow(waiting) {
    const isMore = waiting > this.#before;
    this.#before = waiting;
    if (!isMore || !comfort().sounds || performance.now() - rungAt < QUIET_MS) return;
    rungAt = performance.now();
    ring();
  }
}
