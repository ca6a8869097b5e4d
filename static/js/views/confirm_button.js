// A button that asks once more before something that cannot be taken back. Sends "confirmed".
// Must not know what it is about.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { RoomElement } from "./room_element.js";

export class ConfirmButton extends RoomElement {
  static properties = {
    label: { attribute: false },
    heading: { attribute: false },
    text: { attribute: false },
    yes: { attribute: false },
    look: { attribute: false },
    other: { attribute: false },
  };

  constructor() {
    super();
    this.label = "";
    this.heading = "";
    this.text = "";
    this.yes = "";
    /** Classes of the button. */
    this.look = "button";
    /** What else could be done instead; sends "other". Empty: nothing. */
    this.other = "";
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  #takeOther() {
    this.dialog.close();
    this.dispatchEvent(new CustomEvent("other"));
  }

  /** @param {boolean} yes */
  answer(yes) {
    this.dialog.close();
    if (yes) this.dispatchEvent(new CustomEvent("confirmed"));
  }

  render() {
    return html`
      <button type="button" class=${this.look} @click=${() => this.dialog.showModal()}>${this.label}</button>
      <dialog class="dialog" aria-label=${this.heading}>
        <h2>${this.heading}</h2>
        <p>${this.text}</p>
        ${this.other ? html`<button type="button" class="button" @click=${() => this.#takeOther()}>${this.other}</button>` : nothing}
        <div class="actions">
          <button type="button" class="button" @click=${() => this.answer(false)} autofocus>${t("Not now")}</button>
          <button type="button" class="button primary" @click=${() => this.answer(true)}>${this.yes}</button>
        </div>
      </dialog>`;
  }
}

customElements.define("confirm-button", ConfirmButton);
