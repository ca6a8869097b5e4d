// A tab that was asleep (a closed laptop, a frozen tab) shows nothing until the server has said how things stand: the
// session may be over for everyone else. Must not know what it hides.

const TICK_MS = 1_000;
const STILL_MS = 10_000; // a visible page's timers are never this late
const HIDDEN_MS = 75_000; // a hidden one's come once a minute

/** @param {() => Promise<unknown>} wake settled when the server has answered @param {() => string} words shown meanwhile */
export function watchSleep(wake, words) {
  const page = document.documentElement;
  let seenAt = Date.now();
  let isHidden = document.hidden;
  let waking = 0;

  const woken = () => {
    waking += 1;
    page.dataset.asleep = words();
    void wake().finally(() => {
      waking -= 1;
      if (waking === 0) delete page.dataset.asleep;
    });
  };
  const look = () => {
    const now = Date.now();
    const slept = now - seenAt > (isHidden ? HIDDEN_MS : STILL_MS);
    seenAt = now;
    isHidden = document.hidden;
    if (slept) woken();
  };
  setInterval(look, TICK_MS);
  // Before the next tick: a page that comes back to the screen is drawn at once.
  document.addEventListener("visibilitychange", look, true);
  document.addEventListener("resume", woken); // Page Lifecycle: it was frozen
}
