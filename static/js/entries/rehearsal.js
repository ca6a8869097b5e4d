// A room for practice is known by its id, so that every page with one of its links can say so before it is anywhere.
// Must not know what is rehearsed.

const OF_REHEARSAL = /(^|#)[\w-]{12}rehearsal[\w-](\.|$)/;

/** @param {string} place a room's id, a personal link, or its fragment */
export const isRehearsal = (place) => OF_REHEARSAL.test(place);
