// A quiet code all over the page, another for each viewer. It deters and proves nothing: see docs/threat-model.md.
// Must not know whose it is. It is a picture of letters in the style alone: nothing reads it out, and nothing is read back.

const WIDTH = 220;
const HEIGHT = 120;

/** @param {string} code letters and digits only */
const tile = (code) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><text x="20" y="80" font-family="sans-serif" font-size="18" letter-spacing="3" transform="rotate(-20 110 60)">${code}</text></svg>`;

export class Watermark {
  #code = "";
  #sheet = document.createElement("div");

  constructor() {
    this.#sheet.className = "watermark";
    this.#sheet.setAttribute("aria-hidden", "true");
  }

  /** @param {string} code empty: none */
  show(code) {
    if (code === this.#code) return;
    this.#code = code;
    if (!code) return this.#sheet.remove();
    this.#sheet.style.setProperty("--tile", `url("data:image/svg+xml,${encodeURIComponent(tile(code))}")`);
    document.body.append(this.#sheet);
  }
}
