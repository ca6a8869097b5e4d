// Whether this browser can carry a session: looked at before anyone types a name.
// Must not know the room.
import { html } from "lit";
import { t } from "../words/text.js";

/** @returns {string[]} what is missing, in plain words; empty when all is well */
export function browserTroubles() {
  const troubles = [];
  if (!globalThis.crypto?.getRandomValues || !globalThis.isSecureContext) {
    troubles.push(t("This address is not a secure one, so nothing can be encrypted. Open the link exactly as it was sent to you."));
  }
  if (!("WebSocket" in globalThis)) troubles.push(t("This browser cannot hold a live connection. Please use a newer one."));
  if (!navigator.cookieEnabled) troubles.push(t("Cookies are blocked for this address. Please allow them for this session; they are gone afterwards."));
  try {
    sessionStorage.setItem("mediation.check", "1");
    sessionStorage.removeItem("mediation.check");
  } catch {
    troubles.push(t("This browser lets the page store nothing, so a reload would lose your place."));
  }
  return troubles;
}

/** @param {string[]} troubles */
export const browserCheck = (troubles) =>
  troubles.length
    ? html`<div class="notice" role="alert">${troubles.map((trouble) => html`<p>${trouble}</p>`)}</div>`
    : html`<p class="check-passed soft"><svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d="M2.5 8.5 6.2 12 13.5 4"/></svg> ${t("Your browser is ready. Everything is encrypted on this device before it is sent.")}</p>`;
