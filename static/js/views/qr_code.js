// A link as a square code, to be held up to a phone. Drawn in this tab; the link goes nowhere. Must not know the room.
import { correction, generate, mode } from "lean-qr";
import { svg } from "lit";
import { t } from "../words/text.js";

/** Light modules around it (ISO/IEC 18004, 6.3.8). */
const QUIET = 4;
const LEVEL = { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M };

/** @param {string} text @returns {unknown} dark on light in every colour scheme, as cameras want it */
export function qrCode(text) {
  const code = generate(text, { ...LEVEL, modes: [mode.ascii] }); // bytes, as they are
  const size = code.size + 2 * QUIET;
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  }
  return svg`<svg class="qr-code" viewBox="0 0 ${size} ${size}" role="img" aria-label=${t("The link as a square code")} shape-rendering="crispEdges"><path class="light" d="M0 0h${size}v${size}h-${size}z"/><path class="dark" d=${path}/></svg>`;
}
