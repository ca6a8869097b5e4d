// /verify: a certificate is checked here, in the reader's browser; the server is asked for its public keys and nothing else.
import { sealedInFragment } from "../verify/fragment.js";
import { officeKeys } from "../verify/office_keys.js";
import { checkSealed, fingerprint } from "../verify/sealed_statement.js";
import { checkCode, isCodeOf, readReference } from "../verify/typed_figures.js";
import { loadLater } from "../views/later.js";
import "../views/verify_page.js";
import { t } from "../words/text.js";
import { speakOn } from "./page_language.js";

/** @typedef {import("../views/verify_page.js").Found} Found */
/** @typedef {import("../views/verify_typed.js").TypedFigures} TypedFigures */
/** @typedef {import("../verify/sealed_statement.js").Statement} Statement */

const LARGEST_FILE_BYTES = 16 * 1024 * 1024;
const page = /** @type {import("../views/verify_page.js").VerifyPage} */ (document.querySelector("verify-page"));

/** @param {Found["verdict"]} verdict @param {Found["from"]} from @returns {Found} */
const nothingIn = (verdict, from) => ({ verdict, from, statement: null, key: "", retiredOn: null, code: "" });

/** @param {Statement} statement @returns {import("../verify/typed_figures.js").Figures} */
const figuresOf = ({ reference, start, end }) => ({
  reference,
  startAtSeat: start.at_seat,
  startInUtc: start.in_utc,
  endAtSeat: end.at_seat,
  endInUtc: end.in_utc,
});

/** @param {Uint8Array} sealed @param {Found["from"]} from @returns {Promise<Found>} */
async function check(sealed, from) {
  const keys = await officeKeys(fetch).catch(() => null);
  if (!keys) return nothingIn("no keys", from);
  page.officeKey = fingerprint(keys[0].public_key);
  const { verdict, statement, key } = checkSealed(sealed, keys);
  return {
    verdict,
    from,
    statement,
    key: key ? fingerprint(key.public_key) : "",
    retiredOn: key?.retired_on ?? null,
    code: statement ? checkCode(figuresOf(statement)) : "",
  };
}

async function readAddress() {
  if (location.hash.length > 1 && !("DecompressionStream" in globalThis)) return show(nothingIn("old browser", "code"));
  const sealed = await sealedInFragment(location.hash);
  if (sealed) show(await check(sealed, "code"));
}

/** @param {File} file @returns {Promise<Found>} */
async function readFile(file) {
  if (file.size > LARGEST_FILE_BYTES) return nothingIn("no PDF", "file");
  const { sealedInPdf } = await loadLater("verify_pdf.js");
  /** @type {Uint8Array[]} */
  const attached = await sealedInPdf(new Uint8Array(await file.arrayBuffer()));
  if (attached.length !== 1) return nothingIn(attached.length ? "several statements" : "no statement", "file");
  return check(attached[0], "file");
}

/** @param {Found} found */
function show(found) {
  page.found = found;
  page.typed = null;
}

page.addEventListener("pdf-chosen", async (event) => {
  page.busy = true;
  show(await readFile(/** @type {CustomEvent<File>} */ (event).detail).catch(() => nothingIn("no PDF", "file")));
  page.busy = false;
});

page.addEventListener("figures-typed", (event) => {
  const { code, ...typed } = /** @type {CustomEvent<TypedFigures>} */ (event).detail;
  const reference = readReference(typed.reference);
  const figures = { ...typed, reference: reference ?? "" };
  const above = page.found?.verdict === "genuine" ? page.found.code : "";
  page.typed = { reference: reference !== null, code: isCodeOf(figures, code), same: above ? above === checkCode(figures) : null };
});

addEventListener("hashchange", () => void readAddress()); // another code scanned into the same tab
await speakOn(page, () => t("Check a certificate"));
await readAddress();
if (!page.officeKey) page.officeKey = await officeKeys(fetch).then((keys) => fingerprint(keys[0].public_key), () => "");
