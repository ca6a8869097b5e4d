// A page's script, and the parts that it loads when they are wanted. What a part and its page are both made of is the
// page's alone, and the part takes it from there: so an element, a language or a state is in a tab once, and the page
// is still one file. The page names its parts by hash; a part names its page by address, where it is loaded already.
// Must not know what any of it does.
import path from "node:path";
import { build } from "esbuild";

const SHARED = "of-the-page:";
const TAKEN = /import(?:\{([^}]*)\}from)?"of-the-page:([^"]+)";?/g;
const UNKNOWN = /(?:from|import)\s*"of-the-page:/;

/**
 * @typedef {object} Wanted
 * @property {string} here  the folder that paths begin in
 * @property {string} page  its entry
 * @property {Record<string, string>} parts  name to entry
 * @property {import("esbuild").BuildOptions} options
 *
 * @typedef {object} Plan  files, from `here`
 * @property {Wanted} wanted
 * @property {string[]} page  what is the page's, its parts' common ground included
 * @property {Record<string, string[]>} parts  what is each part's alone
 */

/** @param {string} file @param {string} name @returns {string} by which the page gives it to its parts */
const given = (file, name) => `${file}_${name}`.replaceAll(/[^\w$]/g, "_");

/** @param {string} here @param {ReadonlySet<string>} shared @returns {import("esbuild").Plugin} */
const leavingOut = (here, shared) => ({
  name: "leaving-out",
  setup(builder) {
    builder.onResolve({ filter: /./ }, async ({ path: wanted, pluginData, ...from }) => {
      if (pluginData === "asked" || from.kind === "entry-point") return undefined;
      const found = await builder.resolve(wanted, { ...from, pluginData: "asked" });
      const file = path.relative(here, found.path);
      return shared.has(file) ? { path: SHARED + file, external: true } : found;
    });
  },
});

/** @param {string} contents @param {string} here @param {import("esbuild").BuildOptions} options @param {import("esbuild").Plugin[]} [more] */
async function made(contents, here, options, more = []) {
  const plugins = [...more, ...(options.plugins ?? [])];
  const { outputFiles, metafile } = await build({ ...options, plugins, stdin: { contents, resolveDir: here }, outdir: here, write: false, metafile: true });
  return { code: outputFiles?.[0].text ?? "", inputs: Object.keys(metafile?.inputs ?? {}).filter((file) => !file.startsWith("<")) };
}

/** @param {string} clause of an import: "a as b,c" @returns {[name: string, local: string][]} */
const namesIn = (clause) => clause.split(",").filter(Boolean).map((one) => /** @type {[string, string]} */ (one.split(" as ").length > 1 ? one.split(" as ") : [one, one]));

/** What the page has to give, as statements of its own. @param {string[]} codes of its parts */
function giving(codes) {
  /** @type {Set<string>} */
  const statements = new Set();
  for (const [, clause = "", file] of codes.flatMap((code) => [...code.matchAll(TAKEN)])) {
    statements.add(`import ${JSON.stringify(`./${file}`)};`);
    for (const [name] of namesIn(clause)) statements.add(`export { ${name} as ${given(file, name)} } from ${JSON.stringify(`./${file}`)};`);
  }
  return [...statements].sort();
}

/** @param {string} code of a part @param {string} url of its page's script @returns {string} */
export function takingFrom(code, url) {
  const whole = code.replaceAll(TAKEN, (_, clause, file) => {
    const names = namesIn(clause ?? "").map(([name, local]) => `${given(file, name)} as ${local}`);
    return names.length ? `import{${names.join(",")}}from${JSON.stringify(url)};` : "";
  });
  if (UNKNOWN.test(whole)) throw new Error("A part can take names from its page, and not a module as a whole.");
  return whole;
}

/** @param {Wanted} wanted @returns {Promise<Plan>} */
export async function partition(wanted) {
  const { here, page, parts, options } = wanted;
  const names = Object.keys(parts);
  const atOnce = (await made(`export * from "./${page}";`, here, options)).inputs;
  const wholes = await Promise.all(names.map(async (name) => (await made(learning(parts[name]), here, options)).inputs));
  const all = wholes.flat();
  const shared = new Set([...atOnce, ...all.filter((file, at) => all.indexOf(file) !== at)]);
  return { wanted, page: [...shared], parts: Object.fromEntries(names.map((name, at) => [name, wholes[at].filter((file) => !shared.has(file))])) };
}

/**
 * @param {Plan} plan @param {import("esbuild").BuildOptions} options
 * @returns {Promise<{page: string, parts: Record<string, string>}>} the scripts; parts are not yet told the page's address
 */
export async function inParts({ wanted: { here, page, parts }, page: shared }, options) {
  const names = Object.keys(parts);
  const leaving = [leavingOut(here, new Set(shared))];
  const codes = await Promise.all(names.map(async (name) => (await made(learning(parts[name]), here, options, leaving)).code));
  const { code } = await made([`export * from "./${page}";`, ...giving(codes)].join("\n"), here, options);
  return { page: code, parts: Object.fromEntries(names.map((name, at) => [name, codes[at]])) };
}

/** A part brings its own words along. @param {string} entry */
const learning = (entry) => `import { learnWords } from "./js/words/language.js"; export * from "./${entry}"; export const hasLearnt = learnWords(globalThis.CATALOGUES);`;
