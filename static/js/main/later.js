// Loads a part of a page when it is wanted. The page, which pins it by hash, names it in a meta element.

/** @param {string} name such as verify_pdf.js @returns {Promise<any>} its module; rejects when what came is not what was pinned */
export async function loadLater(name) {
  const [url, integrity] = /** @type {HTMLMetaElement} */ (document.querySelector(`meta[name="later ${name}"]`)).content.split(" ");
  // A browser checks integrity for what the page names, not for import(): so this fetch does, and import() finds it in the cache.
  await fetch(url, { integrity });
  return import(url);
}
