// Builds static/dist/: each page's script and style in one file named by its content, compressed beside,
// the catalogues, the manifest, and the static pages that pin every script and style by its hash.
// Knows nothing of what the pages do.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";
import { readCatalogue, shortened, textsIn } from "./catalogue.mjs";
import { withoutIndentation, withoutUnused } from "./lighter.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const catalogues = path.join(here, "../mediation/translations/browser");
const publicPath = "/static/dist";
const pages = ["join", "host", "prepare", "closed", "verify"];
const scripts = [...pages, "enrol", "verify_pdf"].filter((name) => existsSync(path.join(here, `js/main/${name}.js`)));
const styles = ["room", "desk", "verify"];
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

/**
 * One JSON file for each language, with what the sources say.
 * @param {string} dist @param {string} page @param {string[]} sources
 * @returns {Promise<Record<string, string>>} language to URL
 */
export async function buildCatalogues(dist, page, sources) {
  const texts = await textsIn(sources);
  /** @type {Record<string, string>} */
  const urls = {};
  for (const name of (await readdir(catalogues)).filter((file) => file.endsWith(".po"))) {
    const language = path.basename(name, ".po");
    const words = shortened(await readCatalogue(path.join(catalogues, name)), texts);
    if (Object.keys(words).length === 0) continue;
    const json = JSON.stringify(words);
    const file = `${page}-${language}-${digest(json, "sha256", "hex").slice(0, 10)}.json`;
    await writeFile(path.join(dist, file), json);
    urls[language] = `${publicPath}/${file}`;
  }
  return urls;
}

/** @type {import("esbuild").BuildOptions} */
const options = {
  absWorkingDir: here,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  publicPath,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome100", "firefox100", "safari15.4"],
  legalComments: "none",
  plugins: [withoutUnused, withoutIndentation],
  loader: { ".woff2": "file" },
  logLevel: "warning",
};

/** @param {string} entry @returns {Promise<string[]>} the source files that it is made of */
async function sourcesOf(entry) {
  const { metafile } = await build({ ...options, entryPoints: [entry], outdir: here, write: false, metafile: true });
  return Object.keys(metafile.inputs).filter((file) => file.startsWith("js/")).map((file) => path.join(here, file));
}

/** @param {string} dist */
async function bundle(dist) {
  /** @type {Record<string, string>} */
  const files = {};
  const built = [];
  for (const entry of [...scripts.map((name) => `js/main/${name}.js`), ...styles.map((name) => `css/${name}.css`)]) {
    const isScript = entry.endsWith(".js");
    const words = isScript ? await buildCatalogues(dist, path.basename(entry, ".js"), await sourcesOf(entry)) : {};
    const define = { "globalThis.CATALOGUES": JSON.stringify(words) };
    const { metafile } = await build({ ...options, entryPoints: [entry], outdir: dist, define, metafile: true });
    for (const [output, { entryPoint }] of Object.entries(metafile.outputs)) {
      const name = entryPoint && isScript ? await shorten(dist, path.basename(output)) : path.basename(output);
      built.push(name);
      if (entryPoint) files[path.basename(entry)] = name;
    }
    built.push(...Object.values(words).map((url) => path.basename(url)));
  }
  return { files, built };
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
  const { files, built } = await bundle(dist);

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
    const file = path.join(dist, `pages/${page}.html`);
    await writeFile(file, fillPage(template, manifest));
    await compressBeside(file);
  }
  await removeStale(dist, built);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildEverything();
