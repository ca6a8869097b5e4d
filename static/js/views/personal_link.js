// A personal link with its two ways out: copied alone, or as a ready e-mail text.
// Must not know the room.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { invitationSubject, invitationText, mailAddress, privateAddressAdvice } from "./invitation_text.js";
import { whenHere } from "./later.js";
import { RoomElement } from "./room_element.js";

export class PersonalLink extends RoomElement {
  static properties = { link: { attribute: false }, kind: { attribute: false }, practice: { attribute: false }, copied: { state: true }, opened: { state: true }, drawn: { state: true } };

  constructor() {
    super();
    this.link = "";
    this.kind = "party";
    /** Whether it is of a rehearsal, where the mediator may use it too. */
    this.practice = false;
    /** What was copied last. @type {"" | "link" | "text"} */
    this.copied = "";
    this.opened = false;
    /** Whether the link is shown as a square code. */
    this.drawn = false;
  }

  /** @param {"link" | "text"} what */
  async copy(what) {
    try {
      await navigator.clipboard.writeText(what === "link" ? this.link : invitationText(this.link, this.kind));
      this.copied = what;
    } catch {
      this.opened = true; // no clipboard here: the text is shown, to be copied by hand
    }
  }

  render() {
    return html`
      <div class="actions">
        ${this.practice ? html`<a class="button small" href=${this.link} target="_blank" rel="noopener">${t("Take this place in a new tab")}</a>` : nothing}
        <button type="button" class="button small" @click=${() => this.copy("link")}>${this.copied === "link" ? t("Copied") : t("Copy link")}</button>
        <button type="button" class="button small" aria-expanded=${this.opened} @click=${() => (this.opened = !this.opened)}>${t("E-mail text")}</button>
        <button type="button" class="button small" aria-expanded=${this.drawn} @click=${() => (this.drawn = !this.drawn)}>${t("Square code")}</button>
      </div>
      ${this.drawn ? this.code() : nothing}
      ${this.opened ? this.mail() : nothing}
      <p class="visually-hidden" role="status">${this.copied ? t("Copied") : ""}</p>`;
  }

  code() {
    return html`
      <p class="soft">${t("For a phone whose camera can see this screen. It is drawn here and sent nowhere; whoever photographs it has the link.")}</p>
      ${whenHere(this, "qr_code.js", (part) => part.qrCode(this.link))}`;
  }

  mail() {
    return html`
      <div class="mail">
        <p class="soft">${t("Subject:")} <b>${invitationSubject()}</b></p>
        <textarea class="mail-text" readonly rows="9" aria-label=${t("E-mail text")} .value=${invitationText(this.link, this.kind)}></textarea>
        ${privateAddressAdvice()}
        <div class="actions">
          <button type="button" class="button small" @click=${() => this.copy("text")}>${this.copied === "text" ? t("Copied") : t("Copy text")}</button>
          <a class="button small" href=${mailAddress(this.link, this.kind)}>${t("Open in the e-mail program")}</a>
        </div>
      </div>`;
  }
}

customElements.define("personal-link", PersonalLink);
