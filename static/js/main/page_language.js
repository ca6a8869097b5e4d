// Gives a page its language, and another when its reader asks.
import { chooseLanguage, preferredLanguage } from "../words/language.js";

/** Shows the page once its words are there. @param {HTMLElement} page */
export async function speakOn(page) {
  page.addEventListener("choose-language", (event) => void chooseLanguage(/** @type {CustomEvent<string>} */ (event).detail));
  try {
    await chooseLanguage(preferredLanguage());
  } catch {
    await chooseLanguage("en"); // the catalogue did not come; the page is worth more than its language
  }
}
