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
import { inParts, partition, takingFrom } from "./parts.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const publicPath = "/static/dist";
const pages = ["join", "host", "prepare", "closed", "verify"];
const scripts = [...pages, "enrol", "issue", "verify_pdf"].filter((name) => existsSync(path.join(here, `js/main/${name}.js`)));
/** What a page loads when it is wanted, beside what it loads at once: files of js/main/. @type {Record<string, string[]>} */
const partsOf = { join: ["room_session", "room_inside", "room_asking", "room_board", "aids", "word_list"], host: ["room_asking", "room_board", "room_tools", "qr_code", "aids", "word_list"], prepare: ["qr_code"] };
/** What has to be there before a part, other than its page. @type {Record<string, Record<string, string>>} */
const after = { join: { room_inside: "room_session", room_asking: "room_inside", room_board: "room_inside", aids: "room_inside" } };
/** Whose words, and what is beside it, are asked for while its script is on its way: main/first_words.js. */
const wordsFirst = ["join"];
/** Loaded beside the page, which has its words. */
const besideThePage = ["room_session", "room_inside"];
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

/** @param {string[]} inputs @returns {string[]} the whole paths of those that are ours */
const ownOf = (inputs) => inputs.filter((file) => file.startsWith("js/")).map((file) => path.join(here, file));

/** @param {string} dist @param {string} name @param {string} code @param {unknown} words its catalogues @returns {Promise<string>} the file's name */
async function writeScript(dist, name, code, words) {
  const spoken = code.replaceAll("globalThis.CATALOGUES", JSON.stringify(words));
  // Terser finds a few kilobytes more than esbuild does.
  const small = spoken.length > LARGE_BYTES ? spoken : (await minify(spoken, { module: true, ecma: 2020, compress: { passes: 3 } })).code ?? "";
  const file = `${name}-${digest(small, "sha256", "hex").slice(0, 10)}.js`;
  await writeFile(path.join(dist, file), small);
  return file;
}

/** @param {typeof globalThis.CATALOGUES} words @returns {[code: string, url: string][]} */
const urlsOf = (words) => Object.entries(words ?? {}).map(([code, { url }]) => [code, url]);

/**
 * A page and its parts number their texts as one; each brings its own along.
 * @param {string} dist @param {string} name of a script
 * @returns {Promise<{files: Record<string, string>, built: string[]}>} files: by the names that pages call them
 */
async function bundleScript(dist, name) {
  const entries = Object.fromEntries((partsOf[name] ?? []).map((part) => [part, `js/main/${part}.js`]));
  const plan = await partition({ here, page: `js/main/${name}.js`, parts: entries, after: after[name], options: { ...options, plugins: [withoutUnused] } });
  const texts = await textsIn(ownOf([plan.page, ...besideThePage.map((part) => plan.parts[part] ?? [])].flat()));
  const words = await buildCatalogues(dist, name, texts);
  const spoken = [words];
  /** @type {Map<string, {first: number, words: typeof globalThis.CATALOGUES}>} */
  const ownWords = new Map();
  for (const [part, files] of Object.entries(plan.parts)) {
    const own = new Map([...(await textsIn(ownOf(files)))].filter(([text]) => !texts.has(text)));
    ownWords.set(part, { first: texts.size, words: await buildCatalogues(dist, `${name}_${part}`, own) });
    for (const [text, plural] of own) texts.set(text, plural);
    spoken.push(ownWords.get(part)?.words);
  }
  const made = await inParts(plan, { ...options, plugins: [withoutUnused, spare(numbering(texts))] });
  const files = { [`${name}.js`]: await writeScript(dist, name, made.page, words) };
  const url = `${publicPath}/${files[`${name}.js`]}`;
  if (wordsFirst.includes(name)) {
    const { outputFiles } = await build({ ...options, entryPoints: ["js/main/first_words.js"], outdir: dist, write: false });
    files[`${name}/first_words.js`] = await writeScript(dist, `${name}_first_words`, outputFiles[0].text, words);
  }
  for (const [part, code] of Object.entries(made.parts)) {
    const own = /** @type {{first: number, words: typeof globalThis.CATALOGUES}} */ (ownWords.get(part));
    const brought = { first: own.first, urls: Object.fromEntries(urlsOf(own.words)) };
    files[`${name}/${part}.js`] = await writeScript(dist, `${name}_${part}`, takingFrom(code, url, plan), brought);
  }
  return { files, built: [...Object.values(files), ...spoken.flatMap((one) => urlsOf(one).map(([, said]) => path.basename(said)))] };
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

/** Texts with no markup in them. @returns {Promise<string>} what is said without scripts: nobody can be asked for a language, so in each */
async function withoutScripts() {
  const texts = await textsIn([path.join(here, "js/words/without_scripts.js")]);
  const said = await Promise.all((await languagesIn()).map(async ({ code, direction, file }) => {
    const [heading, sentence] = inOrder(texts, file ? await readCatalogue(file) : {});
    return `<section lang="${code}" dir="${direction}"><h1>${heading}</h1><p>${sentence}</p></section>`;
  }));
  return `<noscript>\n<main class="page">\n${said.join("\n")}\n</main>\n</noscript>`;
}

/** @param {string} page @param {string} template @param {Record<string, {file: string, integrity: string}>} manifest @param {string} noscript */
function fillPage(page, template, manifest, noscript) {
  return template.replace("<!-- noscript all -->", noscript).replaceAll(/<!-- (script|style|ahead|later) (\S+) -->/g, (_, kind, name) => {
    const { file, integrity } = manifest[`${page}/${name}`] ?? manifest[name];
    const url = `${publicPath}/${file}`;
    if (kind === "style") return `<link rel="stylesheet" href="${url}" integrity="${integrity}">`;
    if (kind === "ahead") return `<script type="module" async src="${url}" integrity="${integrity}"></script>`;
    if (kind === "later") {
      const before = after[page]?.[name.replace(/\.js$/, "")];
      return `<meta name="later ${name}" content="${url} ${integrity}${before ? ` ${before}.js` : ""}">`;
    }
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

  const noscript = await withoutScripts();
  for (const page of pages.filter((name) => manifest[`${name}.js`])) {
    const template = await readFile(path.join(here, `pages/${page}.html`), "utf8");
    const file = path.join(dist, `pages/${page}.html`);
    await writeFile(file, fillPage(page, template, manifest, noscript));
    await compressBeside(file);
  }
  await removeStale(dist, built);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildEverything();
