// The mediator's further tools: each is off until wanted. Must not know what was said.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { FEATURES, featureName } from "./course_words.js";
import { fieldsOf } from "./form_fields.js";
import { pledgeTool } from "./pledge_tool.js";
import { hostRange, rangeForm } from "./range_tools.js";
import { RoomElement } from "./room_element.js";
import { screeningQueue } from "./screening_queue.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {import("../entries/board_state.js").Feature} Feature
 */

export class ToolsPanel extends RoomElement {
  static properties = { room: { attribute: false } };

  constructor() {
    super();
    /** @type {RoomState} */
    this.room = /** @type {any} */ (null);
  }

  /** @param {Feature} feature @param {() => unknown} body @returns {unknown} */
  tool(feature, body) {
    if (!this.room.features.includes(feature)) return nothing;
    return html`<section class="panel"><h2>${featureName(feature)}</h2>${body()}</section>`;
  }

  whose() {
    const joint = this.room.channels.find(({ kind }) => kind === "joint");
    return joint?.people.filter(({ role }) => role !== "observer" && role !== "interpreter") ?? [];
  }

  /** @param {string} label */
  person(label) {
    return html`<label class="field"><span>${label}</span>
      <select name="seat"><option value="">${t("nobody in particular")}</option>${this.whose().map(({ seat, name }) => html`<option value=${seat}>${name}</option>`)}</select></label>`;
  }

  /** @param {number} minutes */
  minutes(minutes) {
    return html`<label class="field"><span>${t("Minutes")}</span><input class="short" type="number" name="minutes" min="1" max="120" required .value=${String(minutes)}></label>`;
  }

  timer() {
    const start = (/** @type {Event} */ event) => {
      const { seat, minutes } = fieldsOf(event);
      this.act({ action: "setTimer", seat: seat || null, seconds: Math.round(Number(minutes) * 60) });
    };
    return html`
      <form class="in-line" @submit=${start}>${this.person(t("Who speaks"))} ${this.minutes(3)} <button type="submit" class="button small">${t("Start")}</button></form>
      ${this.room.course.timer ? html`<button type="button" class="button small" @click=${() => this.act({ action: "setTimer", seat: null, seconds: null })}>${t("Stop the timer")}</button>` : nothing}`;
  }

  floor() {
    return html`<form class="in-line" @submit=${(/** @type {Event} */ event) => this.act({ action: "setFloor", seat: fieldsOf(event).seat || null })}>
      ${this.person(t("Who has the floor"))} <button type="submit" class="button small">${t("Save")}</button></form>`;
  }

  breaks() {
    const start = (/** @type {Event} */ event) => this.act({ action: "startBreak", seconds: Math.round(Number(fieldsOf(event).minutes) * 60) });
    return this.room.course.pause
      ? html`<button type="button" class="button small" @click=${() => this.act({ action: "startBreak", seconds: null })}>${t("End the break")}</button>`
      : html`<form class="in-line" @submit=${start}>${this.minutes(10)} <button type="submit" class="button small">${t("Begin a break")}</button></form>`;
  }

  absence() {
    const { backAt } = this.room;
    const tell = (/** @type {Event} */ event) => this.act({ action: "tellBack", seconds: Math.round(Number(fieldsOf(event).minutes) * 60) });
    return html`
      <section class="panel"><h2>${t("When you go away")}</h2>
        ${backAt === null || backAt <= Date.now()
          ? html`<form class="in-line" @submit=${tell}>${this.minutes(15)} <button type="submit" class="button small">${t("Tell everyone when you mean to be back")}</button></form>`
          : html`<button type="button" class="button small" @click=${() => this.act({ action: "tellBack", seconds: null })}>${t("I am back")}</button>`}
      </section>`;
  }

  words() {
    const { privateWords } = this.room.course;
    if (!privateWords.length) return html`<p class="soft">${t("Nobody has asked.")}</p>`;
    return html`
      <ol class="people-list">
        ${privateWords.map(({ channel, name }) => html`
          <li><bdi><b>${name}</b></bdi><span class="actions">
            <button type="button" class="button small" @click=${() => this.tell("choose-channel", channel)}>${t("Go there")}</button>
            <button type="button" class="quiet" @click=${() => this.act({ action: "clearPrivateWord", channel })}>${t("Done")}</button></span></li>`)}
      </ol>`;
  }

  screening() {
    const on = this.room.course.screening;
    return html`
      <button type="button" class="button small" @click=${() => this.act({ action: "setScreening", on: !on })}>${on ? t("Let posts through directly again") : t("Let posts pass through the mediators")}</button>
      ${screeningQueue(this)}`;
  }

  switches() {
    const { features, mayHaveOutcome } = this.room;
    const turn = (/** @type {Feature} */ feature) => () =>
      this.act({ action: "setFeatures", on: features.includes(feature) ? features.filter((one) => one !== feature) : [...features, feature] });
    return html`
      <section class="panel"><h2>${t("Tools of this session")}</h2><p class="soft">${t("Each is off until you want it.")}</p>
        <div>${FEATURES.filter((feature) => feature !== "outcome" || mayHaveOutcome).map((feature) => html`
          <label class="check"><input type="checkbox" .checked=${features.includes(feature)} @change=${turn(feature)}><span>${featureName(feature)}</span></label>`)}</div>
      </section>`;
  }

  render() {
    const { room } = this;
    const hasJoint = room.channels.some(({ kind }) => kind === "joint");
    return html`
      ${this.tool("private_words", () => this.words())}
      ${hasJoint
        ? html`${this.tool("screening", () => this.screening())} ${this.tool("timer", () => this.timer())} ${this.tool("floor", () => this.floor())} ${this.tool("breaks", () => this.breaks())}`
        : nothing}
      ${this.tool("ranges", () => html`<ul>${room.ranges.map((check) => hostRange(this, check))}</ul>${rangeForm(this)}`)}
      ${this.absence()} ${this.switches()} ${pledgeTool(this, room)}`;
  }
}

customElements.define("tools-panel", ToolsPanel);
