// The protocol's refusals (docs/protocol.md, "Events") in plain words. Carries no content, name or id.
import { t } from "../words/text.js";

/** @param {unknown} error a RoomError, or anything else @returns {string} what happened and what to do */
export function troubleWords(error) {
  switch (/** @type {{reason?: string}} */ (error)?.reason) {
    case "too_large":
      return t("That is too long to send. Please send it in parts.");
    case "too_fast":
      return t("That was too fast. Please wait a moment and try again.");
    case "held":
      return t("This conversation is on hold.");
    case "no_host":
      return t("No mediator is connected at the moment.");
    case "channel_full":
      return t("This conversation is full. The mediator can make a new private meeting.");
    case "too_many":
      return t("There are already as many as there can be.");
    case "not_open":
      return t("This room is not open now.");
    case "not_connected":
    case "restoring":
      return t("No connection. Please try again when it is back.");
    case "not_allowed":
      return t("That is not possible now.");
    default:
      return t("That did not work. Please try again.");
  }
}
