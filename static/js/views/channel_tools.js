// What a mediator may do with the channel in front of them: hold it, resume it, change who is in a caucus.
// Must not know messages.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { interpreterTools } from "./interpreter_tools.js";
import { RoomElement } from "./room_element.js";
import { seatChoice } from "./seat_choice.js";

/** @typedef {import("../entries/room_state.js").ChannelState} ChannelState */
/** @typedef {import("../entries/room_state.js").SeatState} SeatState */

export class ChannelTools extends RoomElement {
  static properties = { channel: { attribute: false }, channels: { attribute: false }, seats: { attribute: false } };

  constructor() {
    super();
    /** @type {ChannelState} */
    this.channel = /** @type {any} */ (null);
    /** All of them. @type {ChannelState[]} */
    this.channels = [];
    /** @type {SeatState[]} */
    this.seats = [];
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  /** @param {SubmitEvent & {target: HTMLFormElement}} event */
  change(event) {
    const chosen = new FormData(event.target).getAll("seat").map(String);
    const before = this.channel.people.filter(({ role }) => role !== "mediator" && role !== "interpreter").map((person) => person.seat);
    const add = chosen.filter((seat) => !before.includes(seat));
    const remove = before.filter((seat) => !chosen.includes(seat));
    if (add.length || remove.length) this.act({ action: "changeCaucus", channel: this.channel.id, add, remove });
  }

  changeDialog() {
    const inside = this.channel.people.map((person) => person.seat);
    return html`
      <button type="button" class="button small" @click=${() => this.dialog.showModal()}>${t("Change people")}</button>
      <dialog class="dialog" aria-label=${t("Change people")}>
        <form method="dialog" @submit=${this.change}>
          <h2>${t("Who is in this private meeting?")}</h2>
          ${seatChoice(this.seats, inside)}
          <p class="soft">${t("Who joins reads what is written from now on. Who leaves reads nothing more.")}</p>
          <div class="actions">
            <button type="button" class="button" @click=${() => this.dialog.close()}>${t("Not now")}</button>
            <button type="submit" class="button primary">${t("Change the meeting")}</button>
          </div>
        </form>
      </dialog>`;
  }

  render() {
    const { channel } = this;
    if (channel.kind === "notes") return nothing;
    const hold = () => this.act({ action: "hold", channel: channel.id, held: !channel.held });
    return html`
      <div class="tools">
        ${channel.kind === "private" ? html`<button type="button" class="button small" @click=${() => this.act({ action: "askCheckIn", channel: channel.id })}>${t("Check in")}</button>` : nothing}
        ${channel.kind === "private" ? nothing : html`<button type="button" class="button small" @click=${() => this.act({ action: "mute", channel: channel.id, on: !channel.muted })}>${channel.muted ? t("Let people write again") : t("Mute writing")}</button>`}
        ${channel.kind === "caucus" ? this.changeDialog() : nothing}
        ${interpreterTools(this, channel, this.channels, this.seats)}
        <button type="button" class="button small" @click=${hold}>${channel.held ? t("Resume") : t("Put on hold")}</button>
      </div>`;
  }
}

customElements.define("channel-tools", ChannelTools);
