// The sealed statement behind the # of the address, where the QR code puts it: it is sent to no server.

const MOST_DIGITS = 4000;
const LARGEST_SEALED_BYTES = 64 * 1024;

/**
 * The digits write a number: a byte 1, then the statement's bytes deflated (docs/certificates.md).
 * @param {string} hash location.hash @returns {Promise<Uint8Array | null>} null when there is none; empty when it is spoiled
 */
export async function sealedInFragment(hash) {
  if (hash.length < 2) return null;
  const digits = hash.slice(1);
  if (!/^\d+$/.test(digits) || digits.length > MOST_DIGITS) return new Uint8Array();
  const written = BigInt(digits).toString(16);
  const bytes = Uint8Array.from(written.slice(1).match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return written.length % 2 && written.startsWith("1") ? inflate(bytes).catch(() => new Uint8Array()) : new Uint8Array();
}

/** @param {Uint8Array<ArrayBuffer>} deflated @returns {Promise<Uint8Array>} */
async function inflate(deflated) {
  const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (new Response(deflated).body).pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const whole = new Uint8Array(LARGEST_SEALED_BYTES);
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    whole.set(part.value, size); // throws when it is too long
    size += part.value.length;
  }
  return whole.slice(0, size);
}
