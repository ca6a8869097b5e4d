// No side doors for words: what is typed here is corrected, translated, suggested and remembered by nobody.
// The page's own html says so once; this is for what looks at each field by itself: writing assistants and password
// managers, each with its own word for "leave this alone". Must not know what a field is for.

const LEFT_ALONE = {
  autocomplete: "off",
  spellcheck: "false",
  translate: "no",
  writingsuggestions: "false",
  autocorrect: "off",
  "data-gramm": "false", // Grammarly
  "data-gramm_editor": "false",
  "data-enable-grammarly": "false",
  "data-lt-active": "false", // LanguageTool
  "data-ms-editor": "false", // Microsoft Editor
  "data-1p-ignore": "", // 1Password
  "data-lpignore": "true", // LastPass
  "data-bwignore": "", // Bitwarden
};

/** @param {Element} view what has just been drawn, before anything else has seen it */
export function leaveFieldsAlone(view) {
  for (const field of view.querySelectorAll("textarea:not([data-gramm]), input:not([data-gramm])")) {
    for (const [name, value] of Object.entries(LEFT_ALONE)) field.setAttribute(name, value);
  }
}
