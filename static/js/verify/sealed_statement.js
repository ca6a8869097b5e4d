// The sealed statement of a certificate: its bytes apart, and whether one of the office's keys signed them.
// Must not know where the bytes came from.
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

/**
 * @typedef {{public_key: string, retired_on: string | null}} OfficeKey  as at the well-known address
 * @typedef {{at_seat: string, in_utc: string, basis: string}} Day
 * @typedef {{reference: string, tribunal_name: string, seat: string, zone: string, request_reference: string,
 *   request_date: string, case_references: string[], start: Day, end: Day, office: string, office_address: string,
 *   issuer_name: string, issuer_title: string, place: string, issue_date: string, is_reissue: boolean,
 *   is_specimen: boolean}} Statement
 * @typedef {"genuine" | "specimen" | "altered" | "unknown key" | "unreadable"} Verdict
 * @typedef {{verdict: Verdict, statement: Statement | null, key: OfficeKey | null}} Finding
 */

const LONGEST_BYTES = 64 * 1024;
const SIGNATURE_BYTES = 64;
/** Public key of the specimens' secret, which everybody has: mediation/certificates/specimen.py. */
export const SPECIMEN_KEY = bytesToHex(ed25519.getPublicKey(new TextEncoder().encode("SPECIMEN: this key is no secret.")));
const SPECIMEN = { public_key: SPECIMEN_KEY, retired_on: null };
const TEXTS = ["reference", "tribunal_name", "seat", "zone", "request_reference", "request_date", "office", "office_address", "issuer_name", "issuer_title", "place", "issue_date"];
const BASES = ["recorded", "stated", "not ended"];

/** The first 128 bits of the SHA-256 of a public key, 32 hexadecimal digits. @param {string} publicKey in hexadecimal */
export const fingerprint = (publicKey) => bytesToHex(sha256(hexToBytes(publicKey))).slice(0, 32);

/** @param {Uint8Array} bytes as attached to the PDF, or behind the # @param {OfficeKey[]} keys @returns {Finding} */
export function checkSealed(bytes, keys) {
  const sealed = readSealed(bytes);
  if (!sealed) return { verdict: "unreadable", statement: null, key: null };
  const { claimed, signature, signed, statement } = sealed;
  const candidates = statement.is_specimen ? [...keys, SPECIMEN] : keys;
  const key = candidates.find((one) => fingerprint(one.public_key) === claimed);
  if (!key) return { verdict: "unknown key", statement: null, key: null };
  if (!isSigned(signature, signed, key.public_key)) return { verdict: "altered", statement: null, key: null };
  return { verdict: statement.is_specimen ? "specimen" : "genuine", statement, key };
}

/** @param {Uint8Array} signature @param {Uint8Array} signed @param {string} publicKey */
function isSigned(signature, signed, publicKey) {
  try {
    return ed25519.verify(signature, signed, hexToBytes(publicKey), { zip215: false });
  } catch {
    return false;
  }
}

/** @param {Uint8Array} bytes */
function readSealed(bytes) {
  try {
    if (bytes.length > LONGEST_BYTES) return null;
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    // The bytes after the first "statement": up to, and without, the last } are what was signed; what is shown is read from them alone.
    const parts = /^\{"key":"([0-9a-f]{32})","signature":"([A-Za-z0-9+/=]{88})","statement":(\{.*\})\}$/s.exec(text);
    if (!parts) return null;
    const [, claimed, inBase64, inJson] = parts;
    const decoded = atob(inBase64);
    if (btoa(decoded) !== inBase64) return null; // base64 leaves bits unused, and there is one right way to write them
    const signature = Uint8Array.from(decoded, (character) => character.charCodeAt(0));
    const statement = JSON.parse(inJson);
    if (signature.length !== SIGNATURE_BYTES || !isStatement(statement)) return null;
    return { claimed, signature, signed: new TextEncoder().encode(inJson), statement };
  } catch {
    return null;
  }
}

/** Whether everything that is shown is there, and of its kind. @param {any} stated @returns {stated is Statement} */
function isStatement(stated) {
  return (
    stated?.kind === "certificate of the dates of a mediation" &&
    stated.version === 1 &&
    TEXTS.every((name) => typeof stated[name] === "string") &&
    [stated.is_reissue, stated.is_specimen].every((flag) => typeof flag === "boolean") &&
    Array.isArray(stated.case_references) &&
    stated.case_references.every((/** @type {unknown} */ one) => typeof one === "string") &&
    [stated.start, stated.end].every(isDay)
  );
}

/** @param {any} day @returns {day is Day} */
const isDay = (day) => typeof day?.at_seat === "string" && typeof day.in_utc === "string" && BASES.includes(day.basis);
