// One live stream per page. `<body data-live="topic1 topic2">` or any [data-live-topic] names what it watches;
// a change of topic T becomes the event `live:T` on body, for hx-trigger="live:T from:body".
// A lost stream: about every 15 s the page asks whether anything changed (a few bytes) and fetches only that; it says
// how old it is, and reconnects with growing, uneven pauses. A page that nobody looks at does not poll.
(() => {
  "use strict";
  const POLL = 15_000;
  const REST = 700;
  const SILENCE = 60_000;
  const ASK_PAGES = 4; // refused so often in a row, the page itself is asked
  const FIRST_PAUSE = 1_000;
  const LONGEST_PAUSE = 60_000;
  const base = document.querySelector('meta[name="live-url"]')?.content ?? "";
  let source, watched = "", pause = FIRST_PAUSE, reconnecting, polling, beatSeen = false;
  let known = {}, unanswered = 0;
  let lost = false, heardAt = Date.now(), freshAt = Date.now();

  const topics = () => {
    const named = (document.body.dataset.live || "").split(/\s+/);
    document.querySelectorAll("[data-live-topic]").forEach((part) => named.push(part.dataset.liveTopic));
    return [...new Set(named.filter(Boolean))].sort();
  };
  const announce = (topic, detail = {}) =>
    document.body.dispatchEvent(new CustomEvent(`live:${topic}`, { bubbles: true, detail }));
  // At once, and again after a short while when more came meanwhile: nothing is dropped, nothing is asked ten times a second.
  const resting = new Map();
  const pace = (topic, detail) => {
    if (resting.has(topic)) return resting.set(topic, detail);
    announce(topic, detail);
    resting.set(topic, undefined);
    return setTimeout(() => {
      const more = resting.get(topic);
      resting.delete(topic);
      if (more) pace(topic, more);
    }, REST);
  };
  const refetch = () => topics().forEach((topic) => announce(topic, { polled: true }));

  const uneven = (pause) => pause * (0.5 + Math.random());
  const ask = async () => {
    const asked = topics();
    try {
      const answer = await fetch(`${base}/live/version?topics=${encodeURIComponent(asked.join(","))}`, { credentials: "include" });
      if (!answer.ok) throw answer.status;
      const said = await answer.json();
      const changed = asked.filter((topic) => said[topic] !== known[topic]);
      known = said;
      unanswered = 0;
      freshAt = Date.now();
      changed.forEach((topic) => announce(topic, { polled: true }));
    } catch (status) {
      unanswered += 1;
      if (status !== 503 || unanswered % ASK_PAGES === 0) refetch();
    }
  };
  const poll = () => {
    polling = setTimeout(() => {
      if (!document.hidden) ask();
      show();
      poll();
    }, uneven(POLL));
  };

  const show = () => {
    document.body.dataset.liveState = lost ? "lost" : "on";
    const line = document.querySelector("[data-live-age]");
    if (!line) return;
    const minutes = Math.floor((Date.now() - freshAt) / 60_000);
    const words = minutes < 1 ? line.dataset.fresh : minutes === 1 ? line.dataset.one : line.dataset.many;
    const place = line.querySelector("[data-live-words]");
    const said = words.replace("{n}", minutes);
    if (place.textContent !== said) place.textContent = said;
    line.hidden = !lost;
  };

  const lose = () => {
    source?.close();
    source = undefined;
    lost = true;
    show();
    if (!polling) poll();
    clearTimeout(reconnecting);
    reconnecting = setTimeout(open, uneven(pause));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  };
  const found = () => {
    clearTimeout(polling);
    polling = undefined;
    known = {};
    unanswered = 0;
    pause = FIRST_PAUSE;
    heardAt = freshAt = Date.now();
    if (lost) refetch();
    lost = false;
    show();
  };
  const open = () => {
    clearTimeout(reconnecting);
    source?.close();
    watched = topics().join(",");
    if (!watched || !window.EventSource) return;
    source = new EventSource(`${base}/live/stream?topics=${encodeURIComponent(watched)}`, { withCredentials: true });
    source.onopen = found;
    source.onerror = lose;
    source.addEventListener("beat", () => { beatSeen = true; heardAt = freshAt = Date.now(); });
    source.addEventListener("ended", lose);
    source.addEventListener("changed", (event) => {
      heardAt = freshAt = Date.now();
      const change = JSON.parse(event.data);
      document.body.dispatchEvent(new CustomEvent("live:heard", { detail: change })); // at once, for who cannot wait
      pace(change.topic, change);
    });
  };

  const start = () => {
    open();
    setInterval(() => {
      if (source && beatSeen && Date.now() - heardAt > SILENCE) lose();
      if (lost) show();
    }, 5_000);
  };
  document.addEventListener("DOMContentLoaded", () => { if (topics().length) start(); });
  document.addEventListener("htmx:afterSettle", () => {
    if (topics().join(",") !== watched) open();
  });
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) freshAt = Date.now(); });
  // htmx polls ("every 30s") come without an event: a page in a pocket leaves them out, and catches up when it is seen.
  // The server is told which these are: in a crowd it may leave them out.
  const polls = (elt, cause) => !cause && elt.getAttribute("hx-trigger")?.includes("every ");
  // Nothing is taken from under the hands of somebody who writes: that part waits for the next change or poll.
  const isWritten = (elt) => elt !== document.activeElement && elt.contains(document.activeElement)
    && document.activeElement.matches("input:not([type=checkbox], [type=radio]), textarea, select");
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, headers, triggeringEvent } = event.detail;
    if (polls(elt, triggeringEvent)) headers["X-Poll"] = "1";
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, requestConfig } = event.detail;
    const cause = requestConfig.triggeringEvent;
    if (document.hidden && polls(elt, cause)) event.preventDefault();
    if (isWritten(elt) && (polls(elt, cause) || cause?.type.startsWith("live:"))) event.preventDefault();
  });
  // What somebody unfolded stays unfolded in the newer part.
  const unfolded = (part) => [...part.querySelectorAll("details[open] > summary")].map((words) => words.textContent.trim());
  let opened = new Map();
  document.addEventListener("htmx:beforeSwap", ({ detail: { target, requestConfig } }) => {
    const cause = requestConfig?.triggeringEvent;
    const words = polls(requestConfig.elt, cause) || cause?.type.startsWith("live:") ? unfolded(target) : [];
    if (words.length) opened.set(target.id || target, words);
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const [where, words] of opened) {
      const part = typeof where === "string" ? document.getElementById(where) : where;
      part?.querySelectorAll("details > summary").forEach((line) => {
        if (words.includes(line.textContent.trim())) line.parentElement.open = true;
      });
    }
    opened = new Map();
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && topics().length) refetch(); });
  window.addEventListener("online", () => { if (lost) { pause = FIRST_PAUSE; open(); } });
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", (event) => { if (event.persisted && topics().length) { open(); refetch(); } });
})();
