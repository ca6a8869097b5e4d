// node tests/js/gallery/build.mjs FOLDER: the views with hand-made states, to be looked at in a browser.
import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildCatalogues } from "../../../static/build.mjs";
import { numbering, textsIn } from "../../../static/catalogue.mjs";
import { spare } from "../../../static/lighter.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.argv[2] ?? "gallery");
const dist = path.join(out, "static/dist");
await mkdir(dist, { recursive: true });
const views = path.join(here, "../../../static/js/views");
const sources = (await readdir(views)).filter((name) => name.endsWith(".js")).map((name) => path.join(views, name));
const texts = await textsIn(sources);
await build({
  absWorkingDir: here,
  entryPoints: ["gallery.js", "../../../static/css/room.css", "../../../static/css/room_parts.css", "../../../static/css/desk.css"],
  outdir: dist,
  entryNames: "[name]",
  publicPath: "/static/dist",
  bundle: true,
  format: "esm",
  loader: { ".woff2": "file" },
  define: { "globalThis.CATALOGUES": JSON.stringify(await buildCatalogues(dist, "gallery", texts)) },
  plugins: [spare(numbering(texts))],
});
await writeFile(
  path.join(out, "gallery.html"),
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><meta name="viewport" content="width=device-width">' +
    '<link rel="stylesheet" href="/static/dist/room.css"><link rel="stylesheet" href="/static/dist/room_parts.css"><script type="module" src="/static/dist/gallery.js"></script><body></body></html>',
);
