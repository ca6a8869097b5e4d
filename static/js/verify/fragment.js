// The sealed statement behind the # of the address, where the QR code puts it: it is sent to no server.

/** @param {string} hash location.hash @returns {Uint8Array | null} null when there is none; empty when it is spoiled */
export function sealedInFragment(hash) {
  if (hash.length < 2) return null;
  try {
    const text = atob(hash.slice(1).replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
