// ISO/IEC 7816-4 padding to multiples of 256 bytes, so that sizes say little.

/** What was opened is not padded as it must be. */
export class PaddingIsWrong extends Error {
  name = "PaddingIsWrong";
}

const BLOCK_BYTES = 256;

/**
 * @param {Uint8Array} bytes
 * @returns {Uint8Array} 0x80 and zeros added, at least one byte
 */
export function pad(bytes) {
  const out = new Uint8Array((Math.floor(bytes.length / BLOCK_BYTES) + 1) * BLOCK_BYTES);
  out.set(bytes);
  out[bytes.length] = 0x80;
  return out;
}

/**
 * @param {Uint8Array} padded
 * @returns {Uint8Array} throws PaddingIsWrong
 */
export function unpad(padded) {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end -= 1;
  const isWhole = padded.length > 0 && padded.length % BLOCK_BYTES === 0;
  if (!isWhole || padded[end] !== 0x80 || padded.length - end > BLOCK_BYTES) {
    throw new PaddingIsWrong("not padded");
  }
  return padded.slice(0, end);
}
