// Figures typed from a paper copy, with the short check code printed beside them.
import { html, nothing } from "lit";
import { t } from "../words/text.js";

/** @typedef {import("./verify_page.js").Typed} Typed */
/** @typedef {import("../verify/typed_figures.js").Figures & {code: string}} TypedFigures */

const DAYS = /** @type {const} */ (["startAtSeat", "startInUtc", "endAtSeat", "endInUtc"]);

/** @param {string} name */
function dayLabel(name) {
  if (name === "startAtSeat") return t("Start, at the seat");
  if (name === "startInUtc") return t("Start, in UTC");
  return name === "endAtSeat" ? t("End, at the seat") : t("End, in UTC");
}

/** @param {string} name @param {string} label @param {string} example */
const line = (name, label, example) => html`
  <label class="field"><span>${label}</span>
    <input name=${name} dir="ltr" required maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder=${example}></label>`;

/** @param {Typed} typed */
function result({ reference, code, same }) {
  if (!reference) return t("A character of the reference is wrong or missing, or two are swapped. Please look at it once more.");
  if (!code) return t("The check code is not the one of these figures. Look at each once more; if all are as printed, do not rely on the paper.");
  if (same === false) return t("The figures and the code fit each other, but they are not those of the signed statement above. Do not rely on the paper.");
  if (same) return t("The figures and the code fit each other, and are the same as in the signed statement above.");
  return t("The figures and the code fit each other: nothing was mistyped. This does not show that the certificate is genuine.");
}

/** @param {Typed | null} typed @param {(figures: TypedFigures) => void} send */
export const typedForm = (typed, send) => html`
  <p>${t("Type the figures as they are printed, and leave a day empty where none is printed. This finds a wrong or missing character. It cannot show that a certificate is genuine, since anybody can compute the code: for that, scan the square code, choose the file, or ask the office to issue it again.")}</p>
  <form class="typed" @submit=${(/** @type {SubmitEvent} */ event) => submit(event, send)}>
    ${line("reference", t("Reference"), "7K2M-9QXP-4D3T-S")}
    <div class="days">${DAYS.map((name) => html`<label class="field"><span>${dayLabel(name)}</span><input name=${name} type="date"></label>`)}</div>
    ${line("code", t("Short check code"), "0A1B2-C3D4E")}
    <button class="button">${t("Compare")}</button>
  </form>
  <div role="status">${typed ? html`<p class=${typed.reference && typed.code && typed.same !== false ? "notice" : "warning"}>${result(typed)}</p>` : nothing}</div>`;

/** @param {SubmitEvent} event @param {(figures: TypedFigures) => void} send */
function submit(event, send) {
  event.preventDefault();
  const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
  const typed = (/** @type {string} */ name) => String(form.get(name) ?? "");
  send({
    reference: typed("reference"),
    startAtSeat: typed("startAtSeat"),
    startInUtc: typed("startInUtc"),
    endAtSeat: typed("endAtSeat"),
    endInUtc: typed("endInUtc"),
    code: typed("code"),
  });
}
