// Choosing the language of the page. Sends "choose-language"; must not know how words are fetched.
import { html } from "lit";
import { LANGUAGES, language } from "../words/language.js";
import { t } from "../words/text.js";
import { RoomElement } from "./room_element.js";

export class LanguageChoice extends RoomElement {
  render() {
    return html`
      <div class="languages" role="group" aria-label=${t("Language")}>
        ${Object.entries(LANGUAGES).map(
          ([code, name]) => html`
            <button type="button" class="quiet" lang=${code} aria-pressed=${code === language()}
              @click=${() => this.tell("choose-language", code)}>${name}</button>`,
        )}
      </div>`;
  }
}

customElements.define("language-choice", LanguageChoice);
