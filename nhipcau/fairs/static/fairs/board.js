// The loudspeaker of the hall board: reads every new call once, in Vietnamese, and again after twenty seconds
// while it still stands. One after another, never two at once; a call that was answered meanwhile is left out.
// Browsers speak only after somebody pressed the button.
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
  const line = [];
  let speaking = false;
  const stillStands = (key) => standing().some((call) => call.dataset.call === key);
  const next = () => {
    while (line.length && !stillStands(line[0].key)) line.shift();
    if (speaking || !on || !line.length) return;
    speaking = true;
    const said = new SpeechSynthesisUtterance(line.shift().words);
    said.lang = "vi-VN";
    said.rate = 0.9;
    const voice = speech.getVoices().find((one) => one.lang.toLowerCase().startsWith("vi"));
    if (voice) said.voice = voice;
    said.onend = said.onerror = () => { speaking = false; next(); };
    speech.speak(said);
  };
  const say = (key, words) => { line.push({ key, words }); next(); };
  const listen = () => {
    standing().reverse().forEach((call) => {
      const { call: key, speech: words } = call.dataset;
      if (heard.has(key)) return;
      heard.add(key);
      if (!on) return;
      say(key, words);
      setTimeout(() => { if (on && stillStands(key)) say(key, words); }, AGAIN);
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
    else { line.length = 0; speaking = false; speech.cancel(); }
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
