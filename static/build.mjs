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
import { inParts, takingFrom } from "./parts.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const catalogues = path.join(here, "../mediation/translations/browser");
const publicPath = "/static/dist";
const pages = ["join", "host", "prepare", "closed", "verify"];
const scripts = [...pages, "enrol", "verify_pdf"].filter((name) => existsSync(path.join(here, `js/main/${name}.js`)));
/** What a page loads when it is wanted, beside what it loads at once: files of js/main/. @type {Record<string, string[]>} */
const partsOf = { join: ["room_asking", "room_board"], host: ["room_asking", "room_board", "room_tools"] };
const styles = ["room", "room_parts", "desk", "verify"];
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
 * @param {string} dist @param {string} page @param {string[]} sources @param {string[]} [known]  sources that have been spoken for
 * @returns {Promise<Record<string, string>>} language to URL
 */
export async function buildCatalogues(dist, page, sources, known = []) {
  const texts = (await textsIn(sources)).difference(await textsIn(known));
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

/** @param {string[]} inputs @returns {string[]} the whole paths of those that are ours */
const ownOf = (inputs) => inputs.filter((file) => file.startsWith("js/")).map((file) => path.join(here, file));

/** @param {string} dist @param {string} name @param {string} code @param {Record<string, string>} words its catalogues @returns {Promise<string>} the file's name */
async function writeScript(dist, name, code, words) {
  const spoken = code.replaceAll("globalThis.CATALOGUES", JSON.stringify(words));
  const small = spoken.length > LARGE_BYTES ? spoken : (await minify(spoken, { module: true, ecma: 2020, compress: { passes: 3 } })).code ?? "";
  const file = `${name}-${digest(small, "sha256", "hex").slice(0, 10)}.js`;
  await writeFile(path.join(dist, file), small);
  return file;
}

/**
 * @param {string} dist @param {string} name of a script
 * @returns {Promise<{files: Record<string, string>, built: string[]}>} files: by the names that pages call them
 */
async function bundleScript(dist, name) {
  const entries = Object.fromEntries((partsOf[name] ?? []).map((part) => [part, `js/main/${part}.js`]));
  const { page, parts } = await inParts({ here, page: `js/main/${name}.js`, parts: entries, options });
  const words = await buildCatalogues(dist, name, ownOf(page.inputs));
  const catalogues = [words];
  const files = { [`${name}.js`]: await writeScript(dist, name, page.code, words) };
  const url = `${publicPath}/${files[`${name}.js`]}`;
  for (const [part, { code, inputs }] of Object.entries(parts)) {
    const ownWords = await buildCatalogues(dist, `${name}_${part}`, ownOf(inputs), ownOf(page.inputs));
    catalogues.push(ownWords);
    files[`${name}/${part}.js`] = await writeScript(dist, `${name}_${part}`, takingFrom(code, url), ownWords);
  }
  return { files, built: [...Object.values(files), ...catalogues.flatMap((urls) => Object.values(urls).map((one) => path.basename(one)))] };
}

/** @param {string} dist @param {string} name of a style */
async function bundleStyle(dist, name) {
  const { metafile } = await build({ ...options, entryPoints: [`css/${name}.css`], outdir: dist, metafile: true });
  const outputs = Object.entries(metafile.outputs).map(([output, { entryPoint }]) => ({ file: path.basename(output), isEntry: Boolean(entryPoint) }));
  return { files: { [`${name}.css`]: outputs.find(({ isEntry }) => isEntry)?.file ?? "" }, built: outputs.map(({ file }) => file) };
}

/** @param {string} dist */
async function bundle(dist) {
  /** @type {{files: Record<string, string>, built: string[]}[]} */
  const all = [];
  for (const name of scripts) all.push(await bundleScript(dist, name));
  for (const name of styles) all.push(await bundleStyle(dist, name));
  return { files: Object.assign({}, ...all.map(({ files }) => files)), built: all.flatMap(({ built }) => built) };
}

/** A server that is running may still be serving what was built before, so that goes last. @param {string} dist @param {string[]} built */
async function removeStale(dist, built) {
  const kept = new Set(["pages", "manifest.json", ...built.flatMap((file) => [file, `${file}.br`, `${file}.gz`])]);
  const stale = (await readdir(dist)).filter((file) => !kept.has(file));
  await Promise.all(stale.map((file) => rm(path.join(dist, file), { recursive: true, force: true })));
}

/** @param {string} page @param {string} template @param {Record<string, {file: string, integrity: string}>} manifest */
function fillPage(page, template, manifest) {
  return template.replaceAll(/<!-- (script|style|later) (\S+) -->/g, (_, kind, name) => {
    const { file, integrity } = manifest[`${page}/${name}`] ?? manifest[name];
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
    await writeFile(file, fillPage(page, template, manifest));
    await compressBeside(file);
  }
  await removeStale(dist, built);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildEverything();
