// One item of a list changed, the others as they were. (Browsers of 2022 have no Array.prototype.with.)

/**
 * @template Item
 * @param {readonly Item[]} list
 * @param {(item: Item) => boolean} isIt
 * @param {(item: Item) => Item | null} change  null, or the same: nothing changes
 * @returns {readonly Item[]} the same list when nothing has changed
 */
export function changedOne(list, isIt, change) {
  const at = list.findIndex(isIt);
  const after = at < 0 ? null : change(list[at]);
  return after === null || after === list[at] ? list : [...list.slice(0, at), after, ...list.slice(at + 1)];
}
