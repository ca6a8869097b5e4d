// Lighthouse on pages that a browser shows already: on one that it opens, and on one that is a room in use.
// Reads {port, join, room} as JSON; writes a line of JSON for each page: scores of 0 to 100, and what lowered them.
import puppeteer from "puppeteer-core";
import { navigation } from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices"];

/** Cookies and what a tab keeps for its reload stay: they lead back to the room. */
const flags = { onlyCategories: CATEGORIES, logLevel: "error" };

/** @param {any} lhr */
function told({ categories, audits }) {
  const scores = Object.fromEntries(CATEGORIES.map((name) => [name.replace("-", "_"), Math.round(100 * (categories[name].score ?? 0))]));
  const lowered = CATEGORIES.flatMap((name) =>
    categories[name].auditRefs
      .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
      .map(({ id }) => `${id} ${audits[id].displayValue ?? audits[id].score}`),
  );
  return { scores, lowered };
}

const { port, join, room } = JSON.parse(await new Promise((resolve) => process.stdin.once("data", resolve)));
const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}`, defaultViewport: null });
const pages = await browser.pages();
const inRoom = pages.find((page) => page.url() === room);
if (!inRoom) throw new Error("no page is a room");
for (const [name, page, url] of [["join", await browser.newPage(), join], ["room", inRoom, room]]) {
  const { lhr } = await navigation(page, url, { flags });
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  console.log(JSON.stringify({ page: name, ended_at: lhr.finalDisplayedUrl.split("#")[0], ...told(lhr) }));
}
await browser.disconnect();
