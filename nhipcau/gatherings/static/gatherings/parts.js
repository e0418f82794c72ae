// The parts of a room that are not sound and picture: a question that was sent clears its field; when the room is opened or
// ended, whoever has not gone in yet, and types nothing, gets the page as it is now.
(() => {
  "use strict";
  const stands = () => document.getElementById("people")?.dataset.stands;
  const before = stands();
  document.body.addEventListener("htmx:afterRequest", ({ target, detail }) => {
    const form = target.closest?.("[data-writes]");
    if (form && detail.successful) form.reset();
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    const inside = ["coming", "yes"].includes(document.querySelector("[data-gathering]")?.dataset.inside);
    const typed = document.getElementById("words")?.value;
    if (stands() !== before && !inside && !typed) location.reload();
  });
})();
