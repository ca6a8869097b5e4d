// The signed facts of a certificate, large, in the reader's language: to be compared with the page line by line.
import { html, nothing } from "lit";
import { language } from "../words/language.js";
import { t } from "../words/text.js";

/** @typedef {import("../verify/sealed_statement.js").Statement} Statement */
/** @typedef {import("../verify/sealed_statement.js").Day} Day */

/** As people compare them. @param {string} digits */
export const inFours = (digits) => (digits.match(/.{1,4}/g) ?? []).join(" ");

/** The day written out, and as it is signed. @param {string} day ISO 8601, or perhaps anything */
export function dayWords(day) {
  const at = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(at.getTime())) return html`<bdi>${day}</bdi>`;
  const as = language() === "en" ? "en-GB" : language(); // the day before the month, as certificates print it
  return html`${new Intl.DateTimeFormat(as, { dateStyle: "long", timeZone: "UTC" }).format(at)} <bdi class="iso" dir="ltr">(${day})</bdi>`;
}

/** @param {string} name @param {unknown} fact @param {string} [kind] */
const row = (name, fact, kind = "") => html`<div class=${kind}><dt>${name}</dt><dd>${fact}</dd></div>`;

/** @param {string} text */
const typed = (text) => html`<bdi>${text}</bdi>`;

/** @param {Day} day @param {Statement} statement */
function dayFacts({ at_seat: atSeat, in_utc: inUtc, basis }, { seat, zone }) {
  if (basis === "not ended") return t("not ended at the date of issue");
  return html`
    <span class="day">${dayWords(atSeat)}</span>
    <span class="soft">${t("at the tribunal’s seat")}: <bdi>${seat}</bdi> (<bdi dir="ltr">${zone}</bdi>)</span>
    ${inUtc ? html`<span class="day">${dayWords(inUtc)}</span><span class="soft">${t("in Coordinated Universal Time (UTC)")}</span>` : nothing}
    ${basis === "stated" ? html`<span class="soft">${t("as the mediator stated it")}</span>` : nothing}`;
}

/** @param {Statement} statement @param {string} code its short check code */
export const facts = (statement, code) => html`
  <dl class="signed-facts">
    ${row(t("Reference"), html`<bdi class="digits" dir="ltr">${statement.reference}</bdi>`, "large")}
    ${row(t("Start of mediation"), dayFacts(statement.start, statement), "large")}
    ${row(t("End of mediation"), dayFacts(statement.end, statement), "large")}
    ${row(t("Tribunal"), html`<bdi>${statement.tribunal_name}</bdi>, <bdi>${statement.seat}</bdi>`)}
    ${row(t("Its request"), html`${typed(statement.request_reference)}, ${dayWords(statement.request_date)}`)}
    ${row(t("Case"), statement.case_references.map((one) => html`<span class="line">${typed(one)}</span>`))}
    ${row(t("Issued by"), html`<span class="line">${typed(statement.office)}</span><span class="line soft address">${typed(statement.office_address)}</span>`)}
    ${row(t("Signed for the office by"), html`<span class="line">${typed(statement.issuer_name)}</span><span class="line soft">${typed(statement.issuer_title)}</span>`)}
    ${row(t("Place and date of issue"), html`${typed(statement.place)}, ${dayWords(statement.issue_date)}`)}
    ${row(t("Issued again"), statement.is_reissue ? t("yes: the same reference and dates as before") : t("no"))}
    ${row(t("Short check code"), html`<bdi class="digits" dir="ltr">${code}</bdi>`)}
  </dl>`;
