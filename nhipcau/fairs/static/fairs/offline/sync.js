// Between door and server: one scan answered within 800 ms or not at all, batches of what waits, the roster, the clock.
(() => {
  "use strict";
  const ANSWERS_WITHIN = 800, SENDS_WITHIN = 20000, LOOKS_EVERY = 4000, ROSTER_EVERY = 20000, TRUSTS_AGAIN = 10000;
  const { store } = window.Door;
  const root = document.querySelector("[data-door]");
  const began = { wall: Date.now(), running: performance.now() };
  let token, offset = 0, batch = 200, distrustUntil = 0, rosterAt = -Infinity, busy = false;
  const state = { linked: false, ended: false, trouble: false };
  const changed = () => document.dispatchEvent(new Event("door:state"));

  // The clock of this device. Set back while the page is open, it goes on where it stood.
  const clock = () => {
    const should = began.wall + performance.now() - began.running;
    return Math.round(Date.now() < should - 1000 ? should : Date.now());
  };
  const rightTime = () => clock() + offset;

  const post = async (address, said, within) => {
    const sent = clock();
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), within);
    try {
      const answer = await fetch(address, {
        method: "POST", credentials: "omit", cache: "no-store", signal: giveUp.signal,
        headers: { "Content-Type": "application/json", "X-Door": token, "Accept-Language": document.documentElement.lang },
        body: JSON.stringify(said),
      });
      // A server that fails is no network that fails: the page says which it is.
      state.trouble = answer.status >= 500;
      // A hotel's sign-in page or a proxy says no in many ways; only our own word ends this door.
      const found = await answer.json();
      if (answer.status === 403 && found.ended === true) {
        state.ended = true;
        changed();
      }
      if (!answer.ok || !Number.isFinite(found.now)) {
        state.trouble = true;
        return null;
      }
      state.trouble = false;
      offset = Math.round(found.now - (sent + clock()) / 2);
      return found;
    } catch (trouble) {
      if (!(trouble instanceof SyntaxError)) state.trouble = false;
      return null;
    } finally {
      clearTimeout(timer);
    }
  };
  const heard = (found) => {
    state.linked = Boolean(found);
    distrustUntil = found ? 0 : performance.now() + TRUSTS_AGAIN;
    changed();
    return found;
  };

  // Null when there is no network: then the roster answers. Who has just not answered is not waited for again.
  const ask = async (event, code) => {
    if (!navigator.onLine || performance.now() < distrustUntil) return null;
    const found = heard(await post(root.dataset.ask, { event, code }, ANSWERS_WITHIN));
    if (found) await store.markSent([event.id]);
    return found;
  };
  const transfer = (code) => post(root.dataset.transfer, { code }, SENDS_WITHIN);

  const sendWaiting = async () => {
    for (;;) {
      const events = await store.waiting(batch);
      const left = (await store.unsent()) - events.length;
      if (!events.length) return true;
      const found = heard(await post(root.dataset.send, { events, unsent: left }, SENDS_WITHIN));
      if (!found) return false;
      await store.markSent(found.taken);
      changed();
      if (!found.taken.length) return true; // nothing of it is known there: it stays counted, and goes into the file
    }
  };
  const refresh = async () => {
    const [since, seen] = [await store.get("version"), await store.get("seenAt")];
    const asked = { since: since ?? 0, seen: seen ?? 0, unsent: await store.unsent() };
    const found = heard(await post(root.dataset.sync, asked, SENDS_WITHIN));
    if (!found) return;
    const about = Object.fromEntries(["door", "site", "session", "letter", "first", "last", "ends", "key"].map((name) => [name, found[name]]));
    const keep = { about, pin: found.pin, salt: found.salt, version: found.version, seenAt: found.now, offset };
    if (found.names) keep.names = found.names;
    batch = found.batch;
    await store.takeRoster({ people: found.people, seen: found.seen, keep });
    rosterAt = performance.now();
    changed();
  };
  const look = async () => {
    if (busy || !token || state.ended) return;
    busy = true;
    try {
      // Where sending is what fails, the server still hears from this door, and how many it holds.
      if (((await sendWaiting()) || state.trouble) && performance.now() - rosterAt > ROSTER_EVERY) await refresh();
    } finally {
      busy = false;
    }
  };

  const begin = async () => {
    token = await store.get("token");
    offset = (await store.get("offset")) ?? 0;
    if (!token) return false;
    addEventListener("online", look);
    addEventListener("offline", () => { state.linked = state.trouble = false; changed(); });
    document.addEventListener("visibilitychange", () => document.hidden || look());
    setInterval(look, LOOKS_EVERY);
    look();
    return true;
  };
  Object.assign(window.Door, { begin, ask, transfer, look, clock, rightTime, link: state, offset: () => offset });
})();
