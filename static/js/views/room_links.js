// The links of a prepared room: the mediator's own, and one for each person.
// Must not know how a link is made.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../words/text.js";
import "./confirm_button.js";
import "./copy_button.js";
import { sideMark } from "./marks.js";
import "./personal_link.js";
import { roleName } from "./roles.js";

/** @typedef {import("./prepare_page.js").SeatLink} SeatLink */

/** @param {SeatLink} seat @param {((n: number) => void) | undefined} replace @param {boolean} isRehearsal */
const seatLink = (seat, replace, isRehearsal) => html`
  <li class="seat">
    <p class="seat-name"><b translate="no">${sideMark(seat.side)} ${seat.label || roleName(seat.kind)}</b>
      ${seat.label ? html`<span class="soft">${roleName(seat.kind)}</span>` : nothing}</p>
    <personal-link .link=${seat.link} .kind=${seat.kind} .practice=${isRehearsal}></personal-link>
    ${replace
      ? html`<confirm-button .look=${"quiet"} .label=${t("Replace link")} .heading=${t("Make a new link for this person?")}
          .text=${t("The old link will not work. Your own link changes too: keep the new one.")} .yes=${t("Make a new link")}
          @confirmed=${() => replace(seat.n)}></confirm-button>`
      : nothing}
  </li>`;

/** @param {import("./prepare_page.js").Prepared} prepared @param {() => void} [copied] */
export const ownLink = ({ hostLink }, copied) => html`
  <section class="card own-link" aria-labelledby="own-link-heading" @copied=${copied}>
    <h2 id="own-link-heading">${t("Your own link")}</h2>
    <p>${t("Keep it safe, and to yourself: with it and your sign-in you open this room, and nothing else can. The server keeps nothing of the room until then.")}</p>
    <div class="actions"><copy-button .text=${hostLink} .label=${t("Copy your link")}></copy-button></div>
  </section>`;

/** @param {() => void} open */
export const openStep = (open) => html`
  <section class="card" aria-labelledby="open-heading">
    <h2 id="open-heading">${t("At the time")}</h2>
    <p>${t("Open your own link, or come back to this page. People then appear in the waiting room; you compare words by phone and let each one in to meet you alone. Nothing is written down until you begin the mediation.")}</p>
    <button type="button" class="button primary" @click=${open}>${t("Open the room now")}</button>
  </section>`;

/** @param {import("./prepare_page.js").Prepared} prepared @param {(n: number) => void} replace @param {boolean} isRehearsal */
export const personalLinks = ({ links }, replace, isRehearsal) => html`
  <section aria-labelledby="links-heading">
    <h2 id="links-heading">${t("A link for each person")}</h2>
    <p class="soft">${t("Send each person theirs and no other. The links start to work when you open the room.")}</p>
    <ul class="seats">${repeat(links, (seat) => `${seat.n} ${seat.link}`, (seat) => seatLink(seat, replace, isRehearsal))}</ul>
  </section>`;
