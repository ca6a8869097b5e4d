// Preparing a room: which mediation, the declaration, who gets a seat, when it ends; then the links.
// Sends "prepare-room" (Preparation), "open-room", "replace-link" n. Must not know how links are made.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import "./language_choice.js";
import { furtherSession, referenceIsConfirmed } from "./further_session.js";
import { roomLinks } from "./room_links.js";
import { RoomElement } from "./room_element.js";
import { seatRows } from "./seat_rows.js";
import { signInWait } from "./sign_in_wait.js";
import { typedLine } from "./typed.js";

/**
 * @typedef {import("./seat_fields.js").SeatDescription} SeatDescription
 * @typedef {{reference: string, started_on: string, ended_on: string | null, has_ended: boolean}} MediationDates
 * @typedef {{signed_in: boolean, name?: string, csrf_token?: string, mediations?: MediationDates[]}} SignIn
 * @typedef {{mediation: string, endsAt: number, shuttle: boolean, seats: SeatDescription[]}} Preparation
 *   mediation: "new", "individual" or a reference; endsAt: ms since 1970
 * @typedef {{n: number, label: string, kind: string, side: number | null, link: string}} SeatLink
 * @typedef {{hostLink: string, links: SeatLink[]}} Prepared
 * @typedef {"new" | "further" | "individual"} Kind
 */

/** @returns {SeatDescription[]} */
const twoParties = () => [
  { kind: "party", label: "", side: 0 },
  { kind: "party", label: "", side: 1 },
];

/** Ten minutes old is still "now" in a form. @param {Date} date the form of a datetime-local field */
const localInput = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

export class PreparePage extends RoomElement {
  static properties = {
    signIn: { attribute: false },
    prepared: { attribute: false },
    notice: { attribute: false },
    busy: { attribute: false },
    kind: { state: true },
    seats: { state: true },
    reference: { state: true },
    confirmation: { state: true },
  };

  constructor() {
    super();
    /** Null while it is being asked. @type {SignIn | null} */
    this.signIn = null;
    /** @type {Prepared | null} */
    this.prepared = null;
    this.notice = "";
    this.busy = false;
    /** @type {Kind} */
    this.kind = "new";
    this.seats = twoParties();
    this.reference = "";
    this.confirmation = "";
    /** Whether somebody was signed in here before: then nothing is asked again. */
    this.wasSignedIn = false;
  }

  willUpdate() {
    if (this.signIn?.signed_in) this.wasSignedIn = true;
  }

  /** @param {import("lit").PropertyValues<this>} changed */
  updated(changed) {
    if (changed.has("prepared") && !changed.get("prepared") && this.prepared) this.querySelector("h1")?.focus();
  }

  get going() {
    return (this.signIn?.mediations ?? []).filter((mediation) => !mediation.has_ended);
  }

  /** @param {Kind} kind */
  chooseKind(kind) {
    this.kind = kind;
    this.seats = kind === "individual" ? twoParties().slice(0, 1) : this.seats.length > 1 ? this.seats : twoParties();
  }

  /** @param {SubmitEvent & {target: HTMLFormElement}} event */
  prepare(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    if (this.kind === "further" && !referenceIsConfirmed(this.reference, this.confirmation)) {
      this.querySelector(/** @type {"input"} */ ("input[name=confirmation]"))?.focus();
      return;
    }
    this.tell("prepare-room", {
      mediation: this.kind === "further" ? this.reference : this.kind,
      endsAt: new Date(String(form.get("ends_at"))).getTime(),
      shuttle: form.has("shuttle"),
      seats: this.seats.map((seat) => ({ ...seat, label: typedLine(seat.label) })),
    });
  }

  kinds() {
    /** @type {[Kind, string, string][]} */
    const kinds = [
      ["new", t("A new mediation"), t("Its dates are kept once you begin it.")],
      ["further", t("A further session"), t("Of a mediation that goes on.")],
      ["individual", t("An individual meeting"), t("With one person. Nothing at all is written down.")],
    ];
    return html`
      <fieldset class="choices">
        <legend>${t("What is it?")}</legend>
        ${kinds.map(
          ([kind, title, meaning]) => html`
            <label class="choice-card">
              <input type="radio" name="kind" value=${kind} .checked=${kind === this.kind} @change=${() => this.chooseKind(kind)}>
              <span><b>${title}</b><small class="soft">${meaning}</small></span>
            </label>`,
        )}
      </fieldset>`;
  }

  form() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return html`
      <form class="prepare" @submit=${this.prepare}>
        ${this.kinds()}
        ${this.kind === "further" ? furtherSession(this) : nothing}
        <section aria-labelledby="seats-heading">
          <h2 id="seats-heading">${t("Who will be there?")}</h2>
          <p class="soft">${t("Each person gets a link of their own. Labels are for you alone; the others see the name that each person enters.")}</p>
          ${seatRows(this.seats, (seats) => (this.seats = seats), this.kind === "individual")}
        </section>
        <label class="field">
          <span>${t("Announced end")}</span>
          <small class="soft">${t("In your time zone, {zone}. The room closes by itself two hours later.", { zone })}</small>
          <input type="datetime-local" name="ends_at" required min=${localInput(new Date())}>
        </label>
        ${this.kind === "individual"
          ? nothing
          : html`<label class="check">
              <input type="checkbox" name="shuttle">
              <span>${t("Shuttle only")}<small class="soft">${t("No side is shown that the other is there. There is no joint session.")}</small></span>
            </label>`}
        <label class="check accept">
          <input type="checkbox" name="declared" required>
          <span>${t("I declare that I have no undisclosed conflict of interest in this matter")}</span>
        </label>
        <button type="submit" class="button primary" ?disabled=${this.busy}>${t("Prepare the room")}</button>
      </form>`;
  }

  render() {
    const signedIn = this.signIn?.signed_in ?? false;
    return html`
      <main class="page prepare-page">
        <div class="page-top"><a href="/desk">${t("Back to the desk")}</a><language-choice></language-choice></div>
        <h1 tabindex="-1">${this.prepared ? t("The links") : t("Prepare a room")}</h1>
        ${this.signIn && !signedIn ? signInWait(this.wasSignedIn) : nothing}
        ${this.notice ? html`<p class="notice" role="alert">${this.notice}</p>` : nothing}
        ${this.prepared
          ? roomLinks(this.prepared, { open: () => this.tell("open-room"), replace: (n) => this.tell("replace-link", n) })
          : nothing}
        <div ?hidden=${Boolean(this.prepared) || !(signedIn || this.wasSignedIn)}>${this.form()}</div>
      </main>`;
  }
}

customElements.define("prepare-page", PreparePage);
