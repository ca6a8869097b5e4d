// The people of one channel: name, role, the shape of their side, and whether they are connected.
// Must not know other channels.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../words/text.js";
import { sideMark } from "./marks.js";
import { roleName } from "./roles.js";

/** @typedef {import("../entries/room_state.js").Person} Person */

/** @param {Person[]} people */
export const peopleList = (people) => html`
  <ul class="people-list">
    ${repeat(
      people,
      (person) => person.seat,
      (person) => html`
        <li class=${person.present ? "present" : "absent"}>
          <span class="person-name"><b>${person.name}</b>${person.me ? html` <span class="soft">${t("(you)")}</span>` : nothing}</span>
          <span class="soft">${sideMark(person.side)} ${roleName(person.role)} · ${person.present ? t("here now") : person.role === "mediator" ? t("will return") : t("not connected")}</span>
        </li>`,
    )}
  </ul>`;
