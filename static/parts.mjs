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
 * @typedef {object} Made
 * @property {string} code
 * @property {string[]} inputs  the files that it is made of, from `here`
 *
 * @typedef {object} Wanted
 * @property {string} here  the folder that paths begin in
 * @property {string} page  its entry
 * @property {Record<string, string>} parts  name to entry
 * @property {import("esbuild").BuildOptions} options
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

/** @param {string} contents @param {Wanted} wanted @param {import("esbuild").Plugin[]} [more] @returns {Promise<Made>} */
async function made(contents, { here, options }, more = []) {
  const plugins = [...more, ...(options.plugins ?? [])];
  const { outputFiles, metafile } = await build({ ...options, plugins, stdin: { contents, resolveDir: here }, outdir: here, write: false, metafile: true });
  return { code: outputFiles?.[0].text ?? "", inputs: Object.keys(metafile?.inputs ?? {}).filter((file) => file !== "<stdin>") };
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

/**
 * @param {Wanted} wanted
 * @returns {Promise<{page: Made, parts: Record<string, Made>}>} parts: not yet told the page's address
 */
export async function inParts(wanted) {
  const { here, page, parts } = wanted;
  const atOnce = (await made(`import "./${page}";`, wanted)).inputs;
  const names = Object.keys(parts);
  const whole = await Promise.all(names.map(async (name) => (await made(learning(parts[name]), wanted)).inputs));
  const all = whole.flat();
  const shared = new Set([...atOnce, ...all.filter((file, at) => all.indexOf(file) !== at)]);
  const found = await Promise.all(names.map((name) => made(learning(parts[name]), wanted, [leavingOut(here, shared)])));
  const script = await made([`import "./${page}";`, ...giving(found.map(({ code }) => code))].join("\n"), wanted);
  return { page: script, parts: Object.fromEntries(names.map((name, at) => [name, found[at]])) };
}

/** A part brings its own words along. @param {string} entry */
const learning = (entry) => `import { learnWords } from "./js/words/language.js"; export * from "./${entry}"; export const hasLearnt = learnWords(globalThis.CATALOGUES);`;
