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
import { mo, po } from "gettext-parser";
import { CATALOGUES, inOrder, languagesIn, numbering, readCatalogue, textsIn } from "./catalogue.mjs";
import { spare, withoutUnused } from "./lighter.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const publicPath = "/static/dist";
const pages = ["join", "host", "prepare", "closed", "verify"];
const scripts = [...pages, "enrol", "issue", "verify_pdf"].filter((name) => existsSync(path.join(here, `js/main/${name}.js`)));
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
 * One JSON file for each language, with the texts that a page says.
 * @param {string} dist @param {string} page @param {import("./catalogue.mjs").Texts} texts @param {string} [folder] of catalogues
 * @returns {Promise<typeof globalThis.CATALOGUES>}
 */
export async function buildCatalogues(dist, page, texts, folder) {
  /** @type {NonNullable<typeof globalThis.CATALOGUES>} */
  const built = {};
  for (const { code, name, direction, file } of texts.size > 0 ? await languagesIn(folder) : []) {
    const json = JSON.stringify(inOrder(texts, file ? await readCatalogue(file) : {}));
    const said = `${page}-${code}-${digest(json, "sha256", "hex").slice(0, 10)}.json`;
    await writeFile(path.join(dist, said), json);
    built[code] = { name, direction, url: `${publicPath}/${said}` };
  }
  return built;
}

/** For Flask-Babel, which reads gettext's binary form. */
async function compileForTheServer() {
  for (const { code, file } of await languagesIn()) {
    if (!file) continue;
    const folder = path.join(CATALOGUES, "compiled", code, "LC_MESSAGES");
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, "messages.mo"), mo.compile(po.parse(await readFile(file))));
  }
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
  loader: { ".woff2": "file" },
  logLevel: "warning",
};

/** @param {string} entry @returns {Promise<string[]>} the source files that it is made of */
async function sourcesOf(entry) {
  const { metafile } = await build({ ...options, entryPoints: [entry], plugins: [withoutUnused], outdir: here, write: false, metafile: true });
  return Object.keys(metafile.inputs).filter((file) => file.startsWith("js/")).map((file) => path.join(here, file));
}

/** @param {string} dist */
async function bundle(dist) {
  /** @type {Record<string, string>} */
  const files = {};
  const built = [];
  for (const entry of [...scripts.map((name) => `js/main/${name}.js`), ...styles.map((name) => `css/${name}.css`)]) {
    const isScript = entry.endsWith(".js");
    const texts = await textsIn(isScript ? await sourcesOf(entry) : []);
    const words = (await buildCatalogues(dist, path.basename(entry, ".js"), texts)) ?? {};
    const define = { "globalThis.CATALOGUES": JSON.stringify(words) };
    const plugins = [withoutUnused, spare(numbering(texts))];
    const { metafile } = await build({ ...options, entryPoints: [entry], plugins, outdir: dist, define, metafile: true });
    for (const [output, { entryPoint }] of Object.entries(metafile.outputs)) {
      const name = entryPoint && isScript ? await shorten(dist, path.basename(output)) : path.basename(output);
      built.push(name);
      if (entryPoint) files[path.basename(entry)] = name;
    }
    built.push(...Object.values(words).map(({ url }) => path.basename(url)));
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
  const [{ files, built }] = await Promise.all([bundle(dist), compileForTheServer()]);

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
