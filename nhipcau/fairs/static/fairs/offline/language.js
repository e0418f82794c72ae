// The page carries its words in both languages, so that it changes language without network. Runs before everything else.
(() => {
  "use strict";
  const CHOSEN = "nhipcau-door-language";
  const root = document.querySelector("[data-door]");
  const other = root.querySelector("template[data-language]");
  if (localStorage.getItem(CHOSEN) === other.dataset.language) {
    root.querySelector("main").replaceWith(document.importNode(other.content, true));
    document.documentElement.lang = other.dataset.language;
  }
  const page = root.querySelector("main");
  document.title = page.dataset.title;
  page.querySelector("[data-speak]").addEventListener("click", (event) => {
    localStorage.setItem(CHOSEN, event.currentTarget.dataset.speak);
    location.reload();
  });
})();
