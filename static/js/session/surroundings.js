// What a session needs of whatever it runs in: handed in, so that it knows no page.

/**
 * @typedef {{now: () => number, setTimeout: (work: () => void, ms: number) => unknown, clearTimeout: (timer: any) => void}} Clock
 *
 * @typedef {object} Surroundings
 * @property {import("../transport/connection.js").Connect} connect
 * @property {import("../transport/requests.js").Requests} requests
 * @property {import("./keepsake.js").Store} storage
 * @property {string} origin
 * @property {Clock} [clock]
 */

/** @type {Clock} */
export const BROWSER_CLOCK = {
  now: () => Date.now(),
  setTimeout: (work, ms) => setTimeout(work, ms),
  clearTimeout: (timer) => clearTimeout(timer),
};
