// A deliberate print, save or screenshot key: it does nothing here, and the person is told first.
// Must not know what is on the page, nor tell anyone else: whoever asks to hear of it decides that.

/** On a Mac, Control moves about in a text. */
const COMMAND = /Mac|iP/.test(navigator.platform) ? "metaKey" : "ctrlKey";

/** By the letter, or by the place of the key where letters are others. @param {KeyboardEvent} event */
function savesOrPrints(event) {
  if (!event[COMMAND] || event.altKey) return false;
  return /^[ps]$/i.test(/^[a-z]$/i.test(event.key) ? event.key : event.code.slice(-1));
}

/** Those that reach the page at all: Windows and macOS keep most of them to themselves. @param {KeyboardEvent} event */
function picturesScreen({ key, code, metaKey, shiftKey }) {
  return key === "PrintScreen" || (metaKey && shiftKey && /^Digit[3-5]$/.test(code));
}

/** @param {() => void} pressed called once for each time */
export function watchCaptureKeys(pressed) {
  addEventListener("keydown", (event) => {
    if (!savesOrPrints(event) && !picturesScreen(event)) return;
    event.preventDefault();
    if (!event.repeat && event.key !== "PrintScreen") pressed();
  }, true);
  // Windows says that PrintScreen was pressed only when it is let go.
  addEventListener("keyup", (event) => event.key === "PrintScreen" && pressed(), true);
  addEventListener("beforeprint", () => pressed());
}
