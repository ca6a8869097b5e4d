// Gives a page its language, and another when its reader asks.
import { applyComfort } from "../views/comfort.js";
import { chooseLanguage, hasWords, onLanguageChange, preferredLanguage } from "../words/language.js";
import { t } from "../words/text.js";

const PATIENCE_MS = 1000;

/** Shows the page once its words are there. @param {HTMLElement} page @param {() => string} title all that a glance at the row of tabs should tell */
export async function speakOn(page, title = () => t("Session")) {
  onLanguageChange(() => {
    document.title = title();
    document.body.dataset.print = t("This page is confidential, so nothing of it is printed. What is said in a mediation is not recorded.");
  });
  applyComfort();
  page.addEventListener("choose-language", (event) => {
    chooseLanguage(/** @type {CustomEvent<string>} */ (event).detail).catch(() => undefined); // it stays as it was, and so does the button
  });
  const wanted = preferredLanguage();
  // The network may have gone since the script came. The page is worth more than its language, so English is tried too.
  for (let code = wanted; !hasWords(); code = code === wanted ? "en" : wanted) {
    await chooseLanguage(code).catch(() => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)));
  }
}
