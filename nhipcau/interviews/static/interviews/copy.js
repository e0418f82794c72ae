// A button beside a field copies its words: data-copy names the field, data-copied is what the button says then.
(() => {
  "use strict";
  document.querySelectorAll("[data-copy]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      field.select();
      await navigator.clipboard.writeText(field.value);
      button.lastChild.textContent = ` ${button.dataset.copied}`;
    });
  });
})();
