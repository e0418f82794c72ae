// A computer that serves one person after another: whoever walks away without a word is signed out. In a room two people
// talk and touch nothing, so there it waits as long as the talk.
(() => {
  "use strict";
  const LEAVES = 4 * 60 * 1000, WARNS = 30 * 1000;
  const form = document.querySelector("[data-at-computer]");
  const warning = form.querySelector("[data-going]");
  let touched = performance.now();
  for (const kind of ["pointerdown", "keydown", "scroll", "touchstart"]) {
    addEventListener(kind, () => { touched = performance.now(); warning.hidden = true; }, { passive: true });
  }
  setInterval(() => {
    const still = performance.now() - touched;
    if (document.querySelector('[data-live-topic^="interview:"]')) return;
    warning.hidden = still < LEAVES - WARNS;
    if (still > LEAVES) form.requestSubmit();
  }, 1000);
  // A page that the browser kept is never shown to the next person.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
