// The slip goes to the printer by itself, once; the button prints it again.
(() => {
  "use strict";
  if (!document.querySelector(".slip") || performance.getEntriesByType("navigation")[0]?.type === "back_forward") return;
  addEventListener("load", () => window.print());
})();
