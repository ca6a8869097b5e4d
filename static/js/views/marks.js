// The small drawings: which channel this is, which side someone is on, which role. Shape says it, colour only agrees.
// Must not know people or state.
import { nothing, svg } from "lit";
import { t } from "../words/text.js";

/** @typedef {import("../entries/room_state.js").ShownKind} ShownKind */

const CHANNEL = {
  joint: svg`<circle cx="10" cy="10" r="6.6"/>`,
  private: svg`<rect x="3.4" y="3.4" width="13.2" height="13.2" rx="2"/><rect class="solid" x="6.8" y="6.8" width="6.4" height="6.4"/>`,
  own: svg`<rect x="4.400" y="8.6" width="11.2" height="8" rx="1.6"/><path d="M6.8 8.6V6.300a3.2 3.2 0 0 1 6.4 0v2.300"/>`,
  notes: svg`<rect x="4" y="2.8" width="12" height="14.4" rx="1.6"/><path d="M7 7.2h6M7 10h6M7 12.8h4"/>`,
};

/** Equal in weight and lightness; their order means nothing. */
const SIDES = [
  svg`<path d="M8 1.2 14.8 8 8 14.8 1.2 8z"/>`,
  svg`<circle cx="8" cy="8" r="5.7"/>`,
  svg`<path d="M8 1.8 15 14H1z"/>`,
  svg`<path d="M4.6 2.1h6.8L14.8 8l-3.4 5.9H4.6L1.2 8z"/>`,
  svg`<path d="m8 .9 2.2 4.6 5 .7-3.6 3.5.9 5L8 12.3l-4.5 2.4.9-5L.8 6.200l5-.7z"/>`,
  svg`<path d="m8 1.4 6.9 5-2.6 8.100H3.700L1.1 6.400z"/>`,
  svg`<path d="M2.5 14V7.400a5.5 5.5 0 0 1 11 0V14z"/>`,
  svg`<path d="M8 .8c3 3.6 4.9 6 4.9 8.600a4.9 4.9 0 0 1-9.8 0C3.1 6.8 5 4.4 8 .8z"/>`,
];

/** @param {ShownKind} kind */
export function channelMark(kind) {
  const shape = kind === "caucus" ? "private" : kind;
  return svg`<svg class="mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">${CHANNEL[shape]}</svg>`;
}

/** @param {number | null} side */
export function sideMark(side) {
  if (side === null) return nothing;
  const shape = SIDES[side % SIDES.length];
  return svg`<svg class="side" viewBox="0 0 16 16" width="12" height="12" role="img" aria-label=${sideName(side)}>${shape}</svg>`;
}

/** @param {number} side the shape's name, for those who do not see it */
export function sideName(side) {
  const names = [
    t("diamond"),
    t("disc"),
    t("triangle"),
    t("hexagon"),
    t("star"),
    t("pentagon"),
    t("arch"),
    t("drop"),
  ];
  return names[side % names.length];
}

export const SIDE_COUNT = SIDES.length;
