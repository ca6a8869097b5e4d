// What a session needs from the browser, handed in from here so that session/ knows no page.
import { Requests } from "../transport/requests.js";

const LONGEST_FAREWELL_MS = 2000;
/** @type {Set<Promise<unknown>>} */
const underWay = new Set();

/**
 * A request outlives its page: the one that expires a seat's cookie is sent as the page goes.
 * @type {typeof fetch}
 */
const lastingFetch = (input, options) => {
  const answer = fetch(input, { ...options, keepalive: true });
  underWay.add(answer);
  const done = () => underWay.delete(answer);
  answer.then(done, done);
  return answer;
};

export const requests = new Requests(location.origin, lastingFetch);

/** Settled when every request under way has its answer, or soon in any case. */
export const requestsAreAnswered = () =>
  Promise.race([Promise.allSettled(underWay), new Promise((wake) => setTimeout(wake, LONGEST_FAREWELL_MS))]);

/** All but the connection, which comes with the session. */
export const surroundings = () => ({ requests, storage: sessionStorage, origin: location.origin });
