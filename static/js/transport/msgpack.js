// The part of MessagePack (github.com/msgpack/msgpack/blob/master/spec.md) that packets are made of: null, truth,
// numbers, text, bytes, lists, and maps by name. A few lines instead of a library that brings along streams, times and
// extensions: docs/decisions/0015. Must not know what packets mean.

const MOST_UINT32 = 0xffffffff;
const LEAST_INT32 = -0x80000000;

/** Four bytes, big-endian. @param {number} n */
const uint32 = (n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];

/** @param {number} code @param {(view: DataView) => void} write */
function wide(code, write) {
  const bytes = new Uint8Array(9);
  bytes[0] = code;
  write(new DataView(bytes.buffer, 1));
  return bytes;
}

/** @param {number} n @returns {ArrayLike<number>} */
function number(n) {
  if (!Number.isSafeInteger(n)) return wide(0xcb, (view) => view.setFloat64(0, n));
  if (n >= -32 && n < 128) return [n & 255];
  if (n >= 0 && n <= MOST_UINT32) return [0xce, ...uint32(n)];
  if (n < 0 && n >= LEAST_INT32) return [0xd2, ...uint32(n)];
  return wide(0xd3, (view) => view.setBigInt64(0, BigInt(n)));
}

/** @param {unknown} value @param {ArrayLike<number>[]} parts */
function write(value, parts) {
  if (value === null || value === undefined) parts.push([0xc0]);
  else if (typeof value === "boolean") parts.push([value ? 0xc3 : 0xc2]);
  else if (typeof value === "number") parts.push(number(value));
  else if (typeof value === "string") {
    const text = new TextEncoder().encode(value);
    parts.push(text.length < 32 ? [0xa0 | text.length] : [0xdb, ...uint32(text.length)], text);
  } else if (value instanceof Uint8Array) parts.push([0xc6, ...uint32(value.length)], value);
  else if (Array.isArray(value)) {
    parts.push(value.length < 16 ? [0x90 | value.length] : [0xdd, ...uint32(value.length)]);
    for (const item of value) write(item, parts);
  } else if (typeof value === "object") {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    parts.push(fields.length < 16 ? [0x80 | fields.length] : [0xdf, ...uint32(fields.length)]);
    for (const part of fields.flat()) write(part, parts);
  } else throw new TypeError("not for a packet");
}

/** @param {unknown} value fields that are undefined are left out @returns {Uint8Array} */
export function encode(value) {
  /** @type {ArrayLike<number>[]} */
  const parts = [];
  write(value, parts);
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** @param {ArrayBuffer | Uint8Array} frame @returns {unknown} throws on anything that is not whole, and on extensions */
export function decode(frame) {
  const bytes = frame instanceof Uint8Array ? frame : new Uint8Array(frame);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;

  const take = (/** @type {number} */ length) => {
    if (at + length > bytes.length) throw new RangeError("a packet ends early");
    at += length;
    return at - length;
  };
  const uint = (/** @type {number} */ power) => {
    const here = take(2 ** power);
    return [() => view.getUint8(here), () => view.getUint16(here), () => view.getUint32(here), () => Number(view.getBigUint64(here))][power]();
  };
  const int = (/** @type {number} */ power) => {
    const here = take(2 ** power);
    return [() => view.getInt8(here), () => view.getInt16(here), () => view.getInt32(here), () => Number(view.getBigInt64(here))][power]();
  };
  const raw = (/** @type {number} */ length) => {
    const here = take(length);
    return bytes.subarray(here, here + length);
  };
  const text = (/** @type {number} */ length) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw(length));
  const list = (/** @type {number} */ length) => {
    const items = [];
    while (items.length < length) items.push(read());
    return items;
  };
  const map = (/** @type {number} */ length) => {
    /** @type {[string, unknown][]} */
    const fields = [];
    while (fields.length < length) {
      const name = read();
      if (typeof name !== "string") throw new TypeError("a map by other than names");
      fields.push([name, read()]);
    }
    return Object.fromEntries(fields); // which makes own fields of all names, "__proto__" too
  };

  /** @returns {unknown} */
  const read = () => {
    const code = uint(0);
    if (code < 0x80) return code;
    if (code < 0x90) return map(code & 15);
    if (code < 0xa0) return list(code & 15);
    if (code < 0xc0) return text(code & 31);
    if (code >= 0xe0) return code - 256;
    if (code === 0xc0) return null;
    if (code === 0xc2 || code === 0xc3) return code === 0xc3;
    if (code >= 0xc4 && code <= 0xc6) return raw(uint(code - 0xc4));
    if (code === 0xca) return view.getFloat32(take(4));
    if (code === 0xcb) return view.getFloat64(take(8));
    if (code >= 0xcc && code <= 0xcf) return uint(code - 0xcc);
    if (code >= 0xd0 && code <= 0xd3) return int(code - 0xd0);
    if (code >= 0xd9 && code <= 0xdb) return text(uint(code - 0xd9));
    if (code === 0xdc || code === 0xdd) return list(uint(code - 0xdb));
    if (code === 0xde || code === 0xdf) return map(uint(code - 0xdd));
    throw new TypeError("not for a packet");
  };

  const value = read();
  if (at !== bytes.length) throw new RangeError("a packet goes on after its end");
  return value;
}
