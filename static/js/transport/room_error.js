// What the server refused, or could not be asked, by the name that docs/protocol.md gives it.

/** `reason` is one of the protocol's errors, or "not_connected": the outcome is not known. */
export class RoomError extends Error {
  name = "RoomError";

  /** @param {string} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}
