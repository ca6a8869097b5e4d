// A text's short key in a catalogue, so that a page loads the translations without all of the English once more.
// FNV-1a, 32 bits (draft-eastlake-fnv); the build refuses two texts with one key.

/** @type {Map<string, string>} */
const known = new Map();

/** @param {string} english @returns {string} at most 7 characters */
export function shortKey(english) {
  let key = known.get(english);
  if (key === undefined) {
    let hash = 0x811c9dc5;
    for (const unit of new TextEncoder().encode(english)) hash = Math.imul(hash ^ unit, 0x01000193);
    key = (hash >>> 0).toString(36);
    known.set(english, key);
  }
  return key;
}
