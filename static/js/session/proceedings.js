// What the server says to hosts of this room's mediation: what it is, whether it has begun, under which reference, and
// whether its dates can be written. Must not know who takes part.

export class Proceedings {
  #room;
  /** datesAreBehind: the registry cannot be written at the moment. mayHaveOutcome: the office has switched it on. */
  #told = { began: false, reference: /** @type {string | null} */ (null), mediation: "", mayHaveOutcome: false, datesAreBehind: false };

  /** @param {import("./room.js").Room} room */
  constructor(room) {
    this.#room = room;
  }

  /** @param {any} entered */
  entered({ began, reference, mediation, outcome }) {
    this.#tell({ began: began === true, reference: reference ?? null, mediation: String(mediation ?? ""), mayHaveOutcome: outcome === true });
  }

  /** @param {Partial<Proceedings["view"]>} change */
  #tell(change) {
    this.#told = { ...this.#told, ...change };
  }

  /** @param {{written: boolean}} dates */
  hearDates({ written }) {
    this.#tell({ datesAreBehind: written === false });
  }

  /** @param {string | null} reference null for a rehearsal */
  hasBegun(reference) {
    this.#tell({ began: true, reference });
  }

  /** @returns {Promise<string | null>} the reference */
  async begin() {
    const { reference } = await this.#room.request("begin");
    this.hasBegun(reference ?? null);
    return reference ?? null;
  }

  get view() {
    return this.#told;
  }
}
