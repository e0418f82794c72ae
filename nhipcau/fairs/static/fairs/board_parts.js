// More calls than fit beside the newest: the board shows one part of them after another. All stay in the page, so the
// loudspeaker reads every one.
(() => {
  "use strict";
  const EVERY = 8_000;
  let turn = 0;
  const show = () => {
    const parts = [...document.querySelectorAll("[data-board-part]")];
    parts.forEach((part, place) => { part.hidden = place !== turn % parts.length; });
  };
  setInterval(() => { turn += 1; show(); }, EVERY);
  document.body.addEventListener("htmx:afterSettle", show);
  show();
})();
