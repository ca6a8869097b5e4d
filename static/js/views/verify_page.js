// Checking a certificate: from its square code, its file, or figures typed from paper. Sends "pdf-chosen" a file and
// "figures-typed". Must not know how a signature is checked.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import "./language_choice.js";
import { RoomElement } from "./room_element.js";
import { inFours } from "./verify_facts.js";
import { findingView } from "./verify_finding.js";
import { typedForm } from "./verify_typed.js";

/** @typedef {import("../verify/sealed_statement.js").Verdict} Verdict */
/** @typedef {import("../verify/sealed_statement.js").Statement} Statement */
/**
 * @typedef {"no keys" | "no statement" | "several statements" | "no PDF" | "old browser"} Trouble
 * @typedef {{verdict: Verdict | Trouble, from: "code" | "file", statement: Statement | null, key: string, retiredOn: string | null, code: string}} Found
 * @typedef {{reference: boolean, code: boolean, same: boolean | null}} Typed  same: as the statement above; null without one
 */

export class VerifyPage extends RoomElement {
  static properties = {
    found: { attribute: false },
    typed: { attribute: false },
    busy: { attribute: false },
    officeKey: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Found | null} */
    this.found = null;
    /** @type {Typed | null} */
    this.typed = null;
    this.busy = false;
    /** Fingerprint of the key that the office signs with now. */
    this.officeKey = "";
  }

  /** @param {Event} event */
  #choose(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.files?.[0]) this.tell("pdf-chosen", input.files[0]);
    input.value = ""; // so that the same file can be chosen once more
  }

  render() {
    return html`
      <main class="page verify-page">
        <language-choice></language-choice>
        <h1 tabindex="-1">${t("Check a certificate")}</h1>
        <p class="lead">${t("A certificate confirms when a mediation began and ended. Here you can see whether this office signed it. It is checked in your own browser: nothing of it is sent.")}</p>
        <div role="status">${this.busy ? html`<p class="notice">${t("Reading the file…")}</p>` : nothing}</div>
        <div role="region" aria-label=${t("What was found")} aria-live="polite">${this.found ? findingView(this.found) : nothing}</div>
        <section class="card">
          <h2>${t("With the PDF file")}</h2>
          <p>${t("Choose the file that you received. It stays in this browser.")}</p>
          <label class="button file">${t("Choose the PDF file")}<input class="visually-hidden" type="file" accept="application/pdf,.pdf" @change=${this.#choose} ?disabled=${this.busy}></label>
        </section>
        <section class="card">
          <h2>${t("With the square code")}</h2>
          <p>${t("Point a telephone’s camera at the square code on the certificate. It opens this page, which then shows what the office signed. See that the address is the office’s.")}</p>
        </section>
        <section class="card">
          <h2>${t("With a paper copy that cannot be scanned")}</h2>
          ${typedForm(this.typed, (figures) => this.tell("figures-typed", figures))}
        </section>
        ${this.officeKey
          ? html`<p class="soft">${t("Fingerprint of the key that this office signs with now:")} <bdi class="digits" dir="ltr">${inFours(this.officeKey)}</bdi></p>`
          : nothing}
      </main>`;
  }
}

customElements.define("verify-page", VerifyPage);
