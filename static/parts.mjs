// A page's script, and the parts that it loads when they are wanted. A part stands on its page, or on another part that
// is loaded before it. What several are made of is in what they all stand on, and is taken from there: so an element,
// a language or a state is in a tab once, and each is one file. The page names its parts by hash; a part names its page
// by address, where it is loaded already, and asks the page for another part (views/later.js).
// Must not know what any of it does.
import path from "node:path";
import { build } from "esbuild";

const PAGE = "";
const SHARED = "of-another:";
const TAKEN = /import(?:\{([^}]*)\}from)?"of-another:([^"]+)";?/g;
const UNKNOWN = /(?:from|import)\s*"of-another:/;
const LATER = "js/views/later.js";

/**
 * @typedef {object} Wanted
 * @property {string} here  the folder that paths begin in
 * @property {string} page  its entry
 * @property {Record<string, string>} parts  name to entry
 * @property {Record<string, string>} [after]  of a part that stands on another one: the other's name
 * @property {import("esbuild").BuildOptions} options
 *
 * @typedef {object} Plan  files, from `here`
 * @property {Wanted} wanted
 * @property {string[]} page  what is the page's, its parts' common ground included
 * @property {Record<string, string[]>} parts  what is each part's alone, or common ground of those that stand on it
 * @property {ReadonlyMap<string, string>} owners  file to part; to the empty string where it is the page's
 * @property {Given} given
 *
 * @typedef {(file: string, name: string) => string} Given  by which it is given to others
 */

/** @returns {Given} short, since each is said twice */
function naming() {
  /** @type {Map<string, string>} */
  const known = new Map();
  return (file, name) => {
    const key = `${file} ${name}`;
    if (!known.has(key)) known.set(key, `$${known.size.toString(36)}`);
    return /** @type {string} */ (known.get(key));
  };
}

/** @param {string} here @param {(file: string) => boolean} isElsewhere @returns {import("esbuild").Plugin} */
const leavingOut = (here, isElsewhere) => ({
  name: "leaving-out",
  setup(builder) {
    builder.onResolve({ filter: /./ }, async ({ path: wanted, pluginData, ...from }) => {
      if (pluginData === "asked" || from.kind === "entry-point") return undefined;
      const found = await builder.resolve(wanted, { ...from, pluginData: "asked" });
      const file = path.relative(here, found.path);
      return isElsewhere(file) ? { path: SHARED + file, external: true } : found;
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

/** What an owner has to give, as statements of its own. @param {Given} given @param {string[]} codes of those that may take it @param {(file: string) => boolean} isOwn */
function giving(given, codes, isOwn) {
  /** @type {Set<string>} */
  const statements = new Set();
  for (const [, clause = "", file] of codes.flatMap((code) => [...code.matchAll(TAKEN)]).filter(([, , file]) => isOwn(file))) {
    if (!clause) statements.add(`import ${JSON.stringify(`./${file}`)};`);
    for (const [name] of namesIn(clause)) statements.add(`export { ${name} as ${given(file, name)} } from ${JSON.stringify(`./${file}`)};`);
  }
  return [...statements].sort();
}

/**
 * @param {string} code of a part @param {string} url of its page's script @param {Pick<Plan, "owners" | "given">} plan
 * @returns {string} by name from the page, and from other parts as the page has them
 */
export function takingFrom(code, url, { owners, given }) {
  /** @type {Map<string, string[]>} */
  const wanted = new Map();
  const rest = code.replaceAll(TAKEN, (_, clause, file) => {
    const owner = owners.get(file) ?? PAGE;
    const names = namesIn(clause ?? "").map(([name, local]) => `${given(file, name)}${owner ? ":" : " as "}${local}`);
    wanted.set(owner, [...(wanted.get(owner) ?? []), ...names]);
    return "";
  });
  if (UNKNOWN.test(rest)) throw new Error("A part can take names from another, and not a module as a whole.");
  const { "": page = [], ...parts } = Object.fromEntries(wanted);
  if (Object.keys(parts).length) page.push(`${given(LATER, "partHere")} as partHere_`);
  const lines = Object.entries(parts).filter(([, names]) => names.length).map(([part, names]) => `const{${names.join(",")}}=partHere_(${JSON.stringify(`${part}.js`)});`);
  return [page.length ? `import{${page.join(",")}}from${JSON.stringify(url)};` : "", ...lines, rest].join("");
}

/** @param {Wanted} wanted @param {string} part @returns {string[]} what it stands on, from the ground up, and itself */
const chain = (wanted, part) => [...(wanted.after?.[part] ? chain(wanted, wanted.after[part]) : []), part];

/** @param {string[][]} chains @returns {string} the last that all of them have in common */
function commonGround([first, ...others]) {
  const at = first.findIndex((name, place) => others.some((other) => other[place] !== name));
  return (at < 0 ? first.at(-1) : first[at - 1]) ?? PAGE;
}

/** @param {Wanted} wanted @returns {Promise<Plan>} */
export async function partition(wanted) {
  const { here, page, parts, options } = wanted;
  const names = Object.keys(parts);
  const atOnce = (await made(`export * from "./${page}"; ${names.length ? `import "./${LATER}";` : ""}`, here, options)).inputs;
  const wholes = await Promise.all(names.map(async (name) => (await made(learning(parts[name]), here, options)).inputs));
  const chains = names.map((name) => chain(wanted, name));
  const owners = new Map(wholes.flat().map((file) => [file, commonGround(chains.filter((_, at) => wholes[at].includes(file)))]));
  for (const file of atOnce) owners.set(file, PAGE);
  const ownedBy = (/** @type {string} */ owner) => [...owners].filter(([, one]) => one === owner).map(([file]) => file);
  return { wanted, page: ownedBy(PAGE), parts: Object.fromEntries(names.map((name) => [name, ownedBy(name)])), owners, given: naming() };
}

/**
 * @param {Plan} plan @param {import("esbuild").BuildOptions} options
 * @returns {Promise<{page: string, parts: Record<string, string>}>} the scripts; parts are not yet told the page's address
 */
export async function inParts({ wanted, owners, given }, options) {
  const { here, page, parts } = wanted;
  const isOf = (/** @type {string} */ owner) => (/** @type {string} */ file) => owners.get(file) === owner;
  /** @type {Record<string, string>} */
  const codes = {};
  // Those that others stand on are made after these, of which they then know what they take.
  for (const name of Object.keys(parts).sort((one, other) => chain(wanted, other).length - chain(wanted, one).length)) {
    const leaving = [leavingOut(here, (file) => owners.has(file) && owners.get(file) !== name)];
    codes[name] = (await made([learning(parts[name]), ...giving(given, Object.values(codes), isOf(name))].join("\n"), here, options, leaving)).code;
  }
  const asked = wanted.after ? `export { partHere as ${given(LATER, "partHere")} } from "./${LATER}";` : "";
  const { code } = await made([`export * from "./${page}";`, asked, ...giving(given, Object.values(codes), isOf(PAGE))].join("\n"), here, options);
  return { page: code, parts: Object.fromEntries(Object.keys(parts).map((name) => [name, codes[name]])) };
}

/** A part brings its own words along. @param {string} entry */
const learning = (entry) => `import { learnWords } from "./js/words/language.js"; export * from "./${entry}"; export const hasLearnt = learnWords(globalThis.CATALOGUES);`;
