// The HTTP half of the protocol: docs/protocol.md, "HTTP". Same origin, JSON, no secrets beyond the proof.

import { RoomError } from "./room_error.js";

export class Requests {
  #origin;
  #fetch;

  /**
   * @param {string} origin
   * @param {typeof fetch} [fetcher]
   */
  constructor(origin, fetcher = (...given) => fetch(...given)) {
    this.#origin = origin;
    this.#fetch = fetcher;
  }

  /** @returns {Promise<{signed_in: boolean, name?: string, csrf_token?: string, mediations?: {reference: string, started_on: string, ended_on: string, has_ended: boolean}[]}>} */
  session() {
    return this.#send("GET", "/session");
  }

  /**
   * @param {{mediation: string, declared: boolean, ends_at: number}} body
   * @param {string} csrfToken
   * @returns {Promise<{room: string, ticket: string}>}
   */
  prepare(body, csrfToken) {
    return this.#send("POST", "/rooms/prepare", body, csrfToken);
  }

  /**
   * @param {object} body
   * @param {string} csrfToken
   * @returns {Promise<{already_open?: boolean}>}
   */
  open(body, csrfToken) {
    return this.#send("POST", "/rooms/open", body, csrfToken);
  }

  /** @param {string} ticket @param {string} csrfToken */
  abandon(ticket, csrfToken) {
    return this.#send("POST", "/rooms/abandon", { ticket }, csrfToken);
  }

  /** @param {{room: string, seat: string, proof: string}} body */
  join(body) {
    return this.#send("POST", "/join", body);
  }

  /** @param {string} seat */
  leave(seat) {
    return this.#send("POST", "/leave", { seat });
  }

  /**
   * @param {string} method @param {string} path @param {object} [body] @param {string} [csrfToken]
   * @returns {Promise<any>} rejects with RoomError
   */
  async #send(method, path, body, csrfToken) {
    /** @type {Record<string, string>} */
    const headers = {};
    if (body) headers["Content-Type"] = "application/json";
    if (csrfToken) headers["X-CSRFToken"] = csrfToken;
    let response;
    let answered;
    try {
      response = await this.#fetch(this.#origin + path, {
        method,
        headers,
        body: body && JSON.stringify(body),
        credentials: "same-origin",
        cache: "no-store",
      });
      answered = await response.json();
    } catch {
      // 502 to 504: the proxy's own, while no server behind it answers.
      if (response && !response.ok && (response.status < 502 || response.status > 504)) throw new RoomError("not_allowed");
      throw new RoomError("not_connected");
    }
    if (!response.ok) throw new RoomError(String(answered?.error ?? "not_allowed"));
    return answered;
  }
}
