// Reading a form that keeps its own state. Must not know what it asks.

/** What a form holds, the page staying where it is. @param {Event} event a form's submit or input @returns {Record<string, string>} */
export function fieldsOf(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.currentTarget);
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
}

/** The boxes ticked under one name. @param {Event} event @param {string} name */
export const ticked = (event, name) => new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).getAll(name).map(String);
