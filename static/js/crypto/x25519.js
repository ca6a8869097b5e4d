// X25519 (RFC 7748): noble's Montgomery ladder with the curve's own constants.
// noble's ready-made x25519 brings Ed25519 along, five kilobytes that no page here uses; a test holds the two equal.

import { montgomery } from "@noble/curves/abstract/montgomery.js";
import { pow } from "@noble/curves/abstract/modular.js";

/** The field's prime, 2^255 - 19 (RFC 7748, section 4.1). */
const P = 2n ** 255n - 19n;

/** Clamping, in place (RFC 7748, section 5, decodeScalar25519). @param {Uint8Array} scalar 32 bytes */
function adjustScalarBytes(scalar) {
  scalar[0] &= 248;
  scalar[31] &= 127;
  scalar[31] |= 64;
  return scalar;
}

export const x25519 = montgomery({
  P,
  type: "x25519",
  adjustScalarBytes,
  powPminus2: (x) => pow(x, P - 2n, P), // the inverse, by Fermat
});
