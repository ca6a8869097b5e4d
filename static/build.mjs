// Builds static/dist/: each page's script and style in one file named by its content, compressed beside,
// the catalogues, the manifest, and the static pages that pin every script and style by its hash.
// Knows nothing of what the pages do.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";
import { readCatalogue, shortened } from "./catalogue.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const translations = path.join(here, "../mediation/translations");
const publicPath = "/static/dist";
const pages = ["join", "host", "prepare", "closed", "verify"];
/** What is bundled, by the folder of translations that it speaks from: a party's page does not carry a registrar's words. */
const groups = [
  { folder: "browser", entries: ["js/main/join.js", "js/main/host.js", "js/main/prepare.js", "js/main/closed.js", "js/main/enrol.js", "css/room.css", "css/desk.css"] },
  { folder: "verify", entries: ["js/main/verify.js", "js/main/verify_pdf.js", "css/verify.css"] },
];

/** Above this, squeezing out the last tenth takes longer than it is worth while building. */
const LARGE_BYTES = 500_000;

/** @param {Buffer | Uint8Array | string} bytes @param {string} algorithm @param {"hex" | "base64"} form */
const digest = (bytes, algorithm, form) => createHash(algorithm).update(bytes).digest(form);

/** Brotli at its strongest is for what is served for years; it takes a second or two in all. @param {string} file */
async function compressBeside(file) {
  const bytes = await readFile(file);
  const quality = bytes.length > LARGE_BYTES ? 9 : 11;
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
  await Promise.all([writeFile(`${file}.br`, brotli), writeFile(`${file}.gz`, gzipSync(bytes, { level: 9 }))]);
}

/** One JSON file for each language. @param {string} dist @param {string} [folder] @returns {Promise<Record<string, string>>} language to URL */
export async function buildCatalogues(dist, folder = "browser") {
  const catalogues = path.join(translations, folder);
  /** @type {Record<string, string>} */
  const urls = {};
  for (const name of (await readdir(catalogues)).filter((file) => file.endsWith(".po"))) {
    const language = path.basename(name, ".po");
    const json = JSON.stringify(shortened(await readCatalogue(path.join(catalogues, name))));
    const file = `words-${language}-${digest(json, "sha256", "hex").slice(0, 10)}.json`;
    await writeFile(path.join(dist, file), json);
    urls[language] = `${publicPath}/${file}`;
  }
  return urls;
}

/** @param {string} dist @param {string[]} entries @param {Record<string, string>} words */
async function bundle(dist, entries, words) {
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints: entries,
    outdir: dist,
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    publicPath,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2022", "chrome100", "firefox100", "safari15.4"],
    legalComments: "none",
    plugins: [withoutIndentation],
    loader: { ".woff2": "file" },
    define: { "globalThis.CATALOGUES": JSON.stringify(words) },
    metafile: true,
    logLevel: "warning",
  });
  /** @type {Record<string, string>} */
  const files = {};
  const assets = [];
  for (const [output, { entryPoint }] of Object.entries(metafile.outputs)) {
    const file = path.basename(output);
    if (!entryPoint) assets.push(file);
    else files[path.basename(entryPoint)] = file.endsWith(".js") ? await shorten(dist, file) : file;
  }
  const catalogueFiles = Object.values(words).map((url) => path.basename(url));
  return { files, built: [...assets, ...Object.values(files), ...catalogueFiles] };
}

/** Terser finds a few kilobytes more than esbuild does. @param {string} dist @param {string} file @returns {Promise<string>} its new name */
async function shorten(dist, file) {
  const bundled = await readFile(path.join(dist, file), "utf8");
  if (bundled.length > LARGE_BYTES) return file;
  const { code = "" } = await minify(bundled, { module: true, ecma: 2020, compress: { passes: 3 } });
  const name = `${file.slice(0, file.lastIndexOf("-"))}-${digest(code, "sha256", "hex").slice(0, 10)}.js`;
  await writeFile(path.join(dist, name), code);
  return name;
}

/** Indentation inside templates is sent to nobody. @type {import("esbuild").Plugin} */
const withoutIndentation = {
  name: "without-indentation",
  setup({ onLoad }) {
    onLoad({ filter: /static\/js\/views\/.*\.js$/ }, async ({ path: file }) => ({ contents: (await readFile(file, "utf8")).replaceAll(/\n\s+/g, "\n") }));
  },
};

/** A server that is running may still be serving what was built before, so that goes last. @param {string} dist @param {string[]} built */
async function removeStale(dist, built) {
  const kept = new Set(["pages", "manifest.json", ...built.flatMap((file) => [file, `${file}.br`, `${file}.gz`])]);
  const stale = (await readdir(dist)).filter((file) => !kept.has(file));
  await Promise.all(stale.map((file) => rm(path.join(dist, file), { recursive: true, force: true })));
}

/** @param {string} template @param {Record<string, {file: string, integrity: string}>} manifest */
function fillPage(template, manifest) {
  return template.replaceAll(/<!-- (script|style|later) (\S+) -->/g, (_, kind, name) => {
    const { file, integrity } = manifest[name];
    const url = `${publicPath}/${file}`;
    if (kind === "style") return `<link rel="stylesheet" href="${url}" integrity="${integrity}">`;
    if (kind === "later") return `<meta name="later ${name}" content="${url} ${integrity}">`;
    return `<script type="module" src="${url}" integrity="${integrity}"></script>`;
  });
}

async function buildEverything() {
  const dist = path.join(here, "dist");
  await mkdir(path.join(dist, "pages"), { recursive: true });
  const bundles = [];
  for (const { folder, entries } of groups) bundles.push(await bundle(dist, entries, await buildCatalogues(dist, folder)));
  const files = Object.assign({}, ...bundles.map((one) => one.files));
  const built = bundles.flatMap((one) => one.built);

  /** @type {Record<string, {file: string, integrity: string}>} */
  const manifest = {};
  for (const [name, file] of Object.entries(files).sort()) {
    const bytes = await readFile(path.join(dist, file));
    manifest[name] = { file, integrity: `sha384-${digest(bytes, "sha384", "base64")}` };
  }
  await writeFile(path.join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`);

  const compressible = built.filter((file) => /\.(js|css|json)$/.test(file));
  await Promise.all(compressible.map((file) => compressBeside(path.join(dist, file))));

  for (const page of pages.filter((name) => manifest[`${name}.js`])) {
    const template = await readFile(path.join(here, `pages/${page}.html`), "utf8");
    await writeFile(path.join(dist, `pages/${page}.html`), fillPage(template, manifest));
  }
  await removeStale(dist, built);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildEverything();
