// A channel's board: three lists, what is on them at a glance, and a way to add, open and move a card.
// Must not know who wrote a card, nor what other channels hold.
import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { direction, language } from "../words/language.js";
import { number, t } from "../words/text.js";
import { boardTools, preparing } from "./board_tools.js";
import { LISTS, addLabel, allCards, boardName, columnName, columnsOf, inGroups, listName } from "./board_words.js";
import { CardDrag } from "./card_drag.js";
import { cardFace } from "./card_face.js";
import { slotOf, slotWords, step } from "./card_moving.js";
import { begunOn } from "./card_sheet.js";
import { whoCanRead } from "./channel_words.js";
import { channelMark } from "./marks.js";
import { hasOutcome, outcomePanel } from "./outcome_panel.js";
import { reveal } from "./reveal_panel.js";
import { RoomElement } from "./room_element.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {import("../entries/room_state.js").ChannelState} ChannelState
 * @typedef {import("../entries/board_state.js").CardList} CardList
 * @typedef {import("../entries/board_state.js").CardDraft} CardDraft
 * @typedef {import("./card_moving.js").Slot} Slot
 */

/** @type {Record<string, "up" | "down" | "back" | "on">} */
const WAYS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "back", ArrowRight: "on" };

export class BoardPanel extends RoomElement {
  static properties = {
    room: { attribute: false },
    channel: { attribute: false },
    wide: { attribute: false },
    list: { state: true },
    said: { state: true },
    editing: { state: true },
  };

  /** @type {CardDrag | null} */
  #drag = null;
  /** The card that the keyboard has grabbed. @type {{card: string, slot: Slot} | null} */
  #grabbed = null;

  constructor() {
    super();
    /** @type {RoomState} */
    this.room = /** @type {any} */ (null);
    /** The channel whose board this is. @type {ChannelState} */
    this.channel = /** @type {any} */ (null);
    this.wide = false;
    /** @type {CardList | "outcome"} */
    this.list = "options";
    /** The outcome's text while it is being changed. @type {{text: string, base: string} | null} */
    this.editing = null;
    /** What was done last, for those who hear it. */
    this.said = "";
    this.addEventListener("click", (event) => this.#clicked(event));
    this.addEventListener("keydown", (event) => this.#pressed(event));
    this.addEventListener("keyup", (event) => event.key === " " && /** @type {HTMLElement} */ (event.target).matches(".grip") && event.preventDefault());
    this.addEventListener("focusout", () => this.#letGo());
    this.addEventListener("move-card", (event) => {
      const { card, slot } = /** @type {CustomEvent} */ (event).detail;
      this.move(card, slot);
    });
  }

  firstUpdated() {
    this.#drag = new CardDrag(this, { start: () => this.mayChange, drop: (card, slot) => this.move(card, slot) });
  }

  get mayChange() {
    return this.channel.board.mayChange;
  }

  get columns() {
    return this.list === "outcome" ? [] : columnsOf(this.channel.board, this.list);
  }

  get sheet() {
    return /** @type {import("./card_sheet.js").CardSheet} */ (this.querySelector("card-sheet"));
  }

  /** @param {string} card @param {Slot} slot */
  move(card, slot) {
    const from = slotOf(this.columns, card);
    if (slot.before === card || (from.column === slot.column && from.before === slot.before)) return;
    this.act({ action: "moveCard", channel: this.channel.id, card, ...slot });
    this.said = t("Moved: {where}", { where: slotWords(this.columns, card, slot) });
  }

  /** @param {Event} event */
  #clicked(event) {
    const { target } = event;
    const button = /** @type {HTMLElement} */ (target).closest("[data-do]");
    const card = /** @type {HTMLElement | null} */ (button?.closest("[data-card]"))?.dataset.card;
    if (!button || !card) return;
    this.sheet.open({ card, isMoving: button.matches(".grip") });
  }

  /** Space grabs, arrows choose the place, Space puts down, Escape leaves it. @param {KeyboardEvent} event */
  #pressed(event) {
    const grip = /** @type {HTMLElement} */ (event.target);
    const card = grip.matches(".grip") ? /** @type {HTMLElement} */ (grip.closest("[data-card]")).dataset.card : undefined;
    if (!card || (!this.#grabbed && event.key !== " ")) return;
    if (this.#grabbed && event.key === "Tab") return this.#letGo();
    event.preventDefault();
    if (!this.#grabbed) this.#grab(card);
    else if (event.key === " " || event.key === "Enter") this.#putDown();
    else if (event.key === "Escape") this.#letGo();
    else this.#aim(event.key);
  }

  /** @param {string} card */
  #grab(card) {
    this.#grabbed = { card, slot: slotOf(this.columns, card) };
    this.said = t("Grabbed. Arrow keys choose the place, Space puts it down, Escape leaves it.");
  }

  /** @param {string} key */
  #aim(key) {
    if (!this.#grabbed) return;
    const mirrored = direction() === "rtl" ? { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" } : {};
    const way = WAYS[/** @type {Record<string, string>} */ (mirrored)[key] ?? key];
    if (!way) return;
    this.#grabbed.slot = step(this.columns, this.#grabbed.card, this.#grabbed.slot, way);
    this.#drag?.showSlot(this.#grabbed.slot);
    this.said = slotWords(this.columns, this.#grabbed.card, this.#grabbed.slot);
  }

  #putDown() {
    const grabbed = this.#grabbed;
    this.#grabbed = null;
    this.#drag?.showSlot(null);
    if (!grabbed) return;
    this.move(grabbed.card, grabbed.slot);
    const grip = `[data-card="${CSS.escape(grabbed.card)}"] .grip`;
    setTimeout(() => /** @type {HTMLElement | null} */ (this.querySelector(grip))?.focus(), 50); // a moved element loses the focus
  }

  #letGo() {
    if (!this.#grabbed) return;
    this.#grabbed = null;
    this.#drag?.showSlot(null);
    this.said = t("Left where it was.");
  }

  #turnToOutcome() {
    this.list = "outcome";
    const { outcome } = this.channel.begun;
    if (outcome) this.editing ??= JSON.parse(outcome);
  }

  lists() {
    const { board } = this.channel;
    const counts = { issues: board.issues.length, interests: board.interests.length, options: board.columns.reduce((sum, { cards }) => sum + cards.length, 0) };
    return html`
      <nav class="segments" aria-label=${t("Lists")}>
        ${LISTS.map(
          (list) => html`<button type="button" aria-current=${this.list === list} @click=${() => (this.list = list)}>${listName(list)} <small>${number(counts[list])}</small></button>`,
        )}
        ${hasOutcome(this) ? html`<button type="button" aria-current=${this.list === "outcome"} @click=${() => this.#turnToOutcome()}>${t("Outcome")}</button>` : nothing}
      </nav>`;
  }

  notices() {
    const { board } = this.channel;
    const isEmpty = !allCards(board).length;
    return html`
      ${board.frozen ? html`<p class="notice">${this.room.isHost ? t("The board is frozen for everyone but the mediators.") : t("The mediators have frozen the board for now. You can still read it.")}</p>` : nothing}
      ${board.full ? html`<p class="notice">${t("The board is full.")}</p>` : nothing}
      ${isEmpty ? html`<p class="soft">${t("Nothing from an earlier session carries over.")}</p>` : nothing}`;
  }

  /** @param {CardDraft} draft */
  draft({ draft, title }) {
    return html`
      <li class="bcard draft">
        <button type="button" class="bcard-open" dir="auto" translate="no" @click=${() => this.sheet.open({ draft })}>${title || t("No title yet")}</button>
        <p class="card-marks">${t("Only you see this until you place it")}</p>
      </li>`;
  }

  drafts() {
    const drafts = this.channel.board.drafts.filter(({ list }) => list === this.list);
    return drafts.length ? html`<ul class="drafts" aria-label=${t("Your drafts")}>${repeat(drafts, ({ draft }) => draft, (draft) => this.draft(draft))}</ul>` : nothing;
  }

  /** @param {CardList} list */
  mayRate(list) {
    return this.channel.kind === "joint" && list === "options" && this.room.me?.role === "party" && this.room.features.includes("ratings");
  }

  emptyList() {
    const sentence = this.mayChange && !this.channel.board.full ? t("Nothing is here yet. What you add is yours alone until you place it.") : t("Nothing is here yet.");
    return html`<p class="soft">${sentence}</p>`;
  }

  /** Nothing of this is done again while the board stays as it is, whatever happens elsewhere. @param {CardList} list */
  cards(list) {
    const { board } = this.channel;
    const titles = new Map(board.interests.map(({ card, title }) => [card, title]));
    const rates = this.mayRate(list);
    const { begun } = this.channel;
    const may = (/** @type {string} */ card) => ({ rates, moves: this.mayChange, hasBegun: begunOn(card) in begun });
    if (this.columns.every((column) => !column.cards.length)) return board.drafts.some((draft) => draft.list === list) ? nothing : this.emptyList();
    return this.columns.map((column) => {
      const name = columnName(column);
      const cards = inGroups(column.cards);
      return html`
        <section class="column" aria-label=${name || listName(list)}>
          ${name ? html`<h3 class="group"><bdi>${name}</bdi> <small>${number(cards.length)}</small></h3>` : nothing}
          <ul class="cards ${column.column === "set_aside" ? "aside" : ""}" data-column=${column.column ?? ""}>
            ${repeat(cards, ({ card }) => card, (card, place) => html`
              ${card.group && card.group !== cards[place - 1]?.group ? html`<li class="card-group" dir="auto" translate="no">${card.group}</li>` : nothing}
              ${cardFace(card, card.interests.map((id) => titles.get(id) ?? "").join("\n"), may(card.card))}`)}
          </ul>
        </section>`;
    });
  }

  /** One's own last change, as long as it can be taken back. */
  undo() {
    const undo = allCards(this.channel.board).find((card) => card.undo)?.undo;
    return undo
      ? html`<button type="button" class="quiet" @click=${() => this.act({ action: "undoCard", channel: this.channel.id, entry: undo })}>${t("Undo my last change")}</button>`
      : nothing;
  }

  /** @param {CardList} list */
  listed(list) {
    const { board } = this.channel;
    return html`
      <div class="board-actions">
        ${this.mayChange && !board.full ? html`<button type="button" class="button small" @click=${() => this.sheet.open({ list })}>${addLabel(list)}</button>` : nothing}
        ${this.undo()} ${this.room.isHost ? boardTools(this) : nothing}
      </div>
      ${preparing(this, list)} ${reveal(this)} ${this.drafts()}
      <div class="columns">${guard([board, list, this.mayRate(list), Object.keys(this.channel.begun).join(), language()], () => this.cards(list))}</div>`;
  }

  willUpdate() {
    if (this.list === "outcome" && !hasOutcome(this)) this.list = "options";
  }

  render() {
    const { channel, room, list } = this;
    return html`
      <section class="board channel-${channel.kind} ${this.wide ? "wide" : ""}" aria-label=${boardName(channel)}>
        <h2 class="visually-hidden">${boardName(channel)}</h2>
        <p class="readers">${channelMark(channel.kind)} ${whoCanRead(channel)} · ${t("No names on cards.")}</p>
        ${this.notices()} ${this.lists()}
        ${list === "outcome" ? outcomePanel(this) : this.listed(list)}
        <p class="visually-hidden" role="status">${this.said}</p>
        <p id="grip-help" hidden>${t("Enter opens a menu; Space grabs the card for the arrow keys.")}</p>
        <card-sheet .room=${room} .channel=${channel} .said=${this.said}></card-sheet>
      </section>`;
  }
}

customElements.define("board-panel", BoardPanel);
