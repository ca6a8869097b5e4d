// One card, opened: its parts to read and change, where it stands, one's own rating; or a new one, still private.
// Must not know who wrote what.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { addLabel, allCards, listName, placeLabel } from "./board_words.js";
import { cardField, conflictForm, fieldsFor, input } from "./card_fields.js";
import { hostMore, moving } from "./card_more.js";
import { fieldsOf, ticked } from "./form_fields.js";
import { ratingControl } from "./rating_control.js";
import { ratingPills } from "./rating_words.js";
import { RoomElement } from "./room_element.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {import("../entries/room_state.js").ChannelState} ChannelState
 * @typedef {import("../entries/board_state.js").Card} Card
 * @typedef {import("../entries/board_state.js").CardDraft} CardDraft
 * @typedef {import("../entries/board_state.js").CardField} CardField
 * @typedef {import("../entries/board_state.js").CardList} CardList
 * @typedef {{card?: string, isMoving?: boolean, draft?: string, list?: CardList}} Opened
 */

const SIGNAL_PAUSE_MS = 3000;

/** @param {string} card the name of a change begun on it */
export const begunOn = (card) => `edit ${card}`;

export class CardSheet extends RoomElement {
  static properties = {
    room: { attribute: false },
    channel: { attribute: false },
    said: { attribute: false },
    opened: { state: true },
    editing: { state: true },
  };

  #signalledAt = 0;
  /** The draft as it is being written. @type {CardDraft | null} */
  #draft = null;
  /** The same as it was opened: a form that is being written in is never written over. @type {CardDraft | null} */
  #draftAsOpened = null;

  constructor() {
    super();
    /** @type {RoomState} */
    this.room = /** @type {any} */ (null);
    /** @type {ChannelState} */
    this.channel = /** @type {any} */ (null);
    /** What was done last on the board. */
    this.said = "";
    /** @type {Opened | null} */
    this.opened = null;
    /** @type {{field: CardField, value: string | string[], base: string} | null} */
    this.editing = null;
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  get card() {
    return allCards(this.channel.board).find(({ card }) => card === this.opened?.card);
  }

  /** @param {Opened} what */
  open(what) {
    this.opened = what;
    const begun = what.card && !what.isMoving && this.channel.begun[begunOn(what.card)];
    this.editing = begun ? JSON.parse(begun) : null;
    this.#draft = this.#draftAsOpened = what.card ? null : this.#startDraft(what);
    this.updateComplete.then(() => this.dialog.open || this.dialog.showModal());
  }

  close() {
    this.dialog.close();
  }

  /** @param {Opened} what @returns {CardDraft} */
  #startDraft({ draft, list = "options" }) {
    const known = this.channel.board.drafts.find((one) => one.draft === draft);
    return known ?? { draft: `d${Date.now().toString(36)}`, list, title: "", description: "", advantages: "", disadvantages: "", interests: [] };
  }

  /** The browser leads back to the button that opened it, but not to where that card has been moved to meanwhile. */
  #closed() {
    const { card = "", isMoving = false } = this.opened ?? {};
    const way = `[data-card="${CSS.escape(card)}"] ${isMoving ? ".grip" : ".bcard-open"}`;
    if (this.contains(document.activeElement)) /** @type {HTMLElement | null | undefined} */ (this.closest("board-panel")?.querySelector(way))?.focus();
    this.opened = this.editing = this.#draft = this.#draftAsOpened = null;
  }

  /** @param {Event} event */
  #writeDraft(event) {
    if (!this.#draft) return;
    const draft = (this.#draft = { ...this.#draft, ...fieldsOf(event), interests: ticked(event, "interests") });
    const hasWords = draft.title || draft.description || draft.advantages || draft.disadvantages;
    this.act(hasWords ? { action: "draftCard", channel: this.channel.id, ...draft } : { action: "dropDraft", channel: this.channel.id, draft: draft.draft });
  }

  /** @param {Element} form */
  #valueIn(form) {
    const field = this.editing?.field ?? "title";
    const data = new FormData(/** @type {HTMLFormElement} */ (form));
    return field === "interests" ? data.getAll(field).map(String) : String(data.get(field) ?? "");
  }

  /** @param {Event} event */
  #place(event) {
    this.#writeDraft(event);
    const draft = /** @type {CardDraft} */ (this.#draft).draft;
    this.#draft = null;
    this.act({ action: "placeCard", channel: this.channel.id, draft });
    this.close();
  }

  #discard() {
    const draft = this.#draft;
    this.#draft = null;
    if (draft) this.act({ action: "dropDraft", channel: this.channel.id, draft: draft.draft });
    this.close();
  }

  /** What is begun is there again when the card is opened, after a reload too. @param {string} card @param {string} text */
  #keep(card, text) {
    this.act({ action: "setDraft", channel: this.channel.id, text, of: begunOn(card) });
  }

  /** @param {Event} event */
  #typed(event) {
    if (this.editing && this.opened?.card) this.#keep(this.opened.card, JSON.stringify({ ...this.editing, value: this.#valueIn(/** @type {Element} */ (event.currentTarget)) }));
    if (!this.opened?.card || Date.now() - this.#signalledAt < SIGNAL_PAUSE_MS) return;
    this.#signalledAt = Date.now();
    this.act({ action: "editing", channel: this.channel.id, card: this.opened.card });
  }

  /** @param {Card} card @param {CardField} field @param {string} base @param {unknown} before what need not be saved again */
  #save(card, field, base, before) {
    return (/** @type {Event} */ event) => {
      const value = field === "interests" ? (event.preventDefault(), ticked(event, field)) : fieldsOf(event)[field];
      this.editing = null;
      this.#keep(card.card, "");
      if (String(value) === String(before)) return;
      this.act({ action: "editCard", channel: this.channel.id, card: card.card, field, value, base });
    };
  }

  /** @param {Card} card @param {CardField} field */
  onePart(card, field) {
    const { board } = this.channel;
    const { editing } = this;
    const isEdited = editing?.field === field;
    const conflict = board.conflicts.find((one) => one.card === card.card && one.field === field);
    if (conflict) {
      return conflictForm(conflict, board.interests, {
        save: this.#save(card, field, card.bases[field], null),
        keepTheirs: () => this.act({ action: "dropUnmerged", channel: this.channel.id, entry: conflict.entry }),
      });
    }
    const start = () => {
      this.editing = { field, value: card[field], base: card.bases[field] };
      this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector(".card-field :is(input, textarea)"))?.focus());
    };
    return cardField(field, card[field], board.interests, {
      isEdited,
      started: editing?.value ?? "",
      start: board.mayChange && !editing ? start : null,
      save: board.mayChange ? this.#save(card, field, editing?.base ?? "", card[field]) : null,
      typed: (event) => this.#typed(event),
      leave: () => {
        this.editing = null;
        this.#keep(card.card, "");
      },
    });
  }

  merged(/** @type {Card} */ card) {
    return card.merged.map((one) => html`
      <section class="card-field merged"><h3 dir="auto" translate="no">${one.title}</h3>
        <p class="text" dir="auto" translate="no">${[one.description, one.advantages, one.disadvantages].filter(Boolean).join("\n")}</p></section>`);
  }

  /** @param {Card} card */
  propose({ list, title, description, advantages, disadvantages }) {
    const asOption = list === "options" ? { title, description, advantages, disadvantages } : null;
    this.close();
    this.tell("propose-consent", { channel: this.channel.id, what: asOption ? "option" : "text", wording: title, asOption });
  }

  /** @param {Card} card */
  cardBody(card) {
    const { room, channel } = this;
    const rates = channel.kind === "joint" && card.list === "options" && room.me?.role === "party" && room.features.includes("ratings");
    const isPrivate = channel.kind === "private" || channel.kind === "caucus";
    if (this.opened?.isMoving) return moving(this, card);
    return html`
      ${card.announced ? html`<p class="notice">${t("Every side could accept this")}</p>` : nothing}
      ${card.beingEdited ? html`<p class="notice" role="status">${t("Somebody is changing this card now. You see it once it is saved.")}</p>` : nothing}
      ${fieldsFor(card.list).map((field) => this.onePart(card, field))} ${this.merged(card)}
      ${rates ? ratingControl(this, card) : nothing} ${ratingPills(card)}
      ${channel.board.mayChange ? moving(this, card) : nothing}
      ${card.undo && channel.board.mayChange
        ? html`<button type="button" class="quiet" @click=${() => this.act({ action: "undoCard", channel: channel.id, entry: /** @type {string} */ (card.undo) })}>${t("Undo my last change")}</button>`
        : nothing}
      ${isPrivate && channel.mayWrite ? html`<button type="button" class="button small" @click=${() => this.propose(card)}>${t("Ask to share this outside…")}</button>` : nothing}
      ${room.isHost ? hostMore(this, card) : nothing}`;
  }

  /** @param {CardDraft} draft */
  draftBody(draft) {
    const { interests } = this.channel.board;
    return html`
      <form class="card-draft" @submit=${(/** @type {Event} */ event) => this.#place(event)} @input=${(/** @type {Event} */ event) => this.#writeDraft(event)}>
        <p class="notice">${t("Only you see this until you place it")}</p>
        ${fieldsFor(draft.list).map((field) => input(field, draft[field], interests))}
        <div class="actions">
          <button type="button" class="button" @click=${() => this.#discard()}>${t("Throw away")}</button>
          <button type="submit" class="button send">${placeLabel(this.channel)}</button>
        </div>
      </form>`;
  }

  /** @returns {[heading: string, body: unknown]} */
  content() {
    if (!this.opened) return ["", nothing];
    const { card } = this;
    const draft = this.#draftAsOpened;
    if (draft) return [addLabel(draft.list), this.draftBody(draft)];
    if (!card) return [t("This card is no longer on the board"), nothing];
    return [this.opened.isMoving ? t("Move: {title}", { title: card.title }) : listName(card.list), this.cardBody(card)];
  }

  render() {
    const [heading, body] = this.content();
    return html`
      <dialog class="dialog sheet channel-${this.channel.kind}" aria-label=${heading} @close=${() => this.#closed()}>
        ${this.opened
          ? html`
              <header class="sheet-head"><h2 dir="auto" translate="no">${heading}</h2>
                <button type="button" class="button small" @click=${() => this.close()}>${t("Close")}</button></header>
              ${body}`
          : nothing}
      </dialog>`;
  }
}

customElements.define("card-sheet", CardSheet);
