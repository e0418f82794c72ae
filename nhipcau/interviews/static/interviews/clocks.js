// Minutes and seconds that run: up from a moment (data-count-up) or down to one (data-count-down).
// `data-now` is the server's time when the part was written; a clock of this device that is wrong does no harm.
(() => {
  "use strict";
  const arrived = new WeakMap();
  const written = (seconds) => {
    const left = Math.max(0, Math.floor(seconds));
    return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  };
  const tick = () => {
    document.querySelectorAll("[data-count-up], [data-count-down]").forEach((part) => {
      if (!arrived.has(part)) arrived.set(part, Date.now());
      const now = Number(part.dataset.now) + (Date.now() - arrived.get(part)) / 1000;
      const up = part.dataset.countUp;
      part.textContent = written(up ? now - Number(up) : Number(part.dataset.countDown) - now);
    });
  };
  tick();
  setInterval(tick, 1000);
})();
