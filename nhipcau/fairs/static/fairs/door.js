// The door: each answer fills the place of the camera (ui/camera.js) for a second; what a scanner types is brought to
// the code by ui/card.js. Somebody new with a card goes on to the form. Without this file the form still works.
(() => {
  "use strict";
  const SHOWN_FOR = 1000, STANDS = 10000;
  const form = document.querySelector("[data-scan]");
  if (!form) return;
  const field = form.elements.code;
  const camera = document.getElementById("camera");

  // A scan sent again after a lost answer carries the same id; it changes once it was answered.
  const freshId = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    form.elements.scan_id.value = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const show = () => {
    const result = document.getElementById("result");
    const kind = result?.dataset.result;
    if (!kind) return;
    navigator.vibrate?.(kind === "ok" ? 80 : [80, 60, 80]);
    // Read out by then: who came before is no welcome to whoever stands there now. The next scan replaces it at once.
    const said = result.querySelector(".door-ok, .door-again");
    setTimeout(() => said?.setAttribute("data-before", ""), STANDS);
    document.querySelector("#result [data-go-on]")?.requestSubmit();
    if (camera.srcObject) {
      camera.hidden = true;
      setTimeout(() => { camera.hidden = false; }, SHOWN_FOR);
    }
  };
  // The number that somebody has just got stays in sight, though the field below it has the focus.
  addEventListener("load", () => document.querySelector("#result .door-result")?.scrollIntoView({ block: "start" }));
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "result" && event.detail.elt?.id !== "result") return;
    field.value = "";
    freshId();
    show();
    if (!camera.srcObject) field.focus();
  });
})();
