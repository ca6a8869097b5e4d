// What makes a room easier to read and to hear, chosen by each person for this tab. Must not know who says what to whom.
import { html } from "lit";
import { Chime } from "./chime.js";
import { comfortChoices } from "./comfort_choices.js";
import { ReadAloud } from "./read_aloud.js";

export class Aids {
  #view;
  #chime = new Chime();
  #aloud;

  /** @param {import("./room_element.js").RoomElement} view */
  constructor(view) {
    this.#view = view;
    this.#aloud = new ReadAloud(() => view.requestUpdate());
  }

  /**
   * @param {import("../entries/room_state.js").RoomState} room
   * @param {import("../entries/room_state.js").ChannelState | undefined} channel the one in front @param {boolean} isSeen
   */
  follow(room, channel, isSeen) {
    if (channel) this.#aloud.follow(channel, isSeen);
    this.#chime.follow(room.waiting.length + room.channels.reduce((sum, { id, unread }) => sum + (isSeen && id === channel?.id ? 0 : unread), 0));
  }

  choices() {
    return html`${this.#aloud.choice()} ${comfortChoices(this.#view)}`;
  }
}
