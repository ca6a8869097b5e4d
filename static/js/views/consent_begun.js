// The names under which what is begun about a consent is kept, until it is sent. Must not know the page.

/** A proposal that is not made yet. */
export const BEGUN = "consent";

/** @param {string} consent a rewording that is not proposed yet */
export const begunOf = (consent) => `reword ${consent}`;
