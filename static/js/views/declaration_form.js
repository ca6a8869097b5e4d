// A declaration of conflicts of interest: none, or something to say, in one's own words. The fields of a form, wherever
// it stands: before a room opens, or in it. Must not know who declares, or who reads it.
import { html } from "lit";
import { t } from "../words/text.js";

/** @typedef {import("../entries/declarations.js").Declaration} Declaration */

const MOST_LETTERS = 2_000;

/** @param {Declaration | null} declared what was said before */
export const declarationFields = (declared) => html`
  <fieldset class="choices declaration">
    <legend>${t("Do you have a conflict of interest in this matter, or what might look like one?")}</legend>
    <label class="check"><input type="radio" name="something" value="no" required .checked=${declared?.something === false}>
      <span>${t("I know of none")}</span></label>
    <label class="check"><input type="radio" name="something" value="yes" required .checked=${declared?.something === true}>
      <span>${t("There is something that the parties should know")}</span></label>
    <label class="field"><span>${t("In your own words")}</span>
      <textarea name="words" rows="3" maxlength=${MOST_LETTERS} dir="auto" translate="no" .value=${declared?.words ?? ""}></textarea></label>
    <p class="soft">${t("Each party is shown this, and says privately whether they accept you. It is gone when the session closes.")}</p>
  </fieldset>`;

/**
 * @param {Record<string, string>} fields of the form (form_fields.js)
 * @returns {Declaration | null} null: nothing was chosen, or there is something and no word of it
 */
export function declarationOf({ something, words = "" }) {
  if (something === "no") return { something: false, words: "" };
  return something === "yes" && words.trim() ? { something: true, words: words.trim() } : null;
}
