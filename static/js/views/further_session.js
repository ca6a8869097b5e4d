// Choosing a mediation that goes on, by reference and dates, and confirming it by hand: a wrong row would carry wrong dates.
// Must not know what was mediated; there is nothing to know.
import { html } from "lit";
import { language } from "../words/language.js";
import { t } from "../words/text.js";

const CONFIRMED_CHARACTERS = 4;

/** @param {string} text */
const bare = (text) => text.replaceAll(/[^0-9a-z]/gi, "").toUpperCase();

/** @param {string} reference @param {string} typed its end, in any case; a hyphen may be left out, or counted as a character */
export const referenceIsConfirmed = (reference, typed) =>
  typed.trim().length >= CONFIRMED_CHARACTERS && bare(typed).length >= CONFIRMED_CHARACTERS - 1 && bare(reference).endsWith(bare(typed));

/** @param {string} day as the registry gives it: 2025-03-04, UTC */
const dayWords = (day) => new Intl.DateTimeFormat(language(), { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));

/**
 * @param {{going: import("./prepare_page.js").MediationDates[], reference: string, confirmation: string}} page
 *   its reference and confirmation are written to
 */
export function furtherSession(page) {
  if (!page.going.length) return html`<p class="notice">${t("You have no mediation that goes on.")}</p>`;
  const dates = (/** @type {import("./prepare_page.js").MediationDates} */ { started_on: from, ended_on: to }) =>
    to ? t("begun {from}, last session {to}", { from: dayWords(from), to: dayWords(to) }) : t("begun {from}", { from: dayWords(from) });
  return html`
    <fieldset class="choices">
      <legend>${t("Which mediation?")}</legend>
      ${page.going.map(
        (mediation) => html`
          <label class="choice-card">
            <input type="radio" name="reference" required value=${mediation.reference} .checked=${mediation.reference === page.reference}
              @change=${() => (page.reference = mediation.reference)}>
            <span><b dir="ltr">${mediation.reference}</b><small class="soft">${dates(mediation)}</small></span>
          </label>`,
      )}
    </fieldset>
    <label class="field">
      <span>${t("Type the last four characters of its reference")}</span>
      <input type="text" name="confirmation" required autocomplete="off" spellcheck="false" dir="ltr" class="short"
        .value=${page.confirmation}
        @input=${(/** @type {Event & {target: HTMLInputElement}} */ { target }) => {
          page.confirmation = target.value;
          target.setCustomValidity(referenceIsConfirmed(page.reference, target.value) ? "" : t("These are not the last four characters of the reference that you chose."));
        }}>
    </label>`;
}
