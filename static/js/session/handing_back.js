// One's own entry came too late to change anything (a board was frozen, a wording shared, posts are screened by now).
// Its words go back to where they can be written anew. Must not post anything.

import { keepCardDraft } from "./card_drafts.js";
import { begunAs } from "./draft_box.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./channel.js").Channel} Channel
 */

/** @param {Room} room @param {Channel} channel @param {any} body as this tab wrote it */
export function handBack(room, channel, body) {
  const { drafts } = room;
  if (body.kind === "card" || body.kind === "card_edit") return handBackCard(room, channel, body);
  if (body.kind === "translation") return; // what it is of was withdrawn, or is another's to translate now
  const words = [body.text, body.wording].find((text) => typeof text === "string" && text !== "");
  if (words) drafts.setDraft(channel.id, [words, drafts.draft(channel.id)].filter(Boolean).join("\n"));
}

/** @param {Room} room @param {Channel} channel @param {any} body */
function handBackCard(room, channel, body) {
  const { drafts } = room;
  const { board } = channel.book;
  const card = board.cards.get(body.card);
  const isKept = board.unmerged.some(({ author, value }) => author === room.seat && value === body.value);
  if (body.kind === "card_edit" && (isKept || String(card?.fields[/** @type {"title"} */ (body.field)]) === String(body.value))) return;
  if (card && body.kind === "card_edit") {
    const { field, value, base } = body;
    return drafts.setDraft(begunAs(channel.id, `edit ${card.card}`), JSON.stringify({ field, value, base }));
  }
  const empty = { title: "", description: "", advantages: "", disadvantages: "", interests: [] };
  const written = body.kind === "card" ? body : { list: "options", [body.field]: body.value };
  const { list, title, description, advantages, disadvantages, interests } = { ...empty, ...written };
  const name = `${channel.id} ${body.card ?? ""}${body.field ?? ""}${title}`;
  keepCardDraft(room, channel.id, { draft: name, list, title, description, advantages, disadvantages, interests });
}
