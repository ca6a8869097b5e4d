// Whether this browser can carry a session, and what the person does before coming in: looked at before anyone types a name.
// Must not know the room.
import { html, nothing } from "lit";
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

/** @returns {string} for whoever has something that changes this page, and for nobody else */
export const strangersAdvice = () =>
  t("Something in your browser changes this page, perhaps a writing assistant or a translator. Only you are told. Please switch it off for this session, or use a private window. If you need it to read or write, keep it.");

/** What no page can see or do by itself. @param {boolean} hasStrangers something changes this page: said here, and to nobody else */
export const beforeComingIn = (hasStrangers) => html`
  <section aria-labelledby="before-heading">
    <h2 id="before-heading">${t("Before you come in")}</h2>
    <ul class="rules">
      <li><b>${t("A private window, if you can.")}</b> ${t("The link then stays out of the browser's history, and most systems that take pictures of the screen by themselves leave it out. To move there, copy the link from your message.")}</li>
      <li><b>${t("Notetakers and assistants off.")}</b> ${t("Please switch off meeting notetakers, writing assistants, dictation in the cloud, screen sharing and snapshots of the screen. This page cannot see most of them.")}
        ${hasStrangers ? html`<p class="notice" role="status">${strangersAdvice()}</p>` : nothing}</li>
      <li><b>${t("Nobody else in the room.")}</b> ${t("Sit where nobody reads or listens with you. If somebody is with you to help, tell the mediator.")}</li>
    </ul>
  </section>`;
