// A scanner is a keyboard: what it types belongs to the field [data-card-field], wherever the focus was left.
// Nobody else types a bar, so the first bar in another field tells that a card arrived there. Without this file
// the field takes the scanner when it has the focus.
(() => {
  "use strict";
  const PAUSE = 300;
  const field = document.querySelector("[data-card-field]");
  if (!field) return;
  const takesText = (element) =>
    element.matches("textarea, select, [contenteditable]") ||
    (element.matches("input") && !/^(radio|checkbox|button|submit|file|range|color)$/.test(element.type));

  // On a box to tick, a button or nothing at all, a digit means nothing: it is the first of a card. Where codes of
  // tickets are read too (data-card-field="code"), so does a letter, and no shortcut of the page takes it.
  const first = field.dataset.cardField === "code" ? /^[0-9A-Za-z]$/ : /^[0-9]$/;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.target === field) return;
    const target = document.activeElement;
    if (target && target !== document.body && takesText(target)) return;
    if ((!event.altKey && first.test(event.key)) || (event.altKey && /^Numpad\d$/.test(event.code))) {
      event.stopImmediatePropagation();
      field.value = "";
      field.focus();
    }
  }, true);

  // In another field: what stood there before the burst comes back, the burst goes where it belongs.
  let before = { element: null, value: "", at: 0 };
  document.addEventListener("beforeinput", (event) => {
    const element = event.target;
    if (element === field || !element.matches?.("input, textarea")) return;
    const now = performance.now();
    if (before.element !== element || now - before.at > PAUSE) before = { element, value: element.value, at: now };
    before.at = now;
  }, true);
  document.addEventListener("input", (event) => {
    const element = event.target;
    if (element === field || element !== before.element || !element.value.includes("|")) return;
    const [was, is] = [before.value, element.value];
    let start = 0;
    while (start < was.length && was[start] === is[start]) start += 1;
    let end = 0;
    while (end < was.length - start && was[was.length - 1 - end] === is[is.length - 1 - end]) end += 1;
    event.stopImmediatePropagation();
    element.value = was;
    element.dispatchEvent(new Event("input", { bubbles: true }));
    field.value = is.slice(start, is.length - end);
    field.focus();
  }, true);
})();
