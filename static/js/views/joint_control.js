// The mediator's way to the joint session: show who will attend, see who is ready, open it.
// Must not know what was said.
import { html, nothing } from "lit";
import { list, t } from "../words/text.js";
import "./confirm_button.js";
import { openAcceptances } from "./open_acceptances.js";
import { sideMark } from "./marks.js";
import { RoomElement } from "./room_element.js";

/** @typedef {import("../entries/room_state.js").RoomState} RoomState */
/** @typedef {import("../entries/room_state.js").SeatState} SeatState */

/** Those who will be asked and let into the joint session. @param {RoomState} room @returns {SeatState[]} */
const attending = (room) => room.seats.filter((seat) => seat.admitted && !seat.revoked && seat.kind !== "host" && seat.kind !== "interpreter");

/** @param {boolean | null} ready */
const readyWords = (ready) => (ready === null ? t("ready? no answer yet") : ready ? t("ready") : t("not ready yet"));

/** @param {boolean | null} agree */
const agreeWords = (agree) => (agree === null ? t("to mediate? no answer yet") : agree ? t("agrees to mediate") : t("does not agree to mediate yet"));

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
              <span class=${seat.ready ? "yes" : "soft"}>${readyWords(seat.ready)}</span>
              <span class=${seat.agree ? "yes" : "soft"}>${agreeWords(seat.agree)}</span>
            </li>`,
        )}
      </ul>`;
  }

  /** Opens it for these people; asked once more while one of them has not said yes. @param {SeatState[]} seats @param {string} label */
  opener(seats, label) {
    const open = () => this.act({ action: "openJoint" });
    const isReady = seats.every((seat) => seat.ready);
    const unaccepted = openAcceptances(this.room);
    if (isReady && !unaccepted) return html`<button type="button" class="button primary" @click=${open}>${label}</button>`;
    const names = list(seats.filter((seat) => !seat.ready).map((seat) => seat.name || seat.label));
    return html`<confirm-button
      .label=${label} .heading=${isReady ? t("Not everyone is accepted") : t("Not everyone is ready")}
      .text=${[isReady ? "" : t("These people have not said that they are ready: {names}. Nobody should meet the others before they have said so.", { names }), unaccepted].filter(Boolean).join(" ")}
      .yes=${t("Open it all the same")} @confirmed=${open}></confirm-button>`;
  }

  /** @param {SeatState[]} seats @param {string} label of the way into the joint session */
  steps(seats, label) {
    const shown = seats.every(({ seat }) => this.room.channels.some((channel) => channel.meetingOf === seat && channel.attendance));
    return html`
      <p class="soft">${shown ? t("They have been shown who will be there. Answers are private.") : t("Show each person, privately, who will be there. They then say whether they are ready.")}</p>
      <div class="actions">
        <button type="button" class="button" @click=${() => this.act({ action: "showAttendance" })}>${shown ? t("Show again who will be there") : t("Show who will be there")}</button>
        ${this.opener(seats, label)}
      </div>`;
  }

  /** After the opening: those let in later. @param {SeatState[]} seats */
  latecomers(seats) {
    const inside = new Set(this.joint?.people.map((person) => person.seat));
    const late = seats.filter((seat) => !inside.has(seat.seat));
    if (!late.length) return html`<p class="soft">${t("The joint session is open. Everyone is in it.")}</p>`;
    const names = list(late.map((seat) => seat.name || seat.label));
    return html`
      <p class="soft">${t("The joint session is open. Not in it yet: {names}.", { names })}</p>
      ${this.steps(late, t("Add them to the joint session"))}`;
  }

  render() {
    const { room } = this;
    if (room.shuttle || room.mediation === "individual") return nothing;
    const seats = attending(room);
    return html`
      <section class="panel joint-control" aria-labelledby="joint-heading">
        <h2 id="joint-heading">${t("Joint session")}</h2>
        ${seats.length ? this.answers(seats) : html`<p class="soft">${t("First let people in from the waiting room. Each is then in a private meeting with you.")}</p>`}
        ${seats.length && !this.joint ? this.steps(seats, t("Open the joint session")) : nothing}
        ${this.joint ? this.latecomers(seats) : nothing}
      </section>`;
  }
}

customElements.define("joint-control", JointControl);
