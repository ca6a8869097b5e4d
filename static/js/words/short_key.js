// A text's short key in a catalogue, so that a page loads the translations without all of the English once more.
// FNV-1a (draft-eastlake-fnv), as five letters and digits; the build refuses two texts with one key.

const KEYS = 36 ** 5;

/** @type {Map<string, string>} */
const known = new Map();

/** @param {string} english @returns {string} at most 5 characters */
export function shortKey(english) {
  let key = known.get(english);
  if (key === undefined) {
    let hash = 0x811c9dc5;
    for (const unit of new TextEncoder().encode(english)) hash = Math.imul(hash ^ unit, 0x01000193);
    key = ((hash >>> 0) % KEYS).toString(36);
    known.set(english, key);
  }
  return key;
}
