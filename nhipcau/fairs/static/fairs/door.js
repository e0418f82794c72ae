// The door: a scanner's keys land in the code field wherever the focus is, the camera reads QR codes where the
// browser can, and each answer fills the place of the camera for a second. Without this file the form still works.
(() => {
  "use strict";
  const SHOWN_FOR = 1000;
  const SAME_CODE = 4000;
  const LOOKS = 150;
  const form = document.querySelector("[data-scan]");
  if (!form) return;
  const field = form.elements.code;
  const camera = document.getElementById("camera");
  const button = document.querySelector("[data-camera]");
  const elsewhere = (target) => target.closest("input, textarea, select") && target !== field;

  // A scan sent again after a lost answer carries the same id; it changes once it was answered.
  const freshId = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    form.elements.scan_id.value = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  // A scanner types fast and ends with Enter. Keys that nobody else waits for belong to the code.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || elsewhere(event.target)) return;
    if (document.activeElement === field || !/^[0-9A-Za-z]$/.test(event.key)) return;
    event.stopImmediatePropagation();
    field.value = "";
    field.focus();
  }, true);

  const show = () => {
    const result = document.getElementById("result");
    const kind = result?.dataset.result;
    if (!kind) return;
    navigator.vibrate?.(kind === "ok" ? 80 : [80, 60, 80]);
    if (camera.srcObject) {
      camera.hidden = true;
      setTimeout(() => { camera.hidden = false; }, SHOWN_FOR);
    }
  };
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "result" && event.detail.elt?.id !== "result") return;
    field.value = "";
    freshId();
    show();
    if (!camera.srcObject) field.focus();
  });

  let detector, last = "", lastAt = 0;
  const look = async () => {
    if (!camera.srcObject) return;
    if (!camera.hidden && camera.readyState >= 2) {
      const [found] = await detector.detect(camera).catch(() => []);
      const code = found?.rawValue ?? "";
      if (code && !(code === last && Date.now() - lastAt < SAME_CODE)) {
        last = code;
        lastAt = Date.now();
        field.value = code;
        form.requestSubmit();
      }
    }
    setTimeout(look, LOOKS);
  };
  const start = async () => {
    if (camera.srcObject) {
      camera.srcObject.getTracks().forEach((track) => track.stop());
      camera.srcObject = null;
      camera.hidden = true;
      button.setAttribute("aria-pressed", "false");
      return;
    }
    try {
      camera.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      button.hidden = true;
      return;
    }
    camera.hidden = false;
    await camera.play();
    button.setAttribute("aria-pressed", "true");
    look();
  };
  const offer = async () => {
    if (!("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return;
    const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
    if (!formats.includes("qr_code")) return;
    detector = new BarcodeDetector({ formats: ["qr_code"] });
    button.hidden = false;
    button.addEventListener("click", start);
  };
  offer();
})();
