// Whether an interpreter hears a conversation, and whether what is written there waits for them: the mediator's choice,
// made where it says what follows from it. Must not know what was said.
import { html, nothing } from "lit";
import { list, t, tn } from "../words/text.js";

/**
 * @typedef {import("../entries/room_state.js").ChannelState} ChannelState
 * @typedef {import("../entries/room_state.js").SeatState} SeatState
 */

/** @param {ChannelState} channel @returns {(number | string)[]} the sides of its people */
const sidesOf = ({ people }) => people.filter(({ role }) => role === "party" || role === "support").map(({ side, seat }) => side ?? seat);

/** @param {ChannelState} channel @param {string} seat @returns {boolean} whether it has ever been let in there */
const hasHeard = ({ people, interpreters }, seat) => [...people, ...interpreters].some((one) => one.seat === seat);

/** @param {ChannelState} channel @param {ChannelState[]} channels @param {string} seat @returns {boolean} whether it has been in private with another side */
function hasHeardAnotherSide(channel, channels, seat) {
  const here = sidesOf(channel);
  const elsewhere = channels.filter((other) => other.kind !== "joint" && other.id !== channel.id && hasHeard(other, seat)).flatMap(sidesOf);
  return elsewhere.some((side) => !here.includes(side));
}

/**
 * @param {import("./room_element.js").RoomElement} view @param {ChannelState} channel in front of the mediator
 * @param {ChannelState[]} channels @param {SeatState[]} seats
 */
export function interpreterTools(view, channel, channels, seats) {
  const interpreters = seats.filter(({ kind, admitted, revoked, seat }) => kind === "interpreter" && admitted && !revoked && seat !== channel.meetingOf);
  if (!interpreters.length) return nothing;
  const dialog = () => /** @type {HTMLDialogElement} */ (view.querySelector("dialog.interpreters"));
  const awaited = channel.messages.filter((message) => message.awaited);
  const isPrivate = channel.kind !== "joint";
  const one = (/** @type {SeatState} */ { seat, name }) => {
    const hears = channel.people.some((person) => person.seat === seat);
    const change = () => {
      dialog().close();
      view.act({ action: "letInterpret", channel: channel.id, seat, hears: !hears });
    };
    return html`
      <li class="aside-card"><b><bdi translate="no">${name}</bdi></b> <span class="soft">${hears ? t("reads this conversation") : t("does not read this conversation")}</span>
        ${!hears && isPrivate ? html`<p>${t("They then read all that is written here from now on, answers and ratings too. Everyone here reads that they come in.")}</p>` : nothing}
        ${!hears && isPrivate && hasHeardAnotherSide(channel, channels, seat)
          ? html`<p class="warning">${t("{name} has been in a private meeting of another side. They know what was said there; think of asking the people here first.", { name })}</p>` : nothing}
        <button type="button" class="button small" @click=${change}>${hears ? t("Let {name} read this no more", { name }) : t("Let {name} read and translate this", { name })}</button></li>`;
  };
  const wait = (/** @type {Event & {target: HTMLInputElement}} */ { target }) => view.act({ action: "awaitTranslation", channel: channel.id, on: target.checked });
  const showAll = () => {
    dialog().close();
    for (const { entry } of awaited) view.act({ action: "showUntranslated", channel: channel.id, entry });
  };
  const names = list(interpreters.filter(({ seat }) => channel.people.some((person) => person.seat === seat)).map(({ name }) => name));
  return html`
    <button type="button" class="button small" @click=${() => dialog().showModal()}>${t("Interpreter")}</button>
    <dialog class="dialog interpreters" aria-label=${t("Interpreter")}>
      <h2>${t("Who interprets here?")}</h2>
      <ul class="pending">${interpreters.map(one)}</ul>
      ${names || channel.awaits ? html`
        <label class="check"><input type="checkbox" .checked=${channel.awaits} @change=${wait}><span>${t("What is written waits for its translation")}
          <small class="soft">${t("Until then the other sides read only that something waits. Their pages have it already, and hold it back.")}</small></span></label>
        ${channel.awaits && !names ? html`<p class="warning">${t("Nobody interprets here now, so what is written waits until you show it.")}</p>` : nothing}` : nothing}
      ${awaited.length ? html`<p>${tn("{n} message waits for its translation.", "{n} messages wait for their translation.", awaited.length)}
        <button type="button" class="button small" @click=${showAll}>${t("Show them without a translation")}</button></p>` : nothing}
      <div class="actions"><button type="button" class="button" @click=${() => dialog().close()}>${t("Done")}</button></div>
    </dialog>`;
}
