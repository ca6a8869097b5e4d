// Proposing that something leaves this meeting: the exact wording, and where to. Nothing leaves by this alone.
// Must not know who will agree.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { fieldName } from "./board_words.js";
import { channelTitle } from "./channel_words.js";
import { BEGUN } from "./consent_begun.js";
import { fieldsOf } from "./form_fields.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {import("../entries/room_state.js").ChannelState} ChannelState
 * @typedef {import("../entries/board_state.js").OptionParts} OptionParts
 * @typedef {{what: import("../entries/board_state.js").Consent["what"], wording: string, asOption?: OptionParts | null}} Proposal
 */

const PARTS = /** @type {const} */ (["description", "advantages", "disadvantages"]);

/** @param {RoomState} room @param {ChannelState} here */
const destinations = (room, here) => room.channels.filter((one) => one.id !== here.id && one.kind !== "notes");

/**
 * In a shuttle room one side must not learn from a title that the other is there.
 * @param {RoomState} room @param {ChannelState | undefined} to
 */
const titleFor = (room, to) => (!to || to.kind === "joint" ? "" : room.shuttle ? t("another private meeting") : channelTitle(to));

/**
 * @param {import("./room_element.js").RoomElement} view @param {RoomState} room @param {ChannelState} channel
 * @param {Proposal} proposal @param {() => void} close
 */
export function consentForm(view, room, channel, { what, wording, asOption }, close) {
  const places = destinations(room, channel);
  const keep = (/** @type {string} */ text) => view.act({ action: "setDraft", channel: channel.id, text, of: BEGUN });
  const done = () => {
    keep("");
    close();
  };
  const propose = (/** @type {Event} */ event) => {
    const fields = fieldsOf(event);
    const to = places.find(({ id }) => id === fields.destination);
    const parts = asOption && { title: fields.wording.replaceAll("\n", " "), ...Object.fromEntries(PARTS.map((part) => [part, fields[part] ? asOption[part] : ""])) };
    view.act({
      action: "proposeConsent", channel: channel.id, wording: fields.wording, destination: to && to.kind !== "joint" ? to.id : "joint",
      destinationTitle: titleFor(room, to), what, asOption: /** @type {OptionParts | null} */ (parts ?? null), named: Boolean(fields.named),
    });
    done();
  };
  return html`
    <form class="consent" aria-label=${t("Ask to share this outside…")} @submit=${propose} @input=${(/** @type {Event} */ event) => keep(JSON.stringify({ what, wording: fieldsOf(event).wording, asOption }))}>
      <h2>${t("To be shared, word for word")}</h2>
      <label class="field"><span>${t("The exact words")}</span>
        <textarea name="wording" rows="3" required maxlength=${asOption ? 200 : 8000} dir="auto" translate="no" spellcheck="false" autocomplete="off" .value=${wording}></textarea></label>
      ${asOption ? PARTS.map((part) => asOption[part] && html`<label class="check"><input type="checkbox" name=${part}><span>${fieldName(part)}<small dir="auto" translate="no">${asOption[part]}</small></span></label>`) : nothing}
      ${places.length > 1 || (places[0] && places[0].kind !== "joint")
        ? html`<label class="field"><span>${t("Where to")}</span><select name="destination">${places.map((one) => html`<option value=${one.id}>${channelTitle(one)}</option>`)}</select></label>`
        : html`<p class="soft">${t("Where to: {where}", { where: t("Joint session") })}</p>`}
      <label class="check"><input type="checkbox" name="named"><span>${t("Name this side as its author")}</span></label>
      <p class="soft">${t("Nothing is shared yet. Everyone of this side is asked first, and a mediator shares it.")}</p>
      <div class="actions"><button type="submit" class="button small primary">${t("Ask for consent")}</button><button type="button" class="button small" @click=${done}>${t("Not now")}</button></div>
    </form>`;
}
