// What a person does on a board. Must not know who may do what: the entries' rules say so.

import { isList } from "../entries/card.js";
import { isId } from "../entries/shape.js";
import { RoomError } from "../transport/room_error.js";
import { cardDrafts, dropCardDraft, keepCardDraft } from "./card_drafts.js";
import { bookAhead, deskOf, jointDesk, mustBeHost, notesDesk, post, wouldChange } from "./posting.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("../entries/board_state.js").CardDraft} CardDraft
 * @typedef {import("../entries/board_state.js").CardField} CardField
 * @typedef {import("../entries/board_state.js").CardList} CardList
 */

const MOST_DRAFT_LETTERS = 8_000;

/** @param {unknown} text */
const drafted = (text) => String(text ?? "").slice(0, 2 * MOST_DRAFT_LETTERS);

export class BoardWork {
  #room;

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
  }

  /** @param {string} channel @param {import("./posting.js").Body} body */
  #post(channel, body) {
    return post(this.#room, deskOf(this.#room, channel), body);
  }

  /**
   * @param {string} channel @param {string} draft @param {CardList} list @param {string} title
   * @param {string} [description] @param {string} [advantages] @param {string} [disadvantages] @param {string[]} [interests]
   */
  async draftCard(channel, draft, list, title, description, advantages, disadvantages, interests) {
    if (!isList(list)) throw new RoomError("malformed");
    const words = { title: drafted(title), description: drafted(description), advantages: drafted(advantages), disadvantages: drafted(disadvantages) };
    const { id } = deskOf(this.#room, channel).channel;
    keepCardDraft(this.#room, id, { draft: String(draft), list, ...words, interests: (interests ?? []).filter(isId) });
  }

  /** @param {string} channel @param {string} draft */
  async dropDraft(channel, draft) {
    dropCardDraft(this.#room, channel, draft);
  }

  /** @param {string} channel @param {string} name of the draft, which stays where it was written when it cannot be placed */
  async placeCard(channel, name) {
    const draft = cardDrafts(this.#room, channel).find((other) => other.draft === name);
    if (!draft) throw new RoomError("not_allowed");
    const { list, description, advantages, disadvantages, interests } = draft;
    const body = { kind: "card", list, title: draft.title.trim(), description, advantages, disadvantages, interests };
    const desk = deskOf(this.#room, channel);
    if (!wouldChange(this.#room, desk, body)) throw new RoomError("not_allowed");
    dropCardDraft(this.#room, channel, name);
    try {
      await desk.outbox.add(body);
    } catch (error) {
      keepCardDraft(this.#room, channel, draft);
      throw error;
    }
  }

  /** @param {string} channel @param {string} card @param {CardField} field @param {string | string[]} value @param {string} base */
  async editCard(channel, card, field, value, base) {
    const desk = deskOf(this.#room, channel);
    const there = bookAhead(this.#room, desk).board.cards.get(card);
    const text = field === "title" ? String(value).trim() : value;
    if (there && String(there.fields[field]) === String(text)) return;
    await this.#post(channel, { kind: "card_edit", card, field, value: text, base });
  }

  /** @param {string} channel @param {string} card @param {string | null} column @param {string | null} before */
  async moveCard(channel, card, column, before) {
    const desk = deskOf(this.#room, channel);
    const body = { kind: "card_move", card, column, before };
    const isThere = bookAhead(this.#room, desk).board.cards.get(card)?.column === column;
    // Put back where it was taken from, a card has not been moved.
    if (!isThere || wouldChange(this.#room, desk, body)) await this.#post(channel, body);
  }

  /** @param {string} channel @param {string} entry */
  async undoCard(channel, entry) {
    await this.#post(channel, { kind: "card_undo", entry });
  }

  /** @param {string} channel @param {string} entry */
  async dropUnmerged(channel, entry) {
    await this.#post(channel, { kind: "drop_unmerged", entry });
  }

  /** @param {string} channel @param {string} card @param {string} into */
  async mergeCards(channel, card, into) {
    await this.#post(channel, { kind: "card_merge", card, into });
  }

  /** @param {string} channel @param {string} card @param {string | null} group */
  async groupCard(channel, card, group) {
    await this.#post(channel, { kind: "card_group", card, group: group?.trim() || null });
  }

  /** @param {string} channel @param {{column: string, title: string}[]} columns */
  async setColumns(channel, columns) {
    await this.#post(channel, { kind: "columns", columns });
  }

  /** @param {string} channel @param {boolean} frozen */
  async freezeBoard(channel, frozen) {
    await this.#post(channel, { kind: "freeze", frozen });
  }

  /** That a card is being edited, and never by whom. @param {string} channel @param {string} card */
  async editing(channel, card) {
    const { channel: where, editing } = deskOf(this.#room, channel);
    const box = isId(card) && editing.isDue() ? where.sealSignal({ kind: "editing", card }) : null;
    if (box) await this.#room.request("signal", { channel, box });
  }

  /** On the joint board now, or when it opens. @param {CardList} list @param {string[]} titles */
  async prepareCards(list, titles) {
    mustBeHost(this.#room);
    const lines = titles.map((title) => title.trim()).filter(Boolean);
    const joint = jointDesk(this.#room);
    if (!joint) return post(this.#room, notesDesk(this.#room), { kind: "prepared", list, titles: lines });
    await Promise.all(lines.map((title) => post(this.#room, joint, newCard(list, title))));
  }
}

/** @param {CardList} list @param {string} title @returns {import("./posting.js").Body} */
export const newCard = (list, title) => ({ kind: "card", list, title, description: "", advantages: "", disadvantages: "", interests: [] });
