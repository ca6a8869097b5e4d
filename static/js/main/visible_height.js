// On an iPhone the keyboard lies over the page: WebKit knows no interactive-widget, and 100dvh stays as it was. Where it
// does, the room is made as high as what can be seen. Must not know what is in the room.

const EXACT = 1.01;

/** @param {VisualViewport | null} seen */
export function followVisibleHeight(seen = globalThis.visualViewport) {
  const { style } = document.documentElement;
  const follow = () => {
    const isZoomed = seen && seen.scale > EXACT; // by two fingers: somebody looks closer, and the room stays
    if (!seen || isZoomed || seen.height >= innerHeight - 1) style.removeProperty("--visible-height");
    else style.setProperty("--visible-height", `${seen.height}px`);
    if (seen && !isZoomed && seen.offsetTop > 0) scrollTo(0, 0); // WebKit has pushed the page up to show the field
  };
  seen?.addEventListener("resize", follow);
}
