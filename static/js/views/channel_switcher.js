// Where I can speak: the joint session, private meetings, notes; with what is unread. Sends "choose-channel".
// Must not know messages.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { number, t, tn } from "../words/text.js";
import { asksSomething, membersLine, shortTitle } from "./channel_words.js";
import { channelMark } from "./marks.js";
import { RoomElement } from "./room_element.js";

/** @typedef {import("../entries/room_state.js").ChannelState} ChannelState */

export class ChannelSwitcher extends RoomElement {
  static properties = { channels: { attribute: false }, chosen: { attribute: false } };

  /** Channels with something unread, as they were told last: each is told once, until it has been looked at. @type {Set<string>} */
  #unread = new Set();
  #told = "";

  constructor() {
    super();
    /** @type {ChannelState[]} */
    this.channels = [];
    this.chosen = "";
  }

  /** @param {ChannelState} channel @returns {string} */
  line(channel) {
    if (channel.held) return t("on hold");
    if (channel.own?.standing === "closed" || channel.own?.asking.length) return t("waits for your answer");
    return asksSomething(channel) ? t("waits for your answer") : membersLine(channel);
  }

  /** @param {ChannelState} channel */
  one(channel) {
    const unread = channel.id === this.chosen ? 0 : channel.unread;
    return html`
      <button type="button" class="channel channel-${channel.kind}" aria-current=${channel.id === this.chosen}
        @click=${() => this.tell("choose-channel", channel.id)}>
        <span class="channel-mark">${channelMark(channel.kind)}</span>
        <span class="channel-name">${shortTitle(channel)}</span>
        <span class="channel-members">${this.line(channel)}</span>
        ${unread ? html`<span class="unread" aria-label=${tn("{n} unread message", "{n} unread messages", unread)}>${number(unread)}</span>` : nothing}
      </button>`;
  }

  /** @param {string} heading @param {string[]} kinds */
  group(heading, kinds) {
    const channels = this.channels.filter((channel) => kinds.includes(channel.kind));
    if (!channels.length) return nothing;
    return html`
      <h2 class="group">${heading}</h2>
      ${repeat(channels, (channel) => channel.id, (channel) => this.one(channel))}`;
  }

  /** On a phone the chosen one may lie beside the screen. @param {import("lit").PropertyValues<this>} changed */
  updated(changed) {
    if (changed.has("chosen")) this.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  willUpdate() {
    const unread = this.channels.filter(({ id, unread: n }) => n && id !== this.chosen);
    const fresh = unread.filter(({ id }) => !this.#unread.has(id));
    this.#unread = new Set(unread.map(({ id }) => id));
    if (fresh.length || !unread.length) this.#told = fresh.map((channel) => `${shortTitle(channel)}: ${tn("{n} unread message", "{n} unread messages", channel.unread)}`).join(". ");
  }

  render() {
    return html`
      <p class="visually-hidden" role="status">${this.#told}</p>
      <nav class="channels" aria-label=${t("Conversations")}>
        ${this.group(t("Everyone"), ["joint"])}
        ${this.group(t("Private meetings"), ["private", "caucus"])}
        ${this.group(t("Without the mediators"), ["own"])}
        ${this.group(t("Mediators"), ["notes"])}
      </nav>`;
  }
}

customElements.define("channel-switcher", ChannelSwitcher);
