// The ready e-mail text for a personal link: neutral, without names, and with the advice to use a private address.
// Must not know whose link it is.
import { html } from "lit";
import { t } from "../words/text.js";

export const invitationSubject = () => t("A link for our conversation");

/** @param {string} link @param {string} kind the seat's: a co-mediator has an account */
export const invitationText = (link, kind) =>
  [
    t("Hello,"),
    t("this is your own link for our conversation:"),
    link,
    t("Open it at the time we agreed, on a phone or computer of your own if you can. There is nothing to install. Please do not pass it on: it is for you alone."),
    ...(kind === "host" ? [t("Sign in with your own account before you open it.")] : []),
    t("When you open it you will see three words. We compare them by phone before you come in."),
    t("If you would rather be written to at a private address, tell me and I will send a new link there."),
  ].join("\n\n");

/** The address is left to the sender. @param {string} link @param {string} kind */
export const mailAddress = (link, kind) =>
  `mailto:?subject=${encodeURIComponent(invitationSubject())}&body=${encodeURIComponent(invitationText(link, kind))}`;

export const privateAddressAdvice = () =>
  html`<p class="soft">${t("Use a private address, not the office's: whoever runs the office's mail can read the link, and see that you wrote.")}</p>`;
