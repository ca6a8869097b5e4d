// Preparing a room: which mediation, the declaration, who gets a seat, when it ends; then the links, and a rehearsal.
// Sends "prepare-room" (Preparation), "prepare-rehearsal", "open-room", "replace-link" n. Must not know how links are made.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { declarationFields, declarationOf } from "./declaration_form.js";
import { fieldsOf } from "./form_fields.js";
import "./language_choice.js";
import { furtherSession, referenceIsConfirmed } from "./further_session.js";
import { rehearsalStrip } from "./rehearsal_strip.js";
import { rehearseStep } from "./rehearse_step.js";
import { openStep, ownLink, personalLinks } from "./room_links.js";
import { RoomElement } from "./room_element.js";
import { seatRows } from "./seat_rows.js";
import { setupPath } from "./setup_path.js";
import { signInWait } from "./sign_in_wait.js";
import { typedLine } from "./typed.js";

/**
 * @typedef {import("./seat_fields.js").SeatDescription} SeatDescription
 * @typedef {{reference: string, started_on: string, ended_on: string | null, has_ended: boolean}} MediationDates
 * @typedef {{signed_in: boolean, name?: string, csrf_token?: string, mediations?: MediationDates[]}} SignIn
 * @typedef {{mediation: string, endsAt: number, shuttle: boolean, seats: SeatDescription[],
 *   declaration: import("./declaration_form.js").Declaration | null}} Preparation
 *   mediation: "new", "individual", "rehearsal" or a reference; endsAt: ms since 1970
 * @typedef {{n: number, label: string, kind: string, side: number | null, link: string}} SeatLink
 * @typedef {{hostLink: string, links: SeatLink[]}} Prepared
 * @typedef {"new" | "further" | "individual" | "rehearsal"} Kind
 */

/** @returns {SeatDescription[]} */
const twoParties = () => [
  { kind: "party", label: "", side: 0 },
  { kind: "party", label: "", side: 1 },
];

const REHEARSAL_MS = 3_600_000;

/** Ten minutes old is still "now" in a form. @param {Date} date the form of a datetime-local field */
const localInput = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

export class PreparePage extends RoomElement {
  static properties = {
    signIn: { attribute: false },
    prepared: { attribute: false },
    rehearsal: { attribute: false },
    notice: { attribute: false },
    busy: { attribute: false },
    kind: { state: true },
    seats: { state: true },
    reference: { state: true },
    confirmation: { state: true },
    declared: { state: true },
    declares: { state: true },
    hasOwnLink: { state: true },
  };

  constructor() {
    super();
    /** Null while it is being asked. @type {SignIn | null} */
    this.signIn = null;
    /** @type {Prepared | null} */
    this.prepared = null;
    /** A practice room with the same seats. @type {Prepared | null} */
    this.rehearsal = null;
    this.notice = "";
    this.busy = false;
    /** @type {Kind} */
    this.kind = "new";
    this.seats = twoParties();
    this.reference = "";
    this.confirmation = "";
    this.declared = false;
    /** Whether the parties are shown a declaration. */
    this.declares = false;
    /** Whether the mediator has copied their own link. */
    this.hasOwnLink = false;
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

  get isRehearsal() {
    return this.kind === "rehearsal";
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
    const declaration = this.declares ? declarationOf(fieldsOf(event)) : null;
    if (this.declares && !declaration) {
      this.querySelector(/** @type {"textarea"} */ ("textarea[name=words]"))?.focus();
      return;
    }
    this.tell("prepare-room", {
      declaration,
      mediation: this.kind === "further" ? this.reference : this.kind,
      endsAt: this.isRehearsal ? Date.now() + REHEARSAL_MS : new Date(String(form.get("ends_at"))).getTime(),
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
      ["rehearsal", t("A rehearsal"), t("For practice, alone or with colleagues. Nothing is written down, and after an hour it is gone by itself.")],
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

  declaration() {
    if (this.isRehearsal) return nothing;
    return html`
      <label class="check accept">
        <input type="checkbox" name="declared" required .checked=${this.declared} @change=${(/** @type {Event & {target: HTMLInputElement}} */ { target }) => (this.declared = target.checked)}>
        <span>${t("I declare that I have no undisclosed conflict of interest in this matter")}</span>
      </label>
      <label class="check">
        <input type="checkbox" name="declares" .checked=${this.declares} @change=${(/** @type {Event & {target: HTMLInputElement}} */ { target }) => (this.declares = target.checked)}>
        <span>${t("Let each party read a declaration of mine, and say privately whether they accept me")}</span>
      </label>
      ${this.declares ? declarationFields(null) : nothing}`;
  }

  end() {
    if (this.isRehearsal) return nothing;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return html`
      <label class="field">
        <span>${t("Announced end")}</span>
        <small class="soft">${t("In your time zone, {zone}. The room closes by itself two hours later.", { zone })}</small>
        <input type="datetime-local" name="ends_at" required min=${localInput(new Date())}>
      </label>`;
  }

  form() {
    return html`
      <form class="prepare" @submit=${this.prepare}>
        ${this.kinds()}
        ${this.kind === "further" ? furtherSession(this) : nothing}
        ${this.declaration()}
        <section aria-labelledby="seats-heading">
          <h2 id="seats-heading">${t("Who will be there?")}</h2>
          <p class="soft">${t("Each person gets a link of their own. Labels are for you alone; the others see the name that each person enters.")}</p>
          ${seatRows(this.seats, (seats) => (this.seats = seats), this.kind === "individual")}
        </section>
        ${this.end()}
        ${this.kind === "individual"
          ? nothing
          : html`<label class="check">
              <input type="checkbox" name="shuttle">
              <span>${t("Shuttle only")}<small class="soft">${t("No side is shown that the other is there. There is no joint session.")}</small></span>
            </label>`}
        <button type="submit" class="button primary" ?disabled=${this.busy}>${t("Prepare the room")}</button>
      </form>`;
  }

  /** A step counts as done once what it is for is there; rehearsing can be left out. */
  path() {
    /** @type {import("./setup_path.js").Step[]} */
    const steps = this.isRehearsal ? ["people", "begin"] : ["declare", "people", "links", "rehearse", "begin"];
    return setupPath(steps, new Set(steps.filter((step) => this.isDone(step))));
  }

  /** @param {import("./setup_path.js").Step} step */
  isDone(step) {
    if (step === "declare") return this.declared;
    if (step === "people") return this.prepared !== null;
    if (step === "links") return this.hasOwnLink;
    return step === "rehearse" && this.rehearsal !== null;
  }

  links() {
    if (!this.prepared) return nothing;
    return html`
      ${ownLink(this.prepared, () => (this.hasOwnLink = true))}
      ${personalLinks(this.prepared, (n) => {
        this.hasOwnLink = false; // it is another one now
        this.tell("replace-link", n);
      }, this.isRehearsal)}
      ${this.isRehearsal ? nothing : rehearseStep(this)}
      ${openStep(() => this.tell("open-room"))}`;
  }

  render() {
    const signedIn = this.signIn?.signed_in ?? false;
    const isKnown = signedIn || this.wasSignedIn;
    return html`
      ${rehearsalStrip(this.isRehearsal)}
      <main class="page prepare-page">
        <div class="page-top"><a href="/desk">${t("Back to the desk")}</a><language-choice></language-choice></div>
        <h1 tabindex="-1">${this.prepared ? t("The links") : t("Prepare a room")}</h1>
        ${isKnown ? this.path() : nothing}
        ${this.signIn && !signedIn ? signInWait(this.wasSignedIn) : nothing}
        ${this.busy || !(this.signIn || this.notice) ? html`<p class="soft" role="status">${t("One moment…")}</p>` : nothing}
        ${this.notice ? html`<p class="notice" role="alert">${this.notice}</p>` : nothing}
        ${this.links()}
        <div ?hidden=${Boolean(this.prepared) || !isKnown}>${this.form()}</div>
      </main>`;
  }
}

customElements.define("prepare-page", PreparePage);
