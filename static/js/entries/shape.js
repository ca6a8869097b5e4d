// Questions about the shape of what was opened. Must not know what any kind of entry means.

const ID = /^[A-Za-z0-9_-]{22}$/;
const MOST_SIDE = 63;

/** @param {unknown} value @returns {value is string} */
export const isId = (value) => typeof value === "string" && ID.test(value);

/** @param {unknown} value @returns {value is boolean} */
export const isBoolean = (value) => typeof value === "boolean";

/** @param {unknown} value @returns {value is number} */
export const isCount = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

/** @param {unknown} value @returns {value is number | null} */
export const isSide = (value) => value === null || (isCount(value) && value <= MOST_SIDE);

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isPlain = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {value is "mediator" | "party" | "support" | "observer" | "interpreter"} */
export const isRole = (value) => typeof value === "string" && ["mediator", "party", "support", "observer", "interpreter"].includes(value);

/** @param {unknown} value @returns {value is "party" | "support" | "observer" | "interpreter" | "host"} */
export const isSeatKind = (value) => typeof value === "string" && ["party", "support", "observer", "interpreter", "host"].includes(value);

/**
 * @template T
 * @param {unknown} value
 * @param {number} most
 * @param {(item: unknown) => item is T} isItem
 * @returns {value is T[]}
 */
export const isListOf = (value, most, isItem) => Array.isArray(value) && value.length <= most && value.every(isItem);
