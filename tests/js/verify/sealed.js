// Sealed statements as mediation/certificates/seal.py writes them, by a key of the tests.
import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { fingerprint } from "../../../static/js/verify/sealed_statement.js";

export const SECRET = new Uint8Array(32).fill(5);
export const OFFICE = { public_key: bytesToHex(ed25519.getPublicKey(SECRET)), retired_on: null };
export const SPECIMEN_SECRET = new TextEncoder().encode("SPECIMEN: this key is no secret.");

export const STATEMENT = {
  kind: "certificate of the dates of a mediation", version: 1, is_specimen: false, is_reissue: false, languages: ["en"],
  reference: "7K2M-9QXP-4D3T-S", tribunal: "undt-geneva", tribunal_name: "United Nations Dispute Tribunal", seat: "Geneva",
  zone: "Europe/Zurich", request_reference: "Order No. 113 (GVA/2026)", request_date: "2026-03-01",
  case_references: ["UNDT/GVA/2026/019"], start: { at_seat: "2026-02-03", in_utc: "2026-02-03", basis: "recorded" },
  end: { at_seat: "2026-03-02", in_utc: "2026-03-01", basis: "recorded" }, office: "Office of the Ombudsman",
  office_address: "1 Harbour Street", issuer_name: "Mediator of the tests", issuer_title: "Ombudsman", place: "Geneva",
  issue_date: "2026-03-05", pdf_key: "0".repeat(32),
};

/** As Python's json.dumps with sort_keys and no spaces. @param {any} value @returns {string} */
export const canonical = (value) =>
  JSON.stringify(value, (_, one) => (one && typeof one === "object" && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one));

/** @param {object} [change] to the statement @param {Uint8Array} [secret] @returns {Uint8Array} the attachment's bytes */
export function sealed(change = {}, secret = SECRET) {
  const statement = canonical({ ...STATEMENT, ...change });
  const signature = btoa(String.fromCharCode(...ed25519.sign(new TextEncoder().encode(statement), secret)));
  const key = fingerprint(bytesToHex(ed25519.getPublicKey(secret)));
  return new TextEncoder().encode(`{"key":"${key}","signature":"${signature}","statement":${statement}}`);
}
