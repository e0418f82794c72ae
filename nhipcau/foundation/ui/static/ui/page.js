// What every page does beyond plain HTML. Nothing here is needed to finish a task.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  const focusErrors = () => document.querySelector("[data-error-summary]")?.focus();

  // A form sent twice by an impatient thumb arrives once. Pages kept by the browser wake up fresh.
  const SENT_FOR = 8000;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.closest("[hx-post], [hx-put], [hx-delete]") || form.target) return;
    if (Date.now() - Number(form.dataset.sentAt || 0) < SENT_FOR) return event.preventDefault();
    form.dataset.sentAt = Date.now();
    event.submitter?.setAttribute("aria-busy", "true");
    setTimeout(() => event.submitter?.removeAttribute("aria-busy"), SENT_FOR);
  });
  window.addEventListener("pageshow", () => {
    all("form[data-sent-at]").forEach((form) => delete form.dataset.sentAt);
    all("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });

  // Light or dark: the system decides until the button is pressed on this page.
  const toggleTheme = () => {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === "nhipcau-dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "nhipcau" : "nhipcau-dark";
  };

  const say = (words) => {
    const toast = document.createElement("div");
    toast.className = "toast";
    toast.textContent = words;
    document.getElementById("toasts")?.append(toast);
    setTimeout(() => toast.remove(), 6000);
  };
  // An answer may carry HX-Trigger: {"toast": "words"}.
  document.addEventListener("toast", (event) => say(event.detail.value ?? event.detail));

  document.addEventListener("click", (event) => {
    const target = event.target;
    if (target.closest("[data-theme-toggle]")) toggleTheme();
    if (target.closest("[data-print]")) window.print();
    target.closest("[data-close-details]")?.closest("details")?.removeAttribute("open");
    all("details:is(.menu, .menu-phone)[open]").forEach((menu) => menu.contains(target) || menu.removeAttribute("open"));
  });

  // Staff keys: / search, j and k move along [data-row], Enter opens, ? shows the keys.
  const move = (step) => {
    const rows = all("[data-row]");
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const row = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    if (!row) return;
    (row.matches("a, button, [tabindex]") ? row : row.querySelector("a, button"))?.focus();
    all(".is-selected").forEach((other) => other.classList.remove("is-selected"));
    row.classList.add("is-selected");
  };
  const keys = {
    "/": () => document.querySelector("[data-search]")?.focus(),
    j: () => move(1),
    k: () => move(-1),
    "?": () => document.querySelector("[data-keys]")?.toggleAttribute("open"),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = document.querySelector("details:is(.menu, .menu-phone)[open]");
      menu?.removeAttribute("open");
      menu?.querySelector("summary")?.focus();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    all("[data-theme-toggle], [data-print], [data-close-details]").forEach((button) => (button.hidden = false));
    focusErrors();
  });
  document.addEventListener("htmx:afterSettle", focusErrors);
  // What a person asked for did not arrive: say so. A part that refetches itself stays quiet; its page shows its age.
  const failed = (event) => {
    if (event.detail.requestConfig?.verb !== "get") say(document.body.dataset.sendError);
  };
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);
})();
