// The room as a whole: which conversation is in front, which tab on a phone, what stands beside.
// Must not know how anything travels.
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { language } from "../words/language.js";
import { number, t } from "../words/text.js";
import { boardChoice, boardOf } from "./board_choice.js";
import { strangersAdvice } from "./browser_check.js";
import { channelTitle } from "./channel_words.js";
import "./channel_switcher.js";
import "./conversation_view.js";
import "./course_strip.js";
import "./language_choice.js";
import { loadLater, whenHere } from "./later.js";
import { peopleList } from "./people_list.js";
import { rehearsalStrip } from "./rehearsal_strip.js";
import { absenceBanner, alarmBanners, closingBanner, connectionBanner, hasRareNews, limitBanner, pauseBanner } from "./room_banners.js";
import { RoomElement } from "./room_element.js";
import "./room_header.js";
import { confirmingWords } from "./room_phase.js";
import { toolsWaiting, unanswered } from "./course_words.js";

/** @typedef {import("../entries/room_state.js").RoomState} RoomState */
/** @typedef {import("../entries/room_state.js").ChannelState} ChannelState */
/** @typedef {"talk" | "board" | "people" | "tools"} Tab */

export class MediationRoom extends RoomElement {
  static properties = {
    room: { attribute: false },
    now: { attribute: false },
    notice: { attribute: false },
    hasStrangers: { attribute: false },
    chosen: { state: true },
    tab: { state: true },
    side: { state: true },
    board: { state: true },
    wide: { state: true },
    proposal: { state: true },
  };

  /** Channels that this person has looked at. @type {Set<string>} */
  #visited = new Set();

  /** To the first conversation, which comes a moment after the room. */
  #isBrought = false;

  /** Once they are loaded. @type {import("./aids.js").Aids | null} */
  #aids = null;

  constructor() {
    super();
    /** @type {RoomState} */
    this.room = /** @type {any} */ (null);
    this.now = Date.now();
    /** What did not work, in plain words; empty when all is well. */
    this.notice = "";
    /** Whether something changes this page: its owner alone is told. */
    this.hasStrangers = false;
    this.chosen = "";
    /** What a phone shows. @type {Tab} */
    this.tab = "talk";
    /** What stands beside the conversation on a laptop, once chosen. @type {Tab | null} */
    this.side = null;
    /** The channel whose board was chosen, of those that can be seen from here. */
    this.board = "";
    /** Whether the board takes the conversation's place on a laptop. */
    this.wide = false;
    /** What is about to be asked for, to leave a private meeting. @type {(import("./consent_form.js").Proposal & {channel: string}) | null} */
    this.proposal = null;
    this.addEventListener("propose-consent", (event) => this.propose(/** @type {CustomEvent} */ (event).detail));
    this.addEventListener("choose-channel", (event) => this.choose(/** @type {CustomEvent<string>} */ (event).detail));
    this.addEventListener("choose-tab", (event) => this.turnTo(/** @type {CustomEvent} */ (event).detail));
    this.addEventListener("choose-board", (event) => (this.board = /** @type {CustomEvent} */ (event).detail));
  }

  /** @param {string} channel */
  choose(channel) {
    this.chosen = channel;
    this.board = "";
    this.tab = "talk";
    this.wide = false;
    this.bringToTitle();
  }

  bringToTitle() {
    this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector("#channel-title"))?.focus());
  }

  /** @param {MediationRoom["proposal"]} proposal */
  propose(proposal) {
    this.proposal = proposal;
    if (!proposal) return;
    if (proposal.channel !== this.chosen || this.wide || this.tab !== "talk") this.choose(proposal.channel);
    const look = () => setTimeout(() => {
      const field = /** @type {HTMLElement | null} */ (this.querySelector("form.consent textarea"));
      field?.scrollIntoView({ block: "center" });
      field?.focus();
    }, 50);
    loadLater("room_asking.js").then(look, () => {});
  }

  /** @param {Tab} tab */
  turnTo(tab) {
    this.tab = tab;
    this.wide &&= tab === "board";
    if (tab !== "talk") this.side = tab;
  }

  /** Until somebody chooses: the people while they gather, the board once all are together. @returns {Tab} */
  get beside() {
    return this.side ?? (this.room.channels.some(({ kind }) => kind === "joint") ? "board" : "people");
  }

  /** The view never changes channels by itself while the chosen one exists: words would land where they were not meant. */
  get channel() {
    const { channels } = this.room;
    return channels.find((channel) => channel.id === this.chosen) ?? channels[0];
  }

  willUpdate() {
    if (this.channel) this.chosen = this.channel.id;
    this.#visited.add(this.chosen);
  }

  #looksAgain = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#looksAgain);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#looksAgain);
  }

  firstUpdated() {
    loadLater("aids.js").then((part) => (this.#aids ??= new part.Aids(this)), () => {}); // the panel says it, where one chooses
  }

  updated() {
    if (this.channel && !this.#isBrought) this.bringToTitle();
    this.#isBrought ||= Boolean(this.channel);
    const isSeen = this.tab === "talk" && document.visibilityState === "visible";
    this.#aids?.follow(this.room, this.channel, isSeen && !this.closest("[hidden]"));
    if (isSeen && this.channel?.unread) this.act({ action: "read", channel: this.channel.id });
  }

  /** Nobody is moved into the joint session; they are told that it is open. */
  invitation() {
    const joint = this.room.channels.find((channel) => channel.kind === "joint");
    if (!joint || this.#visited.has(joint.id)) return nothing;
    return html`
      <div class="banner channel-joint">
        <p>${t("The joint session is open.")}</p>
        <button type="button" class="button" @click=${() => this.choose(joint.id)}>${t("Go to the joint session")}</button>
      </div>`;
  }

  banners() {
    const { room } = this;
    return html`
      <div class="banners">
        ${rehearsalStrip(room.rehearsal)}
        <div role="status" aria-atomic="false">
        ${closingBanner(room, this.now, () => this.act({ action: "closeCancel" }))}
        ${alarmBanners(room)} ${connectionBanner(room)} ${pauseBanner(this, room)} ${absenceBanner(room, this.now)} ${limitBanner(room, this.now)} ${this.invitation()}
        ${hasRareNews(room) ? whenHere(this, "room_asking.js", (part) => part.rareBanners(this, room)) : nothing}
        ${room.phase === "confirming"
          ? html`<section class="banner confirming" aria-label=${t("Safety words")}>${confirmingWords(this, room, (yes) => this.act({ action: "confirmWords", yes }))}</section>`
          : nothing}
        </div>
        <course-strip .room=${room}></course-strip>
        ${this.notice ? html`<div class="banner" role="alert"><p>${this.notice}</p></div>` : nothing}
      </div>`;
  }

  /** @param {Tab} tab @param {string} label @param {number} count @param {Tab} [current] */
  tabButton(tab, label, count, current = this.tab) {
    return html`
      <button type="button" class="tab" aria-current=${current === tab} @click=${() => this.turnTo(tab)}>
        ${label}${count ? html` <span class="unread">${number(count)}</span>` : nothing}
      </button>`;
  }

  /** @param {Tab} [current] */
  tabs(current) {
    return html`
      ${this.tabButton("board", t("Board"), unanswered(this.room), current)}
      ${this.tabButton("people", t("People"), current ? 0 : this.room.waiting.length, current)}
      ${this.room.isHost ? this.tabButton("tools", t("Tools"), toolsWaiting(this.room), current) : nothing}`;
  }

  people() {
    const { room, channel } = this;
    return html`
      ${room.isHost
        ? whenHere(this, "room_tools.js", () => html`
            <joint-control .room=${room}></joint-control>
            <seats-panel .practice=${room.rehearsal} .seats=${room.seats} .channels=${room.channels} .showsCodes=${room.features.includes("watermark")}></seats-panel>
            ${whenHere(this, "room_asking.js", (part) => part.declarationsPanel(this, room))}
            <make-caucus .seats=${room.seats}></make-caucus>`)
        : nothing}
      ${channel
        ? html`<section class="panel"><h2>${t("In this conversation")}</h2><p class="soft">${channelTitle(channel)}</p>${peopleList(channel.people)}</section>`
        : nothing}
      ${room.features.includes("watermark") ? html`<p class="soft">${t("Everyone's page carries a quiet code of its own. Only the mediators can tell whose it is.")}</p>` : nothing}
      ${this.hasStrangers ? html`<p class="soft">${strangersAdvice()}</p>` : nothing}
      <div class="aids">
        ${whenHere(this, "aids.js", (part) => (this.#aids ??= new part.Aids(this)).choices())}
        <language-choice></language-choice>
        <a href="/help${room.isHost ? "/mediators" : ""}?language=${language()}" target="_blank" rel="noopener">${t("How it works")}</a>
      </div>`;
  }

  boards() {
    const { room, channel } = this;
    const shown = boardOf(room, channel, this.board);
    if (!shown) return nothing;
    return html`
      ${boardChoice(this, room, channel, shown)}
      ${whenHere(this, "room_board.js", () => keyed(shown.id, html`<board-panel .room=${room} .channel=${shown} .wide=${this.wide}></board-panel>`))}`;
  }

  besidePanel() {
    const { beside } = this;
    const name = beside === "board" ? t("Board") : beside === "tools" ? t("Tools") : t("People");
    return html`
      <section class="beside" aria-label=${name}>
        <h1>${name}</h1>
        <nav class="beside-tabs" aria-label=${t("Beside the conversation")}>
          ${this.tabs(beside)}
          ${beside === "board"
            ? html`<button type="button" class="quiet widen" @click=${() => (this.wide = !this.wide)}>${this.wide ? t("Back to the conversation") : t("Open the board")}</button>`
            : nothing}
        </nav>
        ${beside === "board" ? this.boards() : beside === "tools" && this.room.isHost ? whenHere(this, "room_tools.js", () => html`<tools-panel .room=${this.room}></tools-panel>`) : this.people()}
      </section>`;
  }

  render() {
    const { room, channel } = this;
    return html`
      <div class="room ${room.isHost ? "mediating" : ""} channel-${channel?.kind ?? "none"}" data-tab=${this.tab} ?data-wide=${this.wide}>
        <room-header .room=${room}></room-header>
        ${this.banners()}
        <div class="side-bar">
          ${room.isHost ? html`<waiting-room .waiting=${room.waiting} .alone=${room.channels.length === 1}></waiting-room>` : nothing}
          <channel-switcher .channels=${room.channels} .chosen=${channel?.id ?? ""}></channel-switcher>
        </div>
        <main>
          <div class="talk">
            ${channel
              ? html`<conversation-view .channel=${channel} .room=${room} .now=${this.now} .proposal=${this.proposal?.channel === channel.id ? this.proposal : null}></conversation-view>`
              : html`<p class="empty">${t("One moment…")}</p>`}
          </div>
          ${this.besidePanel()}
        </main>
        <nav class="tabs" aria-label=${t("Parts of the page")}>
          ${this.tabButton("talk", t("Talk"), this.tab === "talk" ? 0 : room.channels.reduce((sum, { unread }) => sum + unread, 0))} ${this.tabs()}
        </nav>
      </div>`;
  }
}

customElements.define("mediation-room", MediationRoom);
