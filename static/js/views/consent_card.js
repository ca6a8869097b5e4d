// A wording that may leave this meeting: word for word, and only after everyone asked has said yes.
// Must not know what else was said.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { channelTitle } from "./channel_words.js";
import { fieldName } from "./board_words.js";
import { begunOf } from "./consent_begun.js";
import { fieldsOf } from "./form_fields.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {import("../entries/room_state.js").ChannelState} ChannelState
 * @typedef {import("../entries/board_state.js").Consent} Consent
 * @typedef {import("../entries/board_state.js").OptionParts} OptionParts
 * @typedef {{view: import("./room_element.js").RoomElement, room: RoomState, channel: ChannelState, rewording: string, from: string, reword: (consent: string) => void}} Surroundings
 *   rewording: the consent that this person is wording anew; from: what they had begun before; reword: begins that, or ends it with an empty one
 */

/** Where it goes, as people here may call it. @param {RoomState} room @param {Consent} consent */
export function destinationName(room, { destination, destinationTitle }) {
  const known = room.channels.find((channel) => channel.id === destination || channel.kind === destination);
  if (destinationTitle) return destinationTitle;
  return known ? channelTitle(known) : destination === "joint" ? t("Joint session") : t("another private meeting");
}

/** @param {OptionParts} parts */
export const optionParts = (parts) => html`
  <dl class="parts">
    ${(/** @type {const} */ (["description", "advantages", "disadvantages"])).map((part) => parts[part] && html`<dt>${fieldName(part)}</dt><dd class="text" dir="auto" translate="no">${parts[part]}</dd>`)}
  </dl>`;

/** @param {"yes" | "no" | null} answer */
const answerWords = (answer) => (answer === "yes" ? t("yes") : answer === "no" ? t("no") : t("no answer yet"));

/** @param {Consent} consent @param {Surroundings} surroundings */
function answering({ consent, version, answers }, { view, room, channel, reword }) {
  const give = (/** @type {"yes" | "no" | null} */ answer) => () => view.act({ action: "answerConsent", channel: channel.id, consent, version, answer });
  const mine = answers.find(({ seat }) => seat === room.me?.seat)?.answer ?? null;
  if (mine) {
    return html`<p>${mine === "yes" ? t("You have said yes to exactly these words.") : t("You have said no.")}
      <button type="button" class="quiet" @click=${give(null)}>${t("Take it back")}</button></p>`;
  }
  return html`
    <div class="actions">
      <button type="button" class="button small" @click=${give("yes")}>${t("Yes, exactly so")}</button>
      <button type="button" class="button small" @click=${() => reword(consent)}>${t("Yes, but worded so…")}</button>
      <button type="button" class="button small" @click=${give("no")}>${t("No")}</button>
    </div>
    <p class="soft">${t("You need not give a reason. A yes can be taken back until it has been shared.")}</p>`;
}

/** @param {Consent} consent @param {Surroundings} surroundings */
function rewordForm({ consent, wording, asOption }, { view, channel, reword, from }) {
  const keep = (/** @type {string} */ text) => view.act({ action: "setDraft", channel: channel.id, text, of: begunOf(consent) });
  const leave = () => {
    reword("");
    keep("");
  };
  const save = (/** @type {Event} */ event) => {
    const { wording: words } = fieldsOf(event);
    leave();
    view.act({ action: "rewordConsent", channel: channel.id, consent, wording: words, asOption: asOption && { ...asOption, title: words.replaceAll("\n", " ").slice(0, 200) } });
  };
  return html`
    <form @submit=${save} @input=${(/** @type {Event} */ event) => keep(fieldsOf(event).wording)}>
      <label class="field"><span>${t("Your wording")}</span>
        <textarea name="wording" rows="3" required maxlength=${asOption ? 200 : 8000} dir="auto" translate="no" spellcheck="false" autocomplete="off" .value=${from || wording}></textarea></label>
      <p class="soft">${t("Everyone is then asked again about these words, you too.")}</p>
      <div class="actions"><button type="submit" class="button small primary">${t("Propose this wording")}</button>
        <button type="button" class="button small" @click=${leave}>${t("Not now")}</button></div>
    </form>`;
}

/** @param {Consent} consent @param {Surroundings} surroundings */
function open(consent, surroundings) {
  const { view, room, channel } = surroundings;
  const where = destinationName(room, consent);
  if (surroundings.rewording === consent.consent) return rewordForm(consent, surroundings);
  return html`
    <p class="consent-answers">${consent.answers.map(({ name, answer }) => html`<span><bdi>${name}</bdi>: ${answerWords(answer)}</span>`)}</p>
    ${consent.mayAnswer ? answering(consent, surroundings) : nothing}
    <div class="actions">
      ${consent.mayShare
        ? html`<button type="button" class="button small primary" @click=${() => view.act({ action: "shareConsent", channel: channel.id, consent: consent.consent, version: consent.version })}>${t("Share it: {where}", { where })}</button>`
        : nothing}
      ${room.isHost ? html`<button type="button" class="quiet" @click=${() => surroundings.reword(consent.consent)}>${t("Word it anew")}</button>` : nothing}
      ${room.isHost || consent.mine ? html`<button type="button" class="quiet" @click=${() => view.act({ action: "dropConsent", channel: channel.id, consent: consent.consent })}>${t("Drop it")}</button>` : nothing}
    </div>`;
}

/** @param {Consent} consent @param {Surroundings} surroundings */
export function consentCard(consent, surroundings) {
  if (consent.status === "dropped") return nothing;
  const where = destinationName(surroundings.room, consent);
  const isShared = consent.status === "shared";
  return html`
    <article class="consent ${consent.status}" aria-label=${t("To be shared, word for word")}>
      <h2>${isShared ? t("Shared, word for word") : t("To be shared, word for word")}</h2>
      <blockquote class="text" dir="auto" translate="no">${consent.wording}</blockquote>
      ${consent.asOption ? optionParts(consent.asOption) : nothing}
      ${consent.earlier.length ? html`<details><summary>${t("Earlier wordings")}</summary>${consent.earlier.map((words) => html`<p class="text soft" dir="auto" translate="no">${words}</p>`)}</details>` : nothing}
      <p class="soft">${isShared ? t("It is there now: {where}", { where }) : t("Where to: {where}", { where })} · ${consent.named ? t("Your side is named as its author") : t("Without a name")}
        ${isShared && surroundings.room.isHost && !consent.arrived ? html` · ${t("on its way…")}` : nothing}</p>
      ${isShared ? nothing : open(consent, surroundings)}
    </article>`;
}
