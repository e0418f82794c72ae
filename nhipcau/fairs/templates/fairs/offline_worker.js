// Answers for the door's page and what it needs, from this browser, whether there is network or not.
"use strict";
const KEPT = {{ kept|safe }};
const SHELL = {{ shell|safe }};
const NAME = "nhipcau-door-{{ edition }}";

self.addEventListener("install", (event) => {
  const all = KEPT.map((address) => new Request(address, { cache: "reload" }));
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll(all)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const others = async () => {
    for (const name of await caches.keys()) if (name.startsWith("nhipcau-door-") && name !== NAME) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(others());
});
// The page itself is fetched anew behind its back, for the next time.
const renew = async (kept) => {
  const fresh = await fetch(SHELL, { cache: "no-store" }).catch(() => null);
  if (fresh?.ok) await kept.put(SHELL, fresh);
};
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || !KEPT.includes(pathname)) return;
  event.respondWith((async () => {
    const kept = await caches.open(NAME);
    const known = await kept.match(pathname);
    if (pathname === SHELL) event.waitUntil(renew(kept));
    return known ?? fetch(event.request);
  })());
});
