// Answers for the door's page and what it needs, from this browser, whether there is network or not.
"use strict";
const KEPT = {{ kept|safe }};
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
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || !KEPT.includes(pathname)) return;
  event.respondWith((async () => {
    const kept = await caches.open(NAME);
    return (await kept.match(pathname)) ?? fetch(event.request);
  })());
});
