// The way out, which everyone has at every moment, without giving a reason. Must not know where one leaves from.
import { html } from "lit";
import { t } from "../words/text.js";
import "./confirm_button.js";

/** @param {string} text what leaving means here @param {() => void} leave */
export const leaveButton = (text, leave) => html`<confirm-button class="leaving" .look=${"button"} .label=${t("Leave")} .heading=${t("Leave the session?")}
  .text=${text} .yes=${t("Leave now")} @confirmed=${leave}></confirm-button>`;
