// A camera that reads QR codes into a field and sends its form: <button data-camera="id of the field">. Where the
// browser reads no codes itself (iPhones, Firefox), the reader named in data-reader is fetched when it is wanted.
(() => {
  "use strict";
  const SAME_CODE = 4000;
  const LOOKS = 150;
  const WIDEST = 1280;
  const button = document.querySelector("[data-camera]");
  const camera = document.getElementById("camera");
  if (!button || !camera || !navigator.mediaDevices?.getUserMedia) return;
  const field = document.getElementById(button.dataset.camera);
  const trouble = document.querySelector("[data-camera-trouble]");
  (button.closest("[data-camera-place]") ?? button).hidden = false;

  const load = (address) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", done);
    script.addEventListener("error", failed);
    document.head.append(script);
  });
  const ownReader = async () => {
    if (!("BarcodeDetector" in window)) return null;
    const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
    if (!formats.includes("qr_code")) return null;
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async () => (await detector.detect(camera).catch(() => []))[0]?.rawValue ?? "";
  };
  const fetchedReader = async () => {
    if (!window.jsQR) await load(button.dataset.reader);
    const paper = document.createElement("canvas");
    const pen = paper.getContext("2d", { willReadFrequently: true });
    return async () => {
      const scale = Math.min(1, WIDEST / camera.videoWidth);
      paper.width = camera.videoWidth * scale;
      paper.height = camera.videoHeight * scale;
      pen.drawImage(camera, 0, 0, paper.width, paper.height);
      const seen = pen.getImageData(0, 0, paper.width, paper.height);
      return window.jsQR(seen.data, seen.width, seen.height, { inversionAttempts: "dontInvert" })?.data ?? "";
    };
  };

  let read, last = "", lastAt = 0;
  const look = async () => {
    if (!camera.srcObject) return;
    if (!camera.hidden && camera.readyState >= 2) {
      const code = await read();
      if (code && !(code === last && Date.now() - lastAt < SAME_CODE)) {
        last = code;
        lastAt = Date.now();
        field.value = code;
        field.form.requestSubmit();
      }
    }
    setTimeout(look, LOOKS);
  };
  const stop = () => {
    camera.srcObject?.getTracks().forEach((track) => track.stop());
    camera.srcObject = null;
    camera.hidden = true;
    button.setAttribute("aria-pressed", "false");
  };
  const start = async () => {
    if (camera.srcObject) return stop();
    const wanted = { facingMode: "environment", width: { ideal: WIDEST } };
    try {
      read ??= (await ownReader()) ?? (await fetchedReader());
      camera.srcObject = await navigator.mediaDevices.getUserMedia({ video: wanted });
    } catch {
      if (trouble) trouble.hidden = false;
      return;
    }
    if (trouble) trouble.hidden = true;
    camera.hidden = false;
    button.setAttribute("aria-pressed", "true");
    await camera.play();
    look();
  };
  button.addEventListener("click", start);
  window.addEventListener("pagehide", stop);
})();
