// What only mediators do with a whole board: freeze it, name its columns, and lay out cards before the joint session.
// Must not know single cards.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { columnName, listName } from "./board_words.js";
import { foldAway } from "./focus.js";
import { fieldsOf } from "./form_fields.js";

/** @typedef {import("./board_panel.js").BoardPanel} BoardPanel */

const MOST_COLUMNS = 8;
const LONGEST_NAME = 200;

/** A column's id once it has been made; ids are lower-case letters. @param {string[]} taken */
function newColumn(taken) {
  const letters = [..."abcdefgh"].map((letter) => `more_${letter}`);
  return letters.find((id) => !taken.includes(id)) ?? "more";
}

/** @param {BoardPanel} panel */
function columnsForm(panel) {
  const { columns } = panel.channel.board;
  const save = (/** @type {Event} */ event) => {
    const names = fieldsOf(event);
    const kept = columns.filter((one) => one.cards.length || names[one.column]).map((one) => ({ ...one, name: names[one.column] ?? "" }));
    const set = kept.map(({ column, title, name }) => ({ column, title: name === columnName({ column, title: "" }) ? "" : name || title }));
    if (names.new) set.push({ column: newColumn(set.map(({ column }) => column)), title: names.new });
    panel.act({ action: "setColumns", channel: panel.channel.id, columns: set });
    foldAway(event.currentTarget);
  };
  return html`
    <details class="board-tool">
      <summary>${t("Columns")}</summary>
      <form @submit=${save}>
        ${columns.map((column) => html`
          <input type="text" name=${column.column} aria-label=${columnName(column)} maxlength=${LONGEST_NAME} dir="auto" translate="no" autocomplete="off" .value=${columnName(column)}>`)}
        ${columns.length < MOST_COLUMNS ? html`<input type="text" name="new" aria-label=${t("A new column")} placeholder=${t("A new column")} maxlength=${LONGEST_NAME} dir="auto" translate="no" autocomplete="off">` : nothing}
        <p class="soft">${t("An empty column goes when its name is taken out.")}</p>
        <button type="submit" class="button small">${t("Save")}</button>
      </form>
    </details>`;
}

/** @param {BoardPanel} panel */
export function boardTools(panel) {
  const { board, id } = panel.channel;
  return html`
    <button type="button" class="quiet" @click=${() => panel.act({ action: "freezeBoard", channel: id, frozen: !board.frozen })}>
      ${board.frozen ? t("Open the board to changes again") : t("Freeze the board")}</button>
    ${panel.list === "options" ? columnsForm(panel) : nothing}`;
}

/** Lines become cards when the joint session opens. @param {BoardPanel} panel @param {import("../entries/board_state.js").CardList} list */
export function preparing(panel, list) {
  const { room } = panel;
  const hasJoint = room.channels.some(({ kind }) => kind === "joint");
  if (!room.isHost || hasJoint || room.shuttle || room.mediation === "individual") return nothing;
  const save = (/** @type {Event} */ event) =>
    panel.act({ action: "prepareCards", list, titles: fieldsOf(event).lines.split("\n").map((line) => line.trim()).filter(Boolean) });
  return html`
    <details class="board-tool">
      <summary>${t("Prepare the joint board")}</summary>
      <form @submit=${save}>
        <label class="field"><span>${listName(list)}: <small>${t("one a line")}</small></span>
          <textarea name="lines" rows="4" dir="auto" translate="no" spellcheck="false" autocomplete="off" .value=${room.prepared[list].join("\n")}></textarea></label>
        <p class="soft">${t("Each line becomes a card when the joint session opens. Until then only mediators see them.")}</p>
        <button type="submit" class="button small">${t("Save")}</button>
      </form>
    </details>`;
}
