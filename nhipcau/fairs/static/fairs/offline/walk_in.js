// Without network: somebody without a ticket gets the next number that this door holds; a supervisor finds a name.
(() => {
  "use strict";
  const LOCKED_AFTER = 5 * 60 * 1000, SHOWN = 12;
  const { store } = window.Door;
  const part = (name) => document.querySelector(`[data-part="${name}"]`);

  // "2/3/1990" or "1990", as the centre reads it; empty when nothing was typed; null when there is no such day.
  const born = (typed) => {
    if (!typed.trim()) return "";
    const [, day, month, year] = typed.trim().match(/^(?:(\d{1,2})[\s./-](\d{1,2})[\s./-])?(\d{4})$/) ?? [];
    if (!year || Number(year) < 1920 || Number(year) > new Date(window.Door.rightTime()).getFullYear()) return null;
    if (!day) return year;
    const meant = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
    if (meant.getUTCMonth() !== Number(month) - 1 || meant.getUTCDate() !== Number(day)) return null;
    return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  };
  const nextNumber = async () => {
    const about = await store.get("about");
    const next = (await store.get("next")) ?? about.first;
    return next > about.last ? null : { number: next, label: `${about.letter}-${String(next - about.first + 1).padStart(3, "0")}`, about };
  };
  // `anyway`: nobody stays outside for a day of birth; what was typed goes to the officer who completes the file.
  const write = async (form, anyway) => {
    const said = Object.fromEntries(new FormData(form));
    const wrong = { full_name: !said.full_name.trim(), born: born(said.born) === null && !anyway };
    for (const [name, is] of Object.entries(wrong)) {
      form.querySelector(`[data-wrong="${name}"]`).hidden = !is;
      form.elements[name].setAttribute("aria-invalid", is);
    }
    form.querySelectorAll("[data-typed]").forEach((place) => { place.textContent = said.born.trim(); });
    const first = Object.keys(wrong).find((name) => wrong[name]);
    if (first) return form.elements[first].focus();
    const given = await nextNumber();
    if (!given) return window.Door.show("full");
    const told = { number: given.number, name: said.full_name.trim(), born: born(said.born) ?? "", born_typed: born(said.born) === null ? said.born.trim() : "", sex: said.sex ?? "", phone: said.phone, agreed: said.agreed === "on" };
    const at = window.Door.clock();
    const event = { id: window.Door.newId(at), kind: "walk_in", at, offset: window.Door.offset(), person: await window.Door.sealForCentre(told, given.about.key) };
    await store.add(event, (parts) => parts.kept.put(given.number + 1, "next"));
    form.reset();
    form.querySelector("[data-wrong=born]").hidden = true;
    window.Door.show("number", { number: given.number, label: given.label, name: told.name });
    window.Door.look();
  };
  // number|old number|name|ddmmyyyy|sex|address|day: only what the form asks is taken from a citizen card.
  const fillFromCard = (typed) => {
    const [, , name, day, sex] = typed.split("|");
    const form = part("walk-in").querySelector("form");
    form.elements.full_name.value = name ?? "";
    if (/^\d{8}$/.test(day ?? "")) form.elements.born.value = `${day.slice(0, 2)}/${day.slice(2, 4)}/${day.slice(4)}`;
    const woman = /^n[ữu]/i.test(sex ?? "");
    if (sex) form.querySelector(`[name=sex][value=${woman ? "female" : "male"}]`).checked = true;
    window.Door.open("walk-in");
  };

  const plain = (typed) => typed.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  let names = null, lock;
  const list = () => {
    const rows = part("names").querySelector("[data-found]");
    const typed = plain(part("names").querySelector("[name=q]").value).trim().split(/\s+/).filter(Boolean);
    const found = typed.length ? (names ?? []).filter(([search]) => typed.every((word) => ` ${search}`.includes(` ${word}`))).slice(0, SHOWN) : [];
    rows.replaceChildren(...found.map(([, name, year, number, lookup, times, ends, site]) => {
      const row = part("names").querySelector("template").content.firstElementChild.cloneNode(true);
      row.querySelector("[data-name]").textContent = name;
      row.querySelector("[data-year]").textContent = year;
      row.querySelector("[data-number]").textContent = number;
      row.querySelector("button").addEventListener("click", () => window.Door.letIn({ lookup, kind: "name", known: { name, number, times, ends, site } }));
      return row;
    }));
    part("names").querySelector("[data-nobody]").hidden = !typed.length || found.length > 0;
  };
  const shut = () => {
    names = null;
    part("names").querySelector("[data-open]").hidden = true;
    part("names").querySelector("[data-pin]").hidden = false;
    list();
  };
  const unlock = async (form) => {
    const [pin, sealed] = [await store.get("pin"), await store.get("names")];
    try {
      names = await window.Door.openNames(form.elements.pin.value.trim(), pin, sealed);
    } catch {
      names = null;
    }
    form.reset();
    form.querySelector("[data-wrong]").hidden = Boolean(names);
    part("names").querySelector("[data-pin]").hidden = Boolean(names);
    part("names").querySelector("[data-open]").hidden = !names;
    clearTimeout(lock);
    lock = setTimeout(shut, LOCKED_AFTER);
    if (names) part("names").querySelector("[name=q]").focus();
  };
  const begin = async () => {
    part("walk-in").querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); write(event.target); });
    part("walk-in").querySelector("[data-anyway]").addEventListener("click", (event) => write(event.target.form, true));
    part("names").querySelector("[data-pin]").addEventListener("submit", (event) => { event.preventDefault(); unlock(event.target); });
    part("names").querySelector("[name=q]").addEventListener("input", list);
    part("names").querySelector("[data-shut]").addEventListener("click", shut);
  };
  Object.assign(window.Door, { beginWriting: begin, fillFromCard });
})();
