// The loudspeaker of the hall board: reads every new call once, in Vietnamese, and again after twenty seconds
// while it still stands. Browsers speak only after somebody pressed the button.
(() => {
  "use strict";
  const AGAIN = 20_000;
  const KEPT = 500;
  const speech = window.speechSynthesis;
  const button = document.querySelector("[data-speaker]");
  if (!button || !speech) return;
  const heard = new Set();
  let on = false;

  const standing = () => [...document.querySelectorAll("[data-call]")];
  const say = (words) => {
    const said = new SpeechSynthesisUtterance(words);
    said.lang = "vi-VN";
    said.rate = 0.9;
    const voice = speech.getVoices().find((one) => one.lang.toLowerCase().startsWith("vi"));
    if (voice) said.voice = voice;
    speech.speak(said);
  };
  const stillStands = (key) => standing().some((call) => call.dataset.call === key);
  const listen = () => {
    standing().reverse().forEach((call) => {
      const { call: key, speech: words } = call.dataset;
      if (heard.has(key)) return;
      heard.add(key);
      if (!on) return;
      say(words);
      setTimeout(() => { if (on && stillStands(key)) say(words); }, AGAIN);
    });
    if (heard.size > KEPT) [...heard].slice(0, KEPT / 2).forEach((key) => heard.delete(key));
  };
  const show = () => {
    button.querySelector("span").textContent = on ? button.dataset.on : button.dataset.off;
    button.setAttribute("aria-pressed", String(on));
  };

  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    on = !on;
    if (on) heard.clear();
    else speech.cancel();
    show();
    listen();
  });
  document.body.addEventListener("htmx:afterSettle", listen);
  listen();
  // A television goes dark by itself unless the page asks it not to.
  const stayAwake = () => { if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {}); };
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();
})();
