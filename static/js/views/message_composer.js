// Where one channel's words are written. Every channel has its own, with its own draft, and a button that names the readers.
// Must not know other channels: that is what keeps words from landing in the wrong one.
import { html, nothing } from "lit";
import { direction } from "../words/language.js";
import { t } from "../words/text.js";
import { sendLabel, whoCanRead, writeLabel } from "./channel_words.js";
import { channelMark } from "./marks.js";
import { RoomElement } from "./room_element.js";
import { typedText } from "./typed.js";

/** @typedef {import("../entries/room_state.js").ChannelState} ChannelState */

const MOST_CHARACTERS = 8000;
const TYPING_PAUSE_MS = 3000;
const GROWS_BY_ITSELF = CSS.supports("field-sizing", "content");

export class MessageComposer extends RoomElement {
  static properties = { channel: { attribute: false }, screened: { attribute: false }, text: { state: true } };

  #typedAt = 0;
  /** The draft as this composer last told it, or took it over. */
  #told = "";

  constructor() {
    super();
    /** @type {ChannelState} */
    this.channel = /** @type {any} */ (null);
    this.text = "";
    /** Whether what is sent here goes to the mediators first. */
    this.screened = false;
  }

  /**
   * A draft may come back from outside: after a reload, or when what was said could not be sent
   * (then before what has been written since).
   * @param {import("lit").PropertyValues<this>} changed
   */
  willUpdate(changed) {
    const { draft } = this.channel;
    if (!changed.has("channel") || draft === changed.get("channel")?.draft || draft === this.#told) return;
    this.text = draft;
    this.#told = draft;
  }

  /** Grows with what is written, up to the height that the style allows; measuring it costs several layouts of the room. */
  updated() {
    const field = GROWS_BY_ITSELF ? null : this.querySelector("textarea");
    if (!field) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }

  get cannotSendBecause() {
    if (this.channel.held && !this.#mediates()) {
      return t("The mediators have put this conversation on hold. You can write on; send it when it goes on.");
    }
    if (this.channel.muted && !this.#mediates()) {
      return t("For now only the mediators write here. You can write on; send it when they let people write again.");
    }
    if (this.channel.hostAway) {
      return t("No mediator is connected, so this conversation waits. You can write on; send it when one is back.");
    }
    return "";
  }

  #mediates() {
    return this.channel.people.some((person) => person.me && person.role === "mediator");
  }

  /** @param {InputEvent & {target: HTMLTextAreaElement}} event */
  write({ target }) {
    this.text = target.value;
    this.#told = this.text;
    this.act({ action: "setDraft", channel: this.channel.id, text: this.text }); // at once: a reload may come at any moment
    const isPrivate = this.channel.kind === "private" || this.channel.kind === "caucus";
    if (isPrivate && Date.now() - this.#typedAt > TYPING_PAUSE_MS) {
      this.#typedAt = Date.now();
      this.act({ action: "typing", channel: this.channel.id });
    }
  }

  /** @param {KeyboardEvent} event Enter sends where there is a keyboard to say otherwise */
  press(event) {
    const hasKeyboard = matchMedia("(pointer: fine)").matches;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !hasKeyboard) return;
    event.preventDefault();
    this.send();
  }

  /** @param {Event} [event] */
  send(event) {
    event?.preventDefault();
    const text = typedText(this.text);
    if (!text || this.cannotSendBecause) return;
    this.#typedAt = 0;
    this.text = "";
    this.#told = "";
    if (this.screened) {
      this.act({ action: "askToPost", text });
      this.act({ action: "setDraft", channel: this.channel.id, text: "" });
    } else this.act({ action: "say", channel: this.channel.id, text }); // which forgets the draft too
    this.querySelector("textarea")?.focus();
  }

  render() {
    const { channel } = this;
    if (channel.listens) return html`<p class="listening">${t("You listen in this conversation. Only its members write here.")}</p>`;
    if (!channel.mayWrite && !channel.held && !channel.hostAway) return nothing;
    const because = this.cannotSendBecause;
    return html`
      <form class="composer" @submit=${this.send}>
        <p class="composer-readers">${channelMark(channel.kind)} ${whoCanRead(channel)}</p>
        ${this.screened ? html`<p class="composer-hold">${t("The mediators read it first and pass it on as it is, or ask you for other words.")}</p>` : nothing}
        ${because ? html`<p class="composer-hold">${because}</p>` : nothing}
        <div class="composer-row">
          <textarea rows="1" maxlength=${MOST_CHARACTERS} dir=${this.text ? "auto" : direction()}
            aria-label=${writeLabel(channel)} placeholder="${writeLabel(channel)}…"
            .value=${this.text} @input=${this.write} @keydown=${this.press}></textarea>
          <div class="composer-foot">
            <span class="soft">${t("Nothing is kept after the session")}</span>
            <button type="submit" class="button send" ?disabled=${Boolean(because)}>${this.screened ? t("Send to the mediators first") : sendLabel(channel)}</button>
          </div>
        </div>
      </form>`;
  }
}

customElements.define("message-composer", MessageComposer);
