// What was found of a certificate, in one sentence, and exactly what was checked and what was not.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { dayWords, facts, inFours } from "./verify_facts.js";

/** @typedef {import("./verify_page.js").Found} Found */

/** Heading and explanation. @param {Found} found @returns {[string, string]} */
function verdictWords({ verdict, from }) {
  switch (verdict) {
    case "genuine":
      return [t("This office signed these facts"), t("Compare each line with the certificate before you. Where they differ, these are the ones that the office signed.")];
    case "specimen":
      return [t("SPECIMEN: this is no certificate"), t("It was made from invented data, to show what a certificate looks like. Its key is public: anybody can make one. It proves nothing.")];
    case "altered":
      return [t("Do not rely on it"), t("The statement bears the name of this office’s key, but not its signature: it was altered after it was signed, or was never signed by this office.")];
    case "unknown key":
      return [t("Do not rely on it"), t("The statement names a key that is not this office’s. It may be another office’s certificate: then check it at that office’s address.")];
    case "no keys":
      return [t("Nothing was checked"), t("The office’s public keys could not be fetched. Please check your connection, and try again.")];
    case "no PDF":
      return [t("Nothing was checked"), t("This file could not be read as a PDF.")];
    case "old browser":
      return [t("Nothing was checked"), t("This browser is too old to read the square code. Please choose the PDF file, or use another browser.")];
    case "no statement":
      return [t("Do not rely on it"), t("No signed statement is attached to this file. Every certificate has one; a printed and scanned copy has lost it.")];
    case "several statements":
      return [t("Do not rely on it"), t("More than one statement is attached to this file. A certificate has exactly one.")];
    default:
      return [
        t("Do not rely on it"),
        from === "file"
          ? t("The statement attached to this file is not written as a certificate’s.")
          : t("The address does not hold a whole statement. If you scanned the code, please scan it once more; the letters may also have been altered."),
      ];
  }
}

/** @param {Found} found */
const checked = ({ from, key }) => html`
  <div class="checked">
    <h3>${t("What was checked")}</h3>
    <p>${t("The signature (Ed25519) over the lines above, with the key that has this fingerprint. The certificate prints it too; it is best compared with one that you had from the office by another way.")} <bdi class="digits" dir="ltr">${inFours(key)}</bdi></p>
    <h3>${t("What was not checked")}</h3>
    <p>${from === "file"
      ? t("The statement was checked, not the paper: whether the page in this file shows the same lines is for your own eyes. The signature over the whole file (PAdES) is shown by a PDF reader or by pdfsig.")
      : t("The statement was checked, not the paper: whether the page before you shows the same lines is for your own eyes.")}</p>
  </div>`;

/** @param {Found} found */
export function findingView(found) {
  const { verdict, statement, code, retiredOn } = found;
  const [heading, explanation] = verdictWords(found);
  const kind = verdict === "genuine" ? "is-genuine" : verdict === "specimen" ? "is-specimen" : "is-wrong";
  return html`
    <section class="card finding ${kind}">
      <h2>${heading}</h2>
      <p>${explanation}</p>
      ${retiredOn ? html`<p class="warning">${t("The office replaced this key on this day:")} ${dayWords(retiredOn)}<br>${t("What it signed before that still holds. See that the date of issue is earlier.")}</p>` : nothing}
      ${statement ? html`${facts(statement, code)} ${verdict === "genuine" ? checked(found) : nothing}` : nothing}
    </section>`;
}
