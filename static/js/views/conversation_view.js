// One channel in full: where I am and who reads this, what was said, what I may answer, and the composer.
// Must not know the other channels.
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";
import { list, t } from "../words/text.js";
import { announcementLine, comingLine } from "./announcement.js";
import { asksSomething, channelTitle, whoCanRead } from "./channel_words.js";
import { BEGUN, begunOf } from "./consent_begun.js";
import { whenHere } from "./later.js";
import { channelMark } from "./marks.js";
import { messageBubble } from "./message_bubble.js";
import "./message_composer.js";
import { NewMessages } from "./new_messages.js";
import { isOwnMeeting } from "./own_meeting.js";
import { RoomElement } from "./room_element.js";
import { ownPending } from "./screening.js";

/** @typedef {import("../entries/room_state.js").ChannelState} ChannelState */
/** @typedef {import("../entries/room_state.js").RoomState} RoomState */
/** @typedef {import("./consent_form.js").Proposal} Proposal */

const NEAR_THE_END_PX = 80;

export class ConversationView extends RoomElement {
  static properties = {
    channel: { attribute: false },
    room: { attribute: false },
    now: { attribute: false },
    withdrawing: { state: true },
    below: { state: true },
    proposal: { attribute: false },
    rewording: { state: true },
  };

  #rewordingFrom = "";
  #wasAtEnd = true;
  #count = 0;
  #channelId = "";
  #new = new NewMessages();
  /** What was told last to those who do not look. @type {string[]} */
  #told = [];

  constructor() {
    super();
    /** @type {ChannelState} */
    this.channel = /** @type {any} */ (null);
    /** @type {RoomState} */
    this.room = /** @type {any} */ (null);
    this.now = Date.now();
    /** The message that the person is asked about before it is withdrawn. @type {string | null} */
    this.withdrawing = null;
    /** Whether something new lies below what is seen. */
    this.below = false;
    /** What is about to be asked for, to leave this channel. @type {import("./consent_form.js").Proposal | null} */
    this.proposal = null;
    /** The consent that is being worded anew. */
    this.rewording = "";
  }

  get scroller() {
    return /** @type {HTMLElement | null} */ (this.querySelector(".scroller"));
  }

  willUpdate() {
    const { scroller } = this;
    const reachesEnd = scroller && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_THE_END_PX;
    this.#wasAtEnd = !scroller || Boolean(reachesEnd);
    const isNew = this.channel.messages.length > this.#count && this.#channelId === this.channel.id;
    const lastIsMine = this.channel.messages.at(-1)?.mine ?? false;
    if (isNew && !this.#wasAtEnd && !lastIsMine) this.below = true;
    if (this.#channelId !== this.channel.id || (isNew && lastIsMine)) this.#wasAtEnd = true;
    const said = this.#new.since(this.channel);
    if (said.length || this.#channelId !== this.channel.id) this.#told = said.map(({ entry }) => entry);
    if (this.#channelId !== this.channel.id) {
      this.withdrawing = null;
      this.rewording = "";
    }
    this.#count = this.channel.messages.length;
    this.#channelId = this.channel.id;
  }

  updated() {
    if (!this.#wasAtEnd) return;
    this.toEnd();
    requestAnimationFrame(() => this.toEnd()); // once the parts inside have taken their height
  }

  toEnd() {
    const { scroller } = this;
    if (scroller) scroller.scrollTop = scroller.scrollHeight;
    this.below = false;
  }

  /** The log itself is silent: it holds one's own words too, what was said before, and every "sent" and "just now". */
  told() {
    const told = this.channel.messages.filter(({ entry, text }) => text && this.#told.includes(entry));
    return html`<p class="visually-hidden told" role="status" translate="no">${repeat(told, ({ entry }) => entry, ({ name, text, translations }) => html`<span dir="auto">${name}: ${text}</span> ${translations.map((one) => html`<span lang=${one.language} dir="auto">${one.text}</span> `)}`)}</p>`;
  }

  presence() {
    const { channel, room } = this;
    if (room.isHost || channel.kind === "notes" || channel.own) return nothing;
    const words = room.hostPresent ? t("The mediator is here now") : t("The mediator will return");
    const compared = room.wordsCompared && channel.kind === "private" ? t("You and the mediator have compared the words.") : nothing;
    return html`<p class="presence">${words}<br>${compared}</p>`;
  }

  empty() {
    if (this.channel.messages.length) return nothing;
    if (this.channel.kind === "private" && !this.room.isHost) {
      return html`<p class="empty">${t("You are in a private meeting with the mediators. Nobody else can see that it takes place, or read it.")}</p>`;
    }
    if (this.channel.own) {
      return html`<p class="empty">${this.channel.own.isNotepad ? t("A notepad for yourself. It is sealed with a key that is only in this tab, and gone when the session closes.") : t("Here your side is among itself. It is sealed with a key that only your side has, and gone when the session closes.")}</p>`;
    }
    if (this.channel.kind === "notes") return html`<p class="empty">${t("Notes for the mediators alone. They are gone when the session closes.")}</p>`;
    return html`<p class="empty">${t("Nothing has been written here yet.")}</p>`;
  }

  messages() {
    const { channel, room } = this;
    const surroundings = {
      hide: room.isHost && channel.kind !== "notes" ? (/** @type {string} */ entry, /** @type {boolean} */ hidden) => this.act({ action: "hideMessage", channel: channel.id, entry, hidden }) : null,
      propose: this.mayPropose ? (/** @type {string} */ wording) => this.propose({ what: "message", wording }) : null,
      differently: !room.isHost && channel.kind !== "private" && !channel.own ? { asked: room.differently, ask: (/** @type {string} */ of, /** @type {boolean} */ asked) => this.act({ action: "askDifferently", of, asked }) } : null,
      beside: (/** @type {import("../entries/room_state.js").Message} */ message) => (message.translations.length || channel.interprets ? this.asking((part) => part.translationsOf(this, channel, message)) : nothing),
      now: this.now,
      online: this.room.online,
      ask: (/** @type {string | null} */ entry) => (this.withdrawing = entry),
      withdraw: (/** @type {string} */ entry) => {
        this.withdrawing = null;
        this.act({ action: "withdraw", channel: this.channel.id, entry });
      },
    };
    const said = [...channel.messages, ...channel.announcements, ...channel.interpreters];
    if (said.length > channel.messages.length) said.sort((one, other) => (one.number ?? Infinity) - (other.number ?? Infinity));
    return repeat(
      said,
      (one) => one.entry,
      (one) => ("titles" in one ? announcementLine(one) : "came" in one ? comingLine(one) : messageBubble(one, { ...surroundings, asked: this.withdrawing === one.entry })),
    );
  }

  /** Private meetings are the only places that anything has to be carried out of. */
  get mayPropose() {
    const { kind, mayWrite } = this.channel;
    return mayWrite && (kind === "private" || kind === "caucus") && (this.room.isHost || this.room.me?.role === "party" || this.room.me?.role === "support");
  }

  /** @param {import("./consent_form.js").Proposal | null} proposal */
  propose(proposal) {
    this.tell("propose-consent", proposal && { ...proposal, channel: this.channel.id });
  }

  /** @param {(part: typeof import("../main/room_asking.js")) => unknown} draw */
  asking(draw) {
    return whenHere(this, "room_asking.js", draw);
  }

  consents() {
    const { channel, room, rewording } = this;
    if (channel.kind !== "private" && channel.kind !== "caucus") return nothing;
    const reword = (/** @type {string} */ consent) => {
      this.rewording = consent;
      this.#rewordingFrom = channel.begun[begunOf(consent)] ?? "";
    };
    return html`
      <p class="visually-hidden" role="status">${asksSomething(channel) ? t("waits for your answer") : ""}</p>
      ${channel.consents.length
        ? this.asking((part) => repeat(channel.consents, ({ consent }) => consent, (one) => part.consentCard(one, { view: this, room, channel, rewording, from: this.#rewordingFrom, reword })))
        : nothing}
      ${this.proposal
        ? this.asking((part) => part.consentForm(this, room, channel, /** @type {Proposal} */ (this.proposal), () => this.propose(null)))
        : this.mayPropose ? html`<p class="propose"><button type="button" class="quiet" @click=${() => this.propose(channel.begun[BEGUN] ? JSON.parse(channel.begun[BEGUN]) : { what: "text", wording: "" })}>${t("Ask to share this outside…")}</button></p>` : nothing}`;
  }

  ranges() {
    const { room, channel } = this;
    if (room.isHost || room.me?.role !== "party" || !isOwnMeeting(room, channel)) return nothing;
    return room.ranges.length ? this.asking((part) => repeat(room.ranges, ({ check }) => check, (check) => part.rangeCard(this, check))) : nothing;
  }

  render() {
    const { channel, room } = this;
    const isOwn = channel.meetingOf === room.me?.seat;
    const asksReadiness = isOwn && channel.attendance && room.me?.role !== "interpreter";
    return html`
      <div class="conversation">
        <header class="channel-head">
          <div>
            <h1 id="channel-title" tabindex="-1">${channelTitle(channel)}</h1>
            <p class="readers">${channelMark(channel.kind)} ${whoCanRead(channel)}</p>
          </div>
          ${room.isHost ? whenHere(this, "room_tools.js", () => html`<channel-tools .channel=${channel} .channels=${room.channels} .seats=${room.seats}></channel-tools>`) : nothing}
        </header>
        <div class="scroller" tabindex="0" role="region" aria-label=${t("Messages")}
          @scroll=${() => this.below && this.scroller && this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < NEAR_THE_END_PX && (this.below = false)}>
          <div role="status">
            ${channel.held ? html`<p class="notice">${t("This conversation is on hold.")}</p>` : nothing}
            ${channel.muted ? html`<p class="notice">${t("For now only the mediators write here.")}</p>` : nothing}
          </div>
          ${this.presence()} ${this.empty()}
          <div class="log" role="log" aria-live="off" aria-label=${channelTitle(channel)}>${this.messages()}</div>
          ${channel.typing.length ? html`<p class="typing">${t("{names} writing…", { names: list(channel.typing) })}</p>` : nothing}
          ${this.ranges()} ${this.consents()} ${channel.kind === "joint" ? ownPending(this) : nothing}
          ${channel.checkIn && (room.isHost || channel.meetingOf === room.me?.seat) ? this.asking((part) => part.checkInCard(this, room, channel)) : nothing}
          ${channel.own && (channel.own.standing !== "open" || channel.own.asking.length) ? this.asking((part) => part.ownCard(this, channel)) : nothing}
          ${isOwn && (room.me?.role === "interpreter" || room.introduced.length) ? this.asking((part) => part.declarationCard(this, room)) : nothing}
          ${asksReadiness ? this.asking(() => html`<readiness-card .channel=${channel} .seat=${room.me?.seat ?? ""}></readiness-card>`) : nothing}
        </div>
        ${this.told()}
        ${this.below ? html`<button type="button" class="button below" @click=${this.toEnd}>${t("New messages below")}</button>` : nothing}
        ${channel.interprets ? this.asking((part) => part.interpreting(this, channel)) : keyed(channel.id, html`<message-composer .channel=${channel} .screened=${room.course.screening && channel.kind === "joint" && !room.isHost}></message-composer>`)}
      </div>`;
  }
}

customElements.define("conversation-view", ConversationView);
