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

/** What stands where the text would be, or beside it. @param {Message} message */
function noteWords({ withdrawn, hidden, awaited, text, isShared, isRelayed }) {
  if (withdrawn) return t("This message was withdrawn.");
  if (hidden) return t("The mediators hold this message from view.");
  if (awaited) return text ? t("waits for its translation; other sides do not see it yet") : t("Something has been written here. It is shown once it is translated.");
  if (isShared) return t("shared from a private meeting, word for word");
  return isRelayed ? t("passed on by the mediators") : "";
}

/** What else can be done with it, behind one button. @param {Message} message @param {Surroundings} surroundings */
function more({ entry, text, hidden, withdrawn, mine }, { hide, propose, differently }) {
  const isOthers = differently && !mine && text;
  if (withdrawn || (!hide && !propose && !isOthers)) return nothing;
  const asked = differently?.asked.includes(entry) ?? false;
  return html`
    <details class="more">
      <summary aria-label=${t("More about this message")}>⋯</summary>
      <div>
        ${propose && !hidden ? html`<button type="button" class="quiet" @click=${() => propose(text)}>${t("Ask to share this outside…")}</button>` : nothing}
        ${isOthers ? html`<button type="button" class="quiet" aria-pressed=${asked} title=${t("Only the mediators see this")} @click=${() => differently.ask(entry, !asked)}>
          ${asked ? t("You have asked the mediators for other words. Take it back") : t("Please say it differently")}</button>` : nothing}
        ${hide ? html`<button type="button" class="quiet" @click=${() => hide(entry, !hidden)}>${hidden ? t("Show it again") : t("Hold it from view")}</button>` : nothing}
      </div>
    </details>`;
}

/**
 * @typedef {{now: number, online: boolean, withdraw: (entry: string) => void, asked: boolean, ask: (entry: string | null) => void,
 *   hide: ((entry: string, hidden: boolean) => void) | null, propose: ((text: string) => void) | null,
 *   differently: {asked: string[], ask: (entry: string, asked: boolean) => void} | null, beside: (message: Message) => unknown}} Surroundings
 *   asked: whether the person is being asked if they mean to withdraw it; hide, propose, differently: where this person may
 *
 * @param {Message} message @param {Surroundings} surroundings
 */
export function messageBubble(message, surroundings) {
  const { now, online, withdraw, asked, ask } = surroundings;
  const note = noteWords(message);
  const isOwn = message.mine && !message.isShared;
  const name = isOwn ? t("You") : message.name || (message.isShared ? "" : t("Somebody who has left"));
  return html`
    <article class="message ${isOwn ? "mine" : ""} ${message.withdrawn || message.hidden ? "withdrawn" : ""} is-${message.delivery}">
      <p class="byline">
        ${name ? html`<b>${name}</b>` : nothing}
        ${note && !message.withdrawn ? html`<span>${note}</span>` : nothing}
        <span>${ago(message.arrivedAt, now)}</span>
        ${isOwn && !message.withdrawn ? html`<span class="delivery">${deliveryWords(message, online)}</span>` : nothing}
      </p>
      ${message.withdrawn
        ? html`<p class="text">${note}</p>`
        : message.text && html`<p class="text" dir="auto" translate="no" spellcheck="false">${message.text}</p>`}
      ${surroundings.beside(message)}
      ${message.delivery === "sent" ? more(message, surroundings) : nothing}
      ${isOwn && !message.isRelayed && !message.withdrawn && message.delivery === "sent" ? withdrawal(message, { withdraw, asked, ask }) : nothing}
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
