// Gives a page its language, and another when its reader asks.
import { chooseLanguage, onLanguageChange, preferredLanguage } from "../words/language.js";
import { t } from "../words/text.js";

/** Shows the page once its words are there. @param {HTMLElement} page @param {() => string} title all that a glance at the row of tabs should tell */
export async function speakOn(page, title = () => t("Session")) {
  onLanguageChange(() => {
    document.title = title();
    document.body.dataset.print = t("This page is confidential, so nothing of it is printed. What is said in a mediation is not recorded.");
  });
  page.addEventListener("choose-language", (event) => void chooseLanguage(/** @type {CustomEvent<string>} */ (event).detail));
  try {
    await chooseLanguage(preferredLanguage());
  } catch {
    await chooseLanguage("en"); // the catalogue did not come; the page is worth more than its language
  }
}
