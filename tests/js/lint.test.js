// The linter stops whoever would record, notify or keep something here, before anybody has to notice it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ESLint } from "eslint";

const eslint = new ESLint();

const FORBIDDEN = [
  "navigator.mediaDevices.getDisplayMedia({});",
  "new MediaRecorder(stream);",
  "canvas.captureStream();",
  "canvas.toDataURL();",
  "context.getImageData(0, 0, 1, 1);",
  "new Notification(name);",
  "navigator.serviceWorker.register(url);",
  "localStorage.length;",
  "event.clipboardData.getData('text');",
  "field.contentEditable = 'true';",
];

for (const code of FORBIDDEN) {
  test(`no script of ours says ${code}`, async () => {
    const [{ messages }] = await eslint.lintText(code, { filePath: "static/js/guard/content.js" });
    assert.ok(messages.some(({ ruleId }) => ruleId === "no-restricted-syntax"), JSON.stringify(messages));
  });
}
