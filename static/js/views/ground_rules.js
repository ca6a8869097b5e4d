// The ground rules that everyone accepts before asking to come in.
// Source: Standards of Practice for UN System Ombudsman and Mediators (2023), 1.4, 3.1 to 3.5, 4.3, 4.5; and product.md.
import { html } from "lit";
import { t } from "../words/text.js";

const rules = () => [
  [t("What is said here stays here."), t("The mediator keeps it confidential, and so do you: you do not repeat outside what others say here.")],
  [t("No recordings."), t("Nobody records, photographs or copies what is written. Recording is not offered here, it is forbidden, made difficult and discouraged; no page can rule out a camera.")],
  [t("You are here by choice."), t("You can leave at any time, without giving a reason.")],
  [t("One exception."), t("If the mediator alone judges that there is an imminent risk of serious harm, they may speak of it outside.")],
  [t("This is no notice to the organization."), t("Talking here does not put the organization on notice of anything. Formal complaints have their own channels and time limits.")],
  [t("Nothing is kept."), t("When the session closes, everything written is destroyed. Only the dates of a mediation remain.")],
];

export const groundRules = () => html`
  <ul class="rules">
    ${rules().map(([rule, meaning]) => html`<li><b>${rule}</b> ${meaning}</li>`)}
  </ul>`;
