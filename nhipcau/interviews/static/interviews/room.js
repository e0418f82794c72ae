// The parts of a room that are not the call: a message that was sent clears its field; when the talk moves on (it began, it
// was made longer, it ended), what stands beside it is fetched again; a sign of the other side stands large on the picture.
(() => {
  "use strict";
  const SHOWN = 6_000;
  const signs = () => [...document.querySelectorAll("[data-sign]")];
  let last = Math.max(0, ...signs().map((line) => Number(line.dataset.sign))), fading;
  const show = (line) => {
    const place = document.querySelector("[data-said]"), words = document.createElement("p");
    if (!place) return;
    words.append(...line.querySelector("[data-sign-words]").cloneNode(true).childNodes);
    place.replaceChildren(words);
    clearTimeout(fading);
    fading = setTimeout(() => place.replaceChildren(), SHOWN);
  };
  const stands = () => document.getElementById("talk")?.dataset.stands;
  let before = stands();
  document.body.addEventListener("htmx:afterRequest", ({ target, detail }) => {
    const form = target.closest?.("[data-writes]");
    if (form && detail.successful) form.reset();
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    const newest = signs().at(-1);
    if (newest && Number(newest.dataset.sign) > last) {
      last = Number(newest.dataset.sign);
      show(newest);
    }
    if (stands() === before) return;
    before = stands();
    document.body.dispatchEvent(new CustomEvent("room:moved"));
  });
})();
