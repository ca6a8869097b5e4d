// /closed: where a session ends.
import "../views/closed_page.js";
import { forgetComfort } from "../views/comfort.js";
import { forgetLanguage } from "../words/language.js";
import { speakOn } from "./page_language.js";

const page = /** @type {import("../views/closed_page.js").ClosedPage} */ (document.querySelector("closed-page"));
page.hasLeft = location.hash === "#left";
page.wasRehearsal = location.hash === "#rehearsal";
await speakOn(page);
forgetComfort();
forgetLanguage(); // it was kept for this page alone
page.contacts = await fetch("/support").then(async (answer) => (await answer.json()).contacts, () => []);
