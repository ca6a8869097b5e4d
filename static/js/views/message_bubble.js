// One message: who, roughly when, what, and the truth about its delivery.
// Must not know the channel it stands in.
import { html, nothing } from "lit";
import { t, tn } from "../words/text.js";

/** @typedef {import("../entries/room_state.js").Message} Message */

/** Never a time of day: that would be a record of when somebody spoke. @param {number} arrivedAt @param {number} now ms */
export function ago(arrivedAt, now) {
  const minutes = Math.floor((now - arrivedAt) / 60_000);
  if (minutes < 1) return t("just now");
  if (minutes < 60) return tn("{n} minute ago", "{n} minutes ago", minutes);
  return t("earlier");
}

/** @param {Message} message @param {boolean} online @returns {string} */
function deliveryWords({ delivery }, online) {
  if (delivery === "sent") return t("sent");
  if (delivery === "sending") return t("sending…");
  return online ? t("waiting, not sent yet") : t("waiting for the connection");
}

/**
 * @param {Message} message
 * @param {{now: number, online: boolean, withdraw: (entry: string) => void, asked: boolean, ask: (entry: string | null) => void}} surroundings
 *   asked: whether the person is being asked if they mean to withdraw it
 */
export function messageBubble(message, { now, online, withdraw, asked, ask }) {
  const name = message.mine ? t("You") : message.name || t("Somebody who has left");
  return html`
    <article class="message ${message.mine ? "mine" : ""} ${message.withdrawn ? "withdrawn" : ""} is-${message.delivery}">
      <p class="byline">
        <b>${name}</b>
        <span>${ago(message.arrivedAt, now)}</span>
        ${message.mine && !message.withdrawn ? html`<span class="delivery">${deliveryWords(message, online)}</span>` : nothing}
      </p>
      ${message.withdrawn
        ? html`<p class="text">${t("This message was withdrawn.")}</p>`
        : html`<p class="text" dir="auto" translate="no" spellcheck="false">${message.text}</p>`}
      ${message.mine && !message.withdrawn && message.delivery === "sent" ? withdrawal(message, { withdraw, asked, ask }) : nothing}
    </article>`;
}

/** @param {Message} message @param {{withdraw: (entry: string) => void, asked: boolean, ask: (entry: string | null) => void}} hands */
function withdrawal({ entry }, { withdraw, asked, ask }) {
  if (!asked) {
    return html`<button type="button" class="quiet withdraw" @click=${() => ask(entry)}>${t("Withdraw")}</button>`;
  }
  return html`
    <div class="withdraw-ask" role="group" aria-label=${t("Withdraw this message?")}>
      <span>${t("It disappears for everyone. Others may have read it.")}</span>
      <button type="button" class="button small" @click=${() => ask(null)}>${t("Keep it")}</button>
      <button type="button" class="button small" @click=${() => withdraw(entry)}>${t("Withdraw it")}</button>
    </div>`;
}
