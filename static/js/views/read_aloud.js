// Reads new messages of others aloud, where this device has a voice of its own for the page's language.
// Off until wanted. Must not use a voice that sends words elsewhere.
import { html, nothing } from "lit";
import { language } from "../words/language.js";
import { t } from "../words/text.js";
import { NewMessages } from "./new_messages.js";

/** @typedef {import("../entries/room_state.js").ChannelState} ChannelState */

/** Chromium and Safari have voices that work by sending the text to their makers: only those on the device are asked. @returns {SpeechSynthesisVoice | undefined} */
export const ownVoice = () =>
  globalThis.speechSynthesis?.getVoices().find((voice) => voice.localService === true && voice.lang.split(/[-_]/)[0] === language());

export class ReadAloud {
  #isOn = false;
  #channel = "";
  #new = new NewMessages();
  #changed;

  /** @param {() => void} changed when there are other voices, or another choice */
  constructor(changed) {
    this.#changed = changed;
    globalThis.speechSynthesis?.addEventListener("voiceschanged", changed);
  }

  /** @param {boolean} isOn */
  turn(isOn) {
    this.#isOn = isOn;
    globalThis.speechSynthesis?.cancel();
    this.#changed();
  }

  /** What was there already, or came while nobody looked, is not read. @param {ChannelState} channel @param {boolean} isSeen */
  follow(channel, isSeen) {
    if (this.#channel !== channel.id) globalThis.speechSynthesis?.cancel();
    this.#channel = channel.id;
    const said = this.#new.since(channel);
    if (this.#isOn && isSeen) said.forEach(({ name, text }) => this.#say(`${name}: ${text}`));
  }

  /** @param {string} text */
  #say(text) {
    const voice = ownVoice();
    if (!voice) return;
    const said = new SpeechSynthesisUtterance(text);
    said.voice = voice;
    said.lang = voice.lang;
    speechSynthesis.speak(said);
  }

  choice() {
    if (!ownVoice()) return nothing;
    return html`<label class="check"><input type="checkbox" .checked=${this.#isOn}
      @change=${(/** @type {Event & {target: HTMLInputElement}} */ { target }) => this.turn(target.checked)}>
      <span>${t("Read new messages aloud")} <small class="soft">${t("By a voice on this device; nothing is sent.")}</small></span></label>`;
  }
}
