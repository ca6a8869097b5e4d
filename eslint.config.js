// What the browser's code may import, and what it may never touch: the table in ARCHITECTURE.md, checked.
import js from "@eslint/js";
import globals from "globals";

/** @param {string} folder @param {string[]} forbidden  folders and packages it must not import */
const wall = (folder, forbidden) => ({
  files: [`static/js/${folder}/**/*.js`],
  rules: {
    "no-restricted-imports": [
      "error",
      { patterns: [{ group: forbidden, message: `${folder}/ must not import this; see ARCHITECTURE.md.` }] },
    ],
  },
});

/** Folders without a page: neither DOM nor network. */
const page = ["window", "document", "navigator", "location", "history", "fetch", "sessionStorage", "localStorage"];
const pageless = page.map((name) => ({ name, message: "This folder knows neither page nor network." }));

export default [
  { ignores: ["static/dist/**", "node_modules/**", ".venv/**", "instance/**"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    rules: {
      "no-console": "error", // a console may be read by others, and kept
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
        {
          selector: "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]",
          message: "Text enters the DOM as text.",
        },
        {
          selector: "Identifier[name=/^(MediaRecorder|ImageCapture|CaptureController|getDisplayMedia|getUserMedia|captureStream|getImageData|toDataURL|toBlob|convertToBlob|transferToImageBitmap|createImageBitmap|VideoFrame|showSaveFilePicker|localStorage|indexedDB|caches)$/]",
          message: "Nothing records here, and nothing is kept.",
        },
        {
          selector: "Identifier[name=/^(Notification|serviceWorker|setAppBadge)$/]",
          message: "Nothing of a room appears outside its page.",
        },
        {
          selector: "MemberExpression[property.name=/^(clipboardData|readText|execCommand|contentEditable)$/]",
          message: "The clipboard is not touched, and what is typed is plain text.",
        },
      ],
      eqeqeq: "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  { files: ["static/js/**/*.js"], languageOptions: { globals: globals.browser } },
  {
    files: ["static/*.mjs", "tests/js/**/*.js", "tests/fixtures/*.js", "bench/**/*.js", "*.config.js"],
    languageOptions: { globals: { ...globals.node } },
    rules: { "no-console": "off", "no-restricted-syntax": "off" },
  },
  { files: ["tests/fixtures/firefox.js"], languageOptions: { globals: globals.browser } }, // some of it runs in the page
  { files: ["static/js/{crypto,entries,session,verify}/**/*.js"], rules: { "no-restricted-globals": ["error", ...pageless] } },
  wall("crypto", ["**/words/*", "**/transport/*", "**/entries/*", "**/session/*", "**/views/*", "**/guard/*", "**/main/*", "lit", "lit/*", "socket.io-client"]),
  wall("transport", ["**/words/*", "**/crypto/*", "**/entries/*", "**/session/*", "**/views/*", "**/guard/*", "**/main/*", "lit", "@noble/*"]),
  wall("entries", ["**/words/*", "**/crypto/*", "**/transport/*", "**/session/*", "**/views/*", "**/guard/*", "**/main/*", "lit", "lit/*", "@noble/*", "socket.io-client"]),
  wall("session", ["**/words/*", "**/views/*", "**/guard/*", "**/main/*", "lit", "lit/*", "@noble/*", "socket.io-client"]),
  wall("guard", ["**/crypto/*", "**/transport/*", "**/entries/*", "**/session/*", "**/views/*", "**/main/*", "@noble/*", "socket.io-client"]),
  wall("words", ["../*", "lit", "lit/*", "@noble/*", "socket.io-client"]), // it imports nothing but itself
  wall("verify", ["**/words/*", "**/crypto/*", "**/transport/*", "**/entries/*", "**/session/*", "**/views/*", "**/guard/*", "**/main/*", "lit", "lit/*", "socket.io-client"]),
  wall("views", ["**/crypto/*", "**/transport/*", "**/entries/*", "**/session/*", "**/guard/*", "**/main/*", "@noble/*", "socket.io-client"]),
];
