// The door itself: whatever is scanned or typed gets an answer at once, with network or without, and nobody is refused.
(() => {
  "use strict";
  const BURST = 60, SHOWN_FOR = 1000, WATCH = 30000, STANDS = 10000;
  const { store } = window.Door;
  const root = document.querySelector("[data-door]"), page = root.querySelector("main");
  const all = (selector, inside = root) => [...inside.querySelectorAll(selector)];
  const one = (selector, inside = root) => inside.querySelector(selector);
  const time = new Intl.DateTimeFormat("vi-VN", { hour: "numeric", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
  let lastCode = "", lastLookup = "", sound = false;

  const open = (name) => {
    all("[data-part]").forEach((part) => { part.hidden = part.dataset.part !== name; });
    all("[data-opens]").forEach((button) => button.setAttribute("aria-pressed", button.dataset.opens === name));
    if (name !== "scan") all("[data-kind]").forEach((block) => { block.hidden = true; });
    one(`[data-part="${name}"] input:not([type=hidden])`)?.focus();
  };
  const tell = (kind) => {
    navigator.vibrate?.({ welcome: 80, number: 80 }[kind] ?? [80, 60, 80]);
    if (!sound) return;
    const box = new AudioContext(), tone = box.createOscillator();
    tone.frequency.value = { welcome: 880, number: 880, already: 660 }[kind] ?? 330;
    tone.connect(box.destination);
    tone.start();
    tone.stop(box.currentTime + 0.15);
    tone.onended = () => box.close();
  };
  // [clock, number, is it online, enterprise]; the index of names knows no enterprises.
  const inWords = ([at, number, online, who, place], there = false) =>
    [at, `${online ? page.dataset.room : page.dataset.table} ${number}`, who, there && place].filter(Boolean).join(" · ");
  // What somebody says who came to another site than that of their times; "" asks.
  const minutes = (clock) => clock.split(":").reduce((hours, rest) => Number(hours) * 60 + Number(rest));
  // Over as the queues see it: at its end.
  const isPast = ([clock], end) => minutes(end ?? clock) <= minutes(time.format(window.Door.rightTime()));
  const noted = (answer, block) => {
    all("[data-choice]", block).forEach((choice) => { choice.hidden = answer !== ""; });
    all("[data-noted]", block).forEach((words) => { words.hidden = words.dataset.noted !== answer; });
  };
  const note = async (answer) => {
    const at = window.Door.clock(), lookup = lastLookup;
    await store.add({ id: window.Door.newId(at), kind: answer, at, offset: window.Door.offset(), lookup }, (parts) => parts.kept.put(answer, `said ${lookup}`));
    noted(answer, root);
    state();
    window.Door.look();
  };
  // Read out by then: who came before is no welcome to whoever stands there now. The next scan replaces it at once.
  let standing = 0;
  const stand = (block) => {
    clearTimeout(standing);
    block.removeAttribute("data-before");
    if (!block.matches("[data-kind=welcome], [data-kind=already]")) return;
    standing = setTimeout(() => block.setAttribute("data-before", ""), STANDS);
  };
  // One block of the page for each answer; its blanks are filled here.
  const show = (kind, said = {}) => {
    if (document.activeElement?.closest("[data-part]")?.dataset.part !== "walk-in" || kind === "number") open("scan");
    for (const block of all("[data-kind]")) {
      block.hidden = block.dataset.kind !== kind;
      if (block.hidden) continue;
      const away = (said.elsewhere ?? []).map(([at, number]) => `${at} ${number}`);
      const mine = (said.times ?? []).filter(([at, number]) => !away.includes(`${at} ${number}`));
      const [coming, past] = [false, true].map((over) => mine.filter((each) => (said.past ?? []).includes(each) === over));
      const words = { ...said, time: said.at ? time.format(said.at) : "", times: coming.map((each) => inWords(each)).join("\n"), past: past.map((each) => inWords(each)).join("\n"), elsewhere: (said.elsewhere ?? []).map((each) => inWords(each, true)).join("\n"), wishes: (said.wishes ?? []).join("\n") };
      all("[data-say]", block).forEach((blank) => {
        blank.textContent = words[blank.dataset.say] ?? "";
        const line = blank.closest("[data-if]");
        if (line) line.hidden = !words[line.dataset.if];
      });
      noted("", block);
      stand(block);
    }
    scrollTo(0, 0);
    one("#answer").dataset.answer = kind;
    tell(kind);
    const camera = document.getElementById("camera");
    if (camera.srcObject) {
      camera.hidden = true;
      setTimeout(() => { camera.hidden = !camera.srcObject; }, SHOWN_FOR);
    }
    state();
  };

  const fromRoster = async (lookup, code, known) => {
    const { body, seen } = await store.person(lookup);
    if (!body && !known) return { kind: "unknown" };
    const person = known ?? (await window.Door.openLine(body, code, await store.get("salt")).catch(() => null));
    if (!person) return { kind: "unknown" };
    const here = (await store.get("about")).site;
    const over = (person.times ?? []).filter((each, place) => isPast(each, person.ends?.[place]));
    const past = over.filter(([, , online, , place]) => online || (place ?? person.site) === here);
    const times = (person.times ?? []).filter((each) => !over.includes(each) || past.includes(each));
    const tables = times.filter((each) => !past.includes(each)).filter(([, , online]) => !online).map((each) => [...each.slice(0, 4), each[4] ?? person.site]);
    const elsewhere = tables.filter(([, , , , place]) => place && place !== here);
    return { kind: seen ? "already" : "welcome", ...person, times, past, elsewhere, ...(seen ?? {}) };
  };
  // Kept first, then asked: whatever happens to the network or the battery, the scan is not lost.
  const letIn = async ({ code = "", lookup, kind = "scan", known = null }) => {
    const at = window.Door.clock();
    const before = await fromRoster(lookup, code, known);
    const event = await store.add(
      { id: window.Door.newId(at), kind, at, offset: window.Door.offset(), lookup },
      (parts) => before.kind === "welcome" && parts.seen.put({ at: at + window.Door.offset(), gate: root.dataset.name }, lookup),
    );
    state();
    const answer = (kind === "scan" && (await window.Door.ask(event, code))) || before;
    lastCode = code;
    lastLookup = lookup;
    const said = { ...before, ...answer };
    if (await store.get(`said ${lookup}`)) said.elsewhere = [];
    show(answer.kind, said);
    window.Door.look();
  };
  // Scans wait for one another: a scanner is faster than a disk.
  let queue = Promise.resolve();
  const scan = (typed) => {
    if (typed.includes("|")) return window.Door.fillFromCard(typed);
    const code = window.Door.readCode(typed);
    if (!code) return show("unread");
    queue = queue.then(async () => letIn({ code, lookup: await window.Door.lookup(code, await store.get("salt")) })).catch(() => show("broken"));
    return queue;
  };

  // A scanner is a keyboard that nobody can type as fast as: its burst is a ticket wherever the focus is.
  let burst = "", burstAt = 0, before = null;
  // A code that is none, or none of ours, gets its answer too: else the one before would stand there as if it were theirs.
  document.addEventListener("keydown", (event) => {
    const now = performance.now();
    const typing = before?.element?.matches?.("input, textarea, select") ?? false;
    if (event.key === "Enter" && burst.length >= (typing ? 16 : 4) && now - burstAt < BURST * 4) {
      const typed = burst.includes("|") ? burst : burst.slice(-16);
      event.preventDefault();
      event.stopImmediatePropagation();
      if (before?.element?.isConnected && "value" in before.element) before.element.value = before.value;
      burst = "";
      scan(typed);
      return;
    }
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey) return;
    if (now - burstAt > BURST) {
      burst = "";
      const element = document.activeElement;
      before = { element, value: element && "value" in element ? element.value : "" };
    }
    burst += event.key;
    burstAt = now;
  }, true);

  const state = async () => {
    const line = window.Door.link.linked ? "true" : window.Door.link.trouble ? "trouble" : "false";
    const [unsent, about, people] = [await store.unsent(), await store.get("about"), await store.count("people")];
    all("[data-unsent]").forEach((place) => { place.textContent = unsent; });
    one("[data-unsent-box]").classList.toggle("state-next", unsent > 0);
    all("[data-linked]").forEach((place) => { place.hidden = place.dataset.linked !== line; });
    all("[data-people]").forEach((place) => { place.textContent = people; });
    one("[data-save]").hidden = unsent === 0;
    if (about) {
      root.dataset.name = about.door;
      all("[data-about]").forEach((place) => { place.textContent = about[place.dataset.about] ?? ""; });
    }
    one("[data-with-pin]").hidden = !(await store.get("pin"));
    await over(about, unsent);
  };
  // A day after the session, or when staff ended it, nothing about people stays here.
  const over = async (about, unsent) => {
    const late = about && window.Door.rightTime() >= about.ends;
    if (!late && !window.Door.link.ended) return;
    await store.forgetPeople();
    all("[data-alive]").forEach((part) => { part.hidden = true; });
    one("[data-ended]").hidden = false;
    if (unsent > 0) return;
    await store.forgetAll();
    for (const name of await caches.keys()) if (name.startsWith("nhipcau-door")) await caches.delete(name);
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  };
  const save = async () => {
    const events = await store.waiting();
    const file = new Blob([JSON.stringify({ door: root.dataset.name, events })], { type: "application/json" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `${one("[data-save]").dataset.save}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const begin = async () => {
    const enrolled = await window.Door.begin();
    one("[data-stranger]").hidden = enrolled;
    all("[data-alive]").forEach((part) => { part.hidden = !enrolled; });
    if (!enrolled) return;
    document.addEventListener("door:state", state);
    setInterval(state, WATCH);
    window.Door.beginWriting();
    one("[data-scan]").addEventListener("submit", (event) => {
      event.preventDefault();
      const field = event.target.elements.code;
      scan(field.value);
      field.value = "";
    });
    all("[data-opens]").forEach((button) => button.addEventListener("click", () => open(button.dataset.opens)));
    one("[data-save]").addEventListener("click", save);
    one("[data-sound]").addEventListener("change", (event) => { sound = event.target.checked; });
    all("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
    all("[data-says]").forEach((button) => button.addEventListener("click", () => note(button.dataset.says)));
    one("[data-transfer-now]").addEventListener("click", async () => {
      const found = await window.Door.transfer(lastCode);
      show(found?.kind ?? "broken", found ?? {});
    });
    document.addEventListener("click", () => navigator.wakeLock?.request("screen").catch(() => null), { once: true });
    await navigator.storage?.persist?.();
    await state();
    root.dataset.ready = "yes";
  };
  Object.assign(window.Door, { show, open, letIn });
  navigator.serviceWorker?.register(root.dataset.worker, { scope: root.dataset.scope });
  begin();
})();
