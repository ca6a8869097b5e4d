// Which boards can be seen from a conversation: its own, and the joint one. Sends "choose-board".
// Must not know what is on them.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { boardName } from "./board_words.js";
import { channelMark } from "./marks.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {import("../entries/room_state.js").ChannelState} ChannelState
 */

/** @param {RoomState} room @param {ChannelState | undefined} channel */
const boards = (room, channel) => room.channels.filter((one) => one.kind === "joint" || (one.id === channel?.id && one.kind !== "own"));

/**
 * Mediators have the joint board beside every conversation; everyone else the board of the conversation they are in.
 * @param {RoomState} room @param {ChannelState | undefined} channel @param {string} chosen
 */
export function boardOf(room, channel, chosen) {
  const seen = boards(room, channel);
  return seen.find(({ id }) => id === chosen) ?? ((room.isHost && channel?.kind !== "notes") || channel?.kind === "own" ? seen.find(({ kind }) => kind !== "own") : channel);
}

/** @param {import("./room_element.js").RoomElement} view @param {RoomState} room @param {ChannelState | undefined} channel @param {ChannelState} shown */
export function boardChoice(view, room, channel, shown) {
  const seen = boards(room, channel);
  if (seen.length < 2) return nothing;
  return html`
    <nav class="segments board-choice" aria-label=${t("Boards")}>
      ${seen.map((one) => html`
        <button type="button" class="channel-${one.kind}" aria-current=${one === shown} @click=${() => view.tell("choose-board", one.id)}>
          ${channelMark(one.kind)} ${boardName(one)}</button>`)}
    </nav>`;
}
