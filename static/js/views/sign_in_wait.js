// A page that needs a signed-in mediator and has none: says so and goes on by itself after the sign-in elsewhere.
// Must not know what comes after.
import { html } from "lit";
import { t } from "../words/text.js";

/** @param {boolean} expired whether the person was signed in before */
export const signInWait = (expired) => html`
  <section class="card" role="status">
    <h2>${expired ? t("Your sign-in has ended") : t("Please sign in first")}</h2>
    <p>${expired ? t("Nothing that you entered here is lost. Sign in in a new tab; this page goes on by itself when you come back to it.") : t("Sign in in a new tab; this page goes on by itself when you come back to it.")}</p>
    <a class="button primary" href="/sign-in" target="_blank" rel="noopener">${t("Sign in in a new tab")}</a>
  </section>`;
