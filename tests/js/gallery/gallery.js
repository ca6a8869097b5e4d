/* global document, location, addEventListener */
// Shows one state of one page: gallery.html?page=join&state=joint&language=ar. Built to a temporary folder, never shipped.
import * as asking from "../../../static/js/main/room_asking.js";
import * as board from "../../../static/js/main/room_board.js";
import * as inside from "../../../static/js/main/room_inside.js";
import * as qr from "../../../static/js/main/qr_code.js";
import * as tools from "../../../static/js/main/room_tools.js";
import * as words from "../../../static/js/main/word_list.js";
import "../../../static/js/views/closed_page.js";
import "../../../static/js/views/host_page.js";
import "../../../static/js/views/join_page.js";
import "../../../static/js/views/prepare_page.js";
import { put } from "../../../static/js/views/later.js";
import "../../../static/js/views/room_phase.js";
import { chooseLanguage } from "../../../static/js/words/language.js";
import { states } from "./states.js";

put("qr_code.js", qr);
put("word_list.js", words);
for (const [name, part] of Object.entries({ asking, board, inside, tools })) put(`room_${name}.js`, part);

const wanted = new URLSearchParams(location.search);
const language = wanted.get("language") ?? "en";
await chooseLanguage(language);

const link = "https://rooms.example.org/join#abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuv.1.abcdefghijklmnopqrstuvabcdefghijklmnopqrstuvw";
const prepared = {
  hostLink: "https://rooms.example.org/host#abc",
  links: [
    { n: 1, label: "Staff member", kind: "party", side: 0, link },
    { n: 2, label: "Manager", kind: "party", side: 1, link },
    { n: 3, label: "", kind: "observer", side: null, link },
  ],
};
const signIn = {
  signed_in: true, name: "Mediator", csrf_token: "",
  mediations: [
    { reference: "7K3M-9QXT-2", started_on: "2025-03-04", ended_on: "2025-03-11", has_ended: false },
    { reference: "M4WD-0FHR-V", started_on: "2025-02-20", ended_on: "2025-02-20", has_ended: false },
  ],
};

const name = wanted.get("page") ?? "join";
const page = /** @type {any} */ (document.createElement(`${name}-page`));
const state = wanted.get("state");
if (name === "join" && state) page.room = states(/** @type {any} */ (language))[state];
if (name === "prepare" || name === "host") page.signIn = signIn;
if (state === "links" || name === "host") page.prepared = prepared;
if (state === "out") page.signIn = { signed_in: false };
page.endsAt = Date.now() + 3 * 3_600_000;
document.body.append(page);
addEventListener("room-action", () => {});
