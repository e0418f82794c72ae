// On the page of devices: a browser that has become a door keeps its token and goes to its page. One that still holds
// scans of another door sends those first.
(() => {
  "use strict";
  const form = document.querySelector("[data-enrol]");
  const enrolled = document.querySelector("[data-enrolled]");
  const { store } = window.Door;
  form?.addEventListener("submit", async (event) => {
    if (form.dataset.looked) return;
    event.preventDefault();
    const unsent = await store.unsent().catch(() => 0);
    document.querySelector("[data-holds]").hidden = unsent === 0;
    if (unsent) return;
    form.dataset.looked = "yes";
    delete form.dataset.sentAt;
    form.requestSubmit();
  });
  const keep = async () => {
    await store.forgetAll();
    await store.put({ token: enrolled.dataset.token });
    location.replace(enrolled.dataset.enrolled);
  };
  if (enrolled) keep();
})();
