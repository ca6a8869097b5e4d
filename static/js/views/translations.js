// Beside each message its translations; for whoever interprets here, a place to write one. Must not know other channels.
import { html, nothing } from "lit";
import { language } from "../words/language.js";
import { t, tn } from "../words/text.js";
import { foldAway } from "./focus.js";
import { fieldsOf } from "./form_fields.js";

/**
 * @typedef {import("../entries/room_state.js").ChannelState} ChannelState
 * @typedef {import("../entries/room_state.js").Message} Message
 * @typedef {import("./room_element.js").RoomElement} View
 */

const MOST_LETTERS = 8_000;
/** What interpreters at duty stations work in; an interpreter reads their names in the language of the page. */
const LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es", "am", "bn", "bs", "de", "fa", "ha", "hi", "ht", "hy", "id", "it", "ja", "km", "ko", "ku", "lo", "mg", "ms", "my", "ne", "nl", "pl", "ps", "pt", "rn", "ro", "rw", "so", "sq", "sr", "sw", "ta", "tg", "th", "ti", "tr", "uk", "ur", "uz", "vi", "wo"];

/** Chosen by this interpreter last. */
let chosen = "";

/** @param {string} code @returns {string} in the reader's language */
const nameOf = (code) => new Intl.DisplayNames(language(), { type: "language" }).of(code) ?? code;

const inOrderOfName = () => [...LANGUAGES].sort((one, other) => nameOf(one).localeCompare(nameOf(other), language()));

/** Under which an unfinished translation is kept. @param {string} entry */
const begunOf = (entry) => `translation ${entry}`;

/** @param {View} view @param {ChannelState} channel @param {Message} message */
export const translationsOf = (view, channel, message) => html`
  ${message.translations.map(({ language: code, name, text }) => html`
    <div class="translation">
      <p class="byline"><b>${nameOf(code)}</b><span>${t("translated by {name}", { name })}</span></p>
      <p class="text" lang=${code} dir="auto" translate="no" spellcheck="false">${text}</p>
    </div>`)}
  ${channel.interprets && message.text && message.delivery === "sent" ? form(view, channel, message) : nothing}`;

/** @param {View} view @param {ChannelState} channel @param {Message} message */
function form(view, channel, { entry, translations }) {
  const own = translations.find(({ mine }) => mine);
  const begun = channel.begun[begunOf(entry)] ?? "";
  const present = own?.language ?? (chosen || language());
  const keep = (/** @type {string} */ text) => view.act({ action: "setDraft", channel: channel.id, text, of: begunOf(entry) });
  const send = (/** @type {Event} */ event) => {
    const { into, words } = fieldsOf(event);
    if (!words) return;
    chosen = into;
    view.act({ action: "translate", channel: channel.id, of: entry, language: into, text: words });
    keep("");
    foldAway(event.currentTarget);
  };
  return html`
    <details class="translate" ?open=${Boolean(begun)}>
      <summary>${own ? t("Change the translation") : t("Translate")}</summary>
      <form @submit=${send}>
        <label class="field"><span>${t("Into")}</span>
          <select name="into">${inOrderOfName().map((code) => html`<option value=${code} ?selected=${code === present}>${nameOf(code)}</option>`)}</select></label>
        <label class="field"><span>${t("Translation")}</span>
          <textarea name="words" rows="3" required maxlength=${MOST_LETTERS} dir="auto" translate="no" .value=${begun || (own?.text ?? "")}
            @input=${(/** @type {Event & {target: HTMLTextAreaElement}} */ { target }) => keep(target.value)}></textarea></label>
        <button type="submit" class="button small">${t("Show it beside the original")}</button>
      </form>
    </details>`;
}

/** Where others write: what an interpreter does instead. @param {HTMLElement} view @param {ChannelState} channel */
export function interpreting(view, { messages }) {
  const left = messages.filter(({ text, translations, delivery }) => text && delivery === "sent" && !translations.length);
  const next = () => {
    const details = [...view.querySelectorAll("details.translate")].find((one) => one.closest(".message")?.querySelector(".translation") === null);
    details?.setAttribute("open", "");
    details?.scrollIntoView({ block: "center" });
    details?.querySelector("textarea")?.focus();
  };
  return html`
    <div class="listening interpreting">
      <p>${t("You interpret in this conversation. Choose Translate under what was written.")}</p>
      ${left.length ? html`<button type="button" class="button small" @click=${next}>${tn("{n} message without a translation: go there", "{n} messages without a translation: go to the first", left.length)}</button>` : nothing}
    </div>`;
}
