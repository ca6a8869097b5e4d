// /closed: where a session ends.
import "../views/closed_page.js";
import { forgetLanguage } from "../words/language.js";
import { speakOn } from "./page_language.js";

const page = /** @type {HTMLElement} */ (document.querySelector("closed-page"));
await speakOn(page);
forgetLanguage(); // it was kept for this page alone
