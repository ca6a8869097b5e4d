// Every text of the interface, read from the source: t("…") and tn("…", "…", n).
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const SOURCE = fileURLToPath(new URL("../../../static/js/", import.meta.url));
const STRING = String.raw`"((?:[^"\\]|\\.)*)"`;
const CALL = new RegExp(String.raw`(?<![\w.$])(tn?)\(\s*(?:${STRING}(?:\s*,\s*${STRING})?)?`, "g");

/** @typedef {{file: string, text: string, plural: string | undefined}} Text  text: undefined when it is not written out */

/** @returns {Promise<Text[]>} */
export async function textsOfTheInterface() {
  const names = (await readdir(SOURCE, { recursive: true })).filter((name) => name.endsWith(".js"));
  const texts = [];
  for (const file of names.filter((name) => !name.startsWith("words"))) {
    const source = (await readFile(path.join(SOURCE, file), "utf8")).replaceAll(/^\s*(\/\/|\*|\/\*\*).*$/gm, "");
    if (!source.includes("words/text.js")) continue;
    for (const [, name, text, plural] of source.matchAll(CALL)) {
      texts.push({ file, text: text && JSON.parse(`"${text}"`), plural: name === "tn" && plural ? JSON.parse(`"${plural}"`) : undefined });
    }
  }
  return texts;
}
