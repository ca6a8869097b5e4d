// Loads a part of a page when it is wanted. The page, which pins it by hash, names it in a meta element.

/** @param {string} name such as verify_pdf.js @returns {Promise<any>} its module; rejects when what came is not what was pinned */
export async function loadLater(name) {
  const [url, integrity] = /** @type {HTMLMetaElement} */ (document.querySelector(`meta[name="later ${name}"]`)).content.split(" ");
  // import() takes no hash, and the header Integrity-Policy refuses a script without one. What was preloaded with it, it takes.
  await preloaded(url, integrity);
  return import(url);
}

/** @param {string} url @param {string} integrity */
async function preloaded(url, integrity) {
  const link = document.createElement("link");
  if (!link.relList.supports("modulepreload")) return void (await fetch(url, { integrity })); // then import() finds it in the cache
  Object.assign(link, { rel: "modulepreload", integrity, href: url });
  await new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new TypeError("this script is not the one that was pinned")));
    document.head.append(link);
  });
}
