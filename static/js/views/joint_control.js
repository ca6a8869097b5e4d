// The mediator's way to the joint session: show who will attend, see who is ready, open it.
// Must not know what was said.
import { html, nothing } from "lit";
import { list, t } from "../words/text.js";
import "./confirm_button.js";
import { sideMark } from "./marks.js";
import { RoomElement } from "./room_element.js";

/** @typedef {import("../entries/room_state.js").RoomState} RoomState */
/** @typedef {import("../entries/room_state.js").SeatState} SeatState */

/** Those who will be asked and let into the joint session. @param {RoomState} room @returns {SeatState[]} */
const attending = (room) => room.seats.filter((seat) => seat.admitted && !seat.revoked && seat.kind !== "host");

/** @param {boolean | null} answer @param {string} yes */
const answerWords = (answer, yes) => (answer === null ? t("no answer yet") : answer ? yes : t("not yet"));

export class JointControl extends RoomElement {
  static properties = { room: { attribute: false } };

  constructor() {
    super();
    /** @type {RoomState} */
    this.room = /** @type {any} */ (null);
  }

  get joint() {
    return this.room.channels.find((channel) => channel.kind === "joint");
  }

  /** @param {SeatState[]} seats */
  answers(seats) {
    return html`
      <ul class="answers">
        ${seats.map(
          (seat) => html`
            <li>
              <b translate="no">${sideMark(seat.side)} ${seat.name || seat.label}</b>
              <span class=${seat.ready ? "yes" : "soft"}>${answerWords(seat.ready, t("ready"))}</span>
              <span class=${seat.agree ? "yes" : "soft"}>${answerWords(seat.agree, t("agrees to mediate"))}</span>
            </li>`,
        )}
      </ul>`;
  }

  opener(/** @type {SeatState[]} */ seats) {
    const open = () => this.act({ action: "openJoint" });
    if (seats.every((seat) => seat.ready)) {
      return html`<button type="button" class="button primary" @click=${open}>${t("Open the joint session")}</button>`;
    }
    const names = list(seats.filter((seat) => !seat.ready).map((seat) => seat.name || seat.label));
    return html`<confirm-button
      .label=${t("Open the joint session")} .heading=${t("Not everyone is ready")}
      .text=${t("These people have not said that they are ready: {names}. Nobody should meet the others before they have said so.", { names })}
      .yes=${t("Open it all the same")} @confirmed=${open}></confirm-button>`;
  }

  /** After the opening: those let in later. @param {SeatState[]} seats */
  latecomers(seats) {
    const inside = new Set(this.joint?.people.map((person) => person.seat));
    const late = seats.filter((seat) => !inside.has(seat.seat));
    if (!late.length) return html`<p class="soft">${t("The joint session is open. Everyone is in it.")}</p>`;
    const names = list(late.map((seat) => seat.name || seat.label));
    return html`
      <p class="soft">${t("The joint session is open. Not in it yet: {names}.", { names })}</p>
      <button type="button" class="button" @click=${() => this.act({ action: "openJoint" })}>${t("Add them to the joint session")}</button>`;
  }

  render() {
    const { room } = this;
    if (room.shuttle || room.mediation === "individual") return nothing;
    const seats = attending(room);
    const shown = room.channels.some((channel) => channel.kind === "private" && channel.attendance);
    return html`
      <section class="panel joint-control" aria-labelledby="joint-heading">
        <h2 id="joint-heading">${t("Joint session")}</h2>
        ${seats.length ? this.answers(seats) : html`<p class="soft">${t("First let people in from the waiting room. Each is then in a private meeting with you.")}</p>`}
        ${seats.length && !this.joint
          ? html`
              <p class="soft">${shown ? t("Everyone has been shown who will be there. Answers are private.") : t("Show each person, privately, who will be there. They then say whether they are ready.")}</p>
              <div class="actions">
                <button type="button" class="button" @click=${() => this.act({ action: "showAttendance" })}>${shown ? t("Show again who will be there") : t("Show who will be there")}</button>
                ${this.opener(seats)}
              </div>`
          : nothing}
        ${this.joint ? this.latecomers(seats) : nothing}
      </section>`;
  }
}

customElements.define("joint-control", JointControl);
