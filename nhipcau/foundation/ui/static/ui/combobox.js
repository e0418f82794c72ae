// Suggestions under a text field. Fetches `<li role="option" data-value data-label>` rows from data-url?q=.
(() => {
  "use strict";
  const PAUSE = 180;

  const prepare = (box) => {
    const input = box.querySelector("input:not([type=hidden])");
    const picked = box.querySelector("[data-picked]");
    const list = box.querySelector("[role=listbox]");
    const status = box.querySelector("[data-combobox-count]");
    let timer, request, at = -1;
    const options = () => [...list.querySelectorAll("[role=option]")];

    box.dataset.ready = "true";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    input.autocomplete = "off";
    list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() || input.name);

    const close = () => {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const mark = (next) => {
      const rows = options();
      if (!rows.length) return;
      at = (next + rows.length) % rows.length;
      rows.forEach((row, i) => row.setAttribute("aria-selected", String(i === at)));
      rows[at].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", rows[at].id);
    };
    const choose = (row) => {
      input.value = row.dataset.label ?? row.textContent.trim();
      if (picked) picked.value = row.dataset.value ?? "";
      close();
      input.dispatchEvent(new Event("change", { bubbles: true }));
      box.dispatchEvent(new CustomEvent("picked", { bubbles: true, detail: { ...row.dataset } }));
    };
    const stop = () => {
      clearTimeout(timer);
      request?.abort();
      close();
    };
    const ask = async () => {
      const words = input.value.trim();
      if (words.length < 1) return close();
      request?.abort();
      request = new AbortController();
      const address = new URL(box.dataset.url, location.href);
      address.searchParams.set("q", words);
      try {
        const answer = await fetch(address, { signal: request.signal, headers: { "HX-Request": "true" } });
        if (!answer.ok) return close();
        list.innerHTML = await answer.text();
      } catch {
        return; // typed on, or no network: the field stays a plain text field
      }
      options().forEach((row, i) => {
        row.id ||= `${list.id}_${i}`;
        row.setAttribute("aria-selected", "false");
      });
      list.hidden = options().length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      status.textContent = String(options().length);
      at = -1;
    };

    input.addEventListener("input", () => {
      if (picked) picked.value = "";
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && list.hidden) ask();
      else if (event.key === "ArrowDown") mark(at + 1);
      else if (event.key === "ArrowUp" && !list.hidden) mark(at - 1);
      else if (event.key === "Enter" && !list.hidden && at >= 0) choose(options()[at]);
      else if (event.key === "Escape" && !list.hidden) close();
      else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) choose(row);
    });
    input.addEventListener("blur", () => setTimeout(stop, 120));
    input.form?.addEventListener("submit", stop);
  };

  const prepareAll = () => document.querySelectorAll("[data-combobox]:not([data-ready])").forEach(prepare);
  document.addEventListener("DOMContentLoaded", prepareAll);
  document.addEventListener("htmx:afterSettle", prepareAll);
  if (document.readyState !== "loading") prepareAll();
})();
