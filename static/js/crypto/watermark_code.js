// The code that a person's watermark shows: docs/protocol.md, "Secrets". It follows from R, which only that seat's
// device and the hosts have: nobody else can tell whose it is, nor work out another's.

import { derive } from "./derivation.js";

/** Five bits each; none is easily taken for another. */
const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const LENGTH = 6;

/** @param {Uint8Array} resume R @returns {string} six letters and digits */
export const watermarkCode = (resume) => Array.from(derive(resume, LENGTH, "watermark"), (byte) => LETTERS[byte % LETTERS.length]).join("");
