// A page and the parts that it loads later are one program: what both are made of is there once.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { inParts, partition, takingFrom } from "../../../static/parts.mjs";

const here = fileURLToPath(new URL("../../../static", import.meta.url));
const options = { absWorkingDir: here, bundle: true, minify: true, format: /** @type {const} */ ("esm"), define: { "globalThis.CATALOGUES": "{}" } };
const parts = { room_asking: "js/main/room_asking.js", room_board: "js/main/room_board.js", room_tools: "js/main/room_tools.js", qr_code: "js/main/qr_code.js", aids: "js/main/aids.js", word_list: "js/main/word_list.js" };
const plan = await partition({ here, page: "js/main/host.js", parts, options });
const made = await inParts(plan, options);

const chained = { room_session: "js/main/room_session.js", room_inside: "js/main/room_inside.js", room_asking: "js/main/room_asking.js", room_board: "js/main/room_board.js", aids: "js/main/aids.js", word_list: "js/main/word_list.js" };
const after = { room_inside: "room_session", room_asking: "room_inside", room_board: "room_inside", aids: "room_inside" };
const joinPlan = await partition({ here, page: "js/main/join.js", parts: chained, after, options });
const join = await inParts(joinPlan, options);

/** @param {string} code */
const elementsIn = (code) => [...code.matchAll(/customElements\.define\(["'`]([\w-]+)["'`]/g)].map(([, name]) => name);

test("every element is defined once, by the page or by one of its parts", () => {
  const defined = [made.page, ...Object.values(made.parts)].flatMap(elementsIn);
  assert.ok(defined.includes("board-panel") && defined.includes("mediation-room"));
  assert.deepEqual(defined, [...new Set(defined)]);
  assert.ok(!elementsIn(made.page).includes("board-panel"), "the board comes later");
});

test("no source file is in two of them", () => {
  const files = [plan.page, ...Object.values(plan.parts)].flat();
  const twice = files.filter((file, at) => files.indexOf(file) !== at);
  assert.deepEqual(twice, []);
});

test("a part takes from its page just what the page gives", () => {
  const given = new Set([...made.page.matchAll(/export\{([^}]*)\}/g)].flatMap(([, names]) => names.split(",").map((name) => name.split(" as ").at(-1))));
  for (const code of Object.values(made.parts)) {
    const taking = takingFrom(code, "/page.js", plan);
    const [, clause] = /import\{([^}]*)\}from"\/page\.js"/.exec(taking) ?? [];
    assert.ok(clause);
    for (const name of clause.split(",").map((one) => one.split(" as ")[0])) assert.ok(given.has(name), name);
    assert.ok(!taking.includes("of-another:"));
  }
});

test("what cannot be taken by name stops the build", () => {
  assert.throws(() => takingFrom('import*as n from"of-another:js/words/text.js";', "/page.js", plan), /take names/);
});

test("what comes before the waiting room knows nothing of what is in the room", () => {
  assert.ok(elementsIn(join.page).includes("join-page") && elementsIn(join.parts.room_session).includes("room-phase"));
  assert.ok(elementsIn(join.parts.room_inside).includes("mediation-room"));
  const early = [...joinPlan.page, ...joinPlan.parts.room_session];
  assert.deepEqual(early.filter((file) => /entries\/(?!name|shape|rehearsal)|session\/(channel|desk|snapshot)/.test(file)), []);
});

test("a part takes from another what the other gives, as the page has it", () => {
  for (const [part, code] of Object.entries(join.parts)) {
    const taking = takingFrom(code, "/page.js", joinPlan);
    assert.ok(!taking.includes("of-another:"));
    for (const [, clause, from] of taking.matchAll(/const\{([^}]*)\}=partHere_\("(\w+)\.js"\)/g)) {
      assert.notEqual(from, part);
      for (const name of clause.split(",").map((one) => one.split(":")[0])) assert.ok(join.parts[from].includes(` as ${name}`), name);
    }
  }
  assert.ok(join.page.includes(` as ${joinPlan.given("js/views/later.js", "partHere")}`));
});

test("each page names its parts", async () => {
  const pages = await Promise.all(["join", "host"].map((name) => readFile(path.join(here, `pages/${name}.html`), "utf8")));
  const [join, host] = pages.map((page) => [...page.matchAll(/<!-- later (\w+)\.js -->/g)].map(([, name]) => name));
  assert.deepEqual(host, Object.keys(parts));
  assert.deepEqual(join, Object.keys(chained));
});
