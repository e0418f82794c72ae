// Copying: a button with data-copy="id of a field"; a textarea with data-most tells how long it has become. Without this the fields can be marked and copied by hand.
(() => {
  "use strict";
  const SHOWN_FOR = 2500;

  const copy = async (field) => {
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      field.select(); // an old browser, or a page without https
      document.execCommand("copy");
    }
  };

  document.querySelectorAll("[data-copy]").forEach((button) => {
    const field = document.getElementById(button.dataset.copy);
    const label = button.querySelector("[data-label]");
    const words = label.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(field);
      label.textContent = button.dataset.done;
      setTimeout(() => (label.textContent = words), SHOWN_FOR);
    });
  });

  document.querySelectorAll("textarea[data-most]").forEach((field) => {
    const count = document.getElementById(`${field.id}-count`);
    const most = Number(field.dataset.most);
    const tell = () => {
      const letters = [...field.value].length;
      count.textContent = most ? `${letters} / ${most}` : `${letters}`;
      count.classList.toggle("error-words", Boolean(most) && letters > most);
    };
    field.addEventListener("input", tell);
    tell();
  });
})();
