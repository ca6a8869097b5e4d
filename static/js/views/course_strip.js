// The course of the session, for everyone: whose time it is, who has the floor, hands, a break. Only what is switched on.
// Must not know messages.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { clock } from "./course_words.js";
import { RoomElement } from "./room_element.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {import("../entries/board_state.js").Countdown} Countdown
 */

export class CourseStrip extends RoomElement {
  static properties = { room: { attribute: false } };

  /** @type {ReturnType<typeof setInterval> | undefined} */
  #ticking;

  constructor() {
    super();
    /** @type {RoomState} */
    this.room = /** @type {any} */ (null);
  }

  updated() {
    const { timer, pause } = this.room.course;
    const runs = Boolean(timer || pause);
    if (runs) this.#ticking ??= setInterval(() => this.requestUpdate(), 500);
    else this.#stop();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  #stop() {
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }

  /** The time itself is not read out each second. @param {string} words @param {Countdown} countdown */
  counting(words, { endsAt }) {
    const left = Math.ceil((endsAt - Date.now()) / 1000);
    return html`<p><span>${words}${left > 0 ? "" : ` · ${t("time is up")}`}</span> <b class="countdown" role="timer" aria-live="off">${clock(left)}</b></p>`;
  }

  hands() {
    const { course, features, isHost, me } = this.room;
    if (!features.includes("hands")) return nothing;
    const names = course.hands.map(({ seat, name }) => html`<li><bdi>${name}</bdi>
      ${isHost ? html`<button type="button" class="quiet" aria-label=${t("Lower the hand: {name}", { name })} @click=${() => this.act({ action: "lowerHand", seat })}>${t("Lower")}</button>` : nothing}</li>`);
    return html`
      ${names.length ? html`<div class="hands"><span>${t("Hands:")}</span><ol>${names}</ol></div>` : nothing}
      ${isHost || !me || me.role === "observer" || me.role === "interpreter" ? nothing : html`<button type="button" class="button small" aria-pressed=${course.handUp}
        @click=${() => this.act(course.handUp ? { action: "lowerHand", seat: me.seat } : { action: "raiseHand" })}>${course.handUp ? t("Lower my hand") : t("Raise my hand")}</button>`}`;
  }

  privateWord() {
    const { course, features, isHost } = this.room;
    if (isHost || !features.includes("private_words")) return nothing;
    const asked = course.privateWordAsked;
    return html`<button type="button" class="button small" aria-pressed=${asked} title=${t("Only the mediators see this")} @click=${() => this.act({ action: "askPrivateWord", asked: !asked })}>
      ${asked ? t("A private word: asked") : t("Ask for a private word")}</button>`;
  }

  render() {
    const { course, channels } = this.room;
    const { timer, floor, pause } = course;
    if (!channels.length) return nothing;
    return html`
      <section class="course-strip" aria-label=${t("Course of the session")}>
        <div class="whose-time" role="status" aria-atomic="false">
        ${pause ? html`<div class="pause">${this.counting(t("A break. It goes on in"), pause)}</div>` : nothing}
        ${timer ? this.counting(timer.name ? t("{name} is speaking", { name: timer.name }) : t("Time"), timer) : nothing}
        ${floor && floor.seat !== timer?.seat ? html`<p>${t("{name} has the floor", { name: floor.name })}</p>` : nothing}
        </div>
        ${this.hands()} ${this.privateWord()}
      </section>`;
  }
}

customElements.define("course-strip", CourseStrip);
