// Where the session stands, when stages are switched on. Mediators choose; everyone reads. Must not know conversations.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import { STAGES, stageName } from "./course_words.js";

/** @param {import("./room_element.js").RoomElement} view @param {import("../entries/room_state.js").RoomState} room */
export function stageBar(view, { features, isHost, course, channels }) {
  if (!features.includes("stages") || !channels.some(({ kind }) => kind === "joint")) return nothing;
  const { stage } = course;
  if (!isHost && !stage) return nothing;
  return html`
    <ol class="stages" aria-label=${t("Stages of the session")}>
      ${STAGES.map((one) => html`
        <li aria-current=${one === stage ? "step" : nothing}>
          ${isHost ? html`<button type="button" @click=${() => view.act({ action: "setStage", stage: one === stage ? null : one })}>${stageName(one)}</button>` : stageName(one)}
        </li>`)}
    </ol>`;
}
