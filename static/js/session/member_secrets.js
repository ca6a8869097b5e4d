// What a member's tab keeps for its own reload, as one: L, R and P, of 32 bytes each. Must not know where it is kept.

const BYTES = 32;

/** @param {Uint8Array} link L @param {Uint8Array} resume R @param {Uint8Array} ownSeed P @returns {Uint8Array} L ‖ R ‖ P */
export const joined = (link, resume, ownSeed) => Uint8Array.from([...link, ...resume, ...ownSeed]);

/** @param {Uint8Array} all @returns {Uint8Array[]} L, R and P; a tab that kept no P has an empty one */
export const parted = (all) => [0, 1, 2].map((at) => all.slice(at * BYTES, (at + 1) * BYTES));
