// What this browser keeps of its door: scans (only ever added), sealed lines of the roster, who is in, and its token.
window.Door = window.Door ?? {};
(() => {
  "use strict";
  const NAME = "nhipcau-door", EDITION = 1, PARTS = ["kept", "people", "seen", "events"];
  let opening;

  const finished = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const open = () => {
    opening ??= new Promise((done, failed) => {
      const request = indexedDB.open(NAME, EDITION);
      request.onupgradeneeded = () => {
        for (const part of ["kept", "people", "seen"]) request.result.createObjectStore(part);
        request.result.createObjectStore("events", { keyPath: "id" }).createIndex("sent", ["sent", "seq"]);
      };
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    return opening;
  };
  // One transaction: `work` gets the parts by name; resolves when all of it is on the disk.
  const within = async (mode, work) => {
    const transaction = (await open()).transaction(PARTS, mode, mode === "readwrite" ? { durability: "strict" } : {});
    const parts = Object.fromEntries(PARTS.map((part) => [part, transaction.objectStore(part)]));
    const written = new Promise((done, failed) => {
      transaction.oncomplete = done;
      transaction.onabort = transaction.onerror = () => failed(transaction.error);
    });
    const answer = await work(parts);
    await written;
    return answer;
  };

  const get = (name) => within("readonly", (parts) => finished(parts.kept.get(name)));
  const put = (values) => within("readwrite", (parts) => {
    for (const [name, value] of Object.entries(values)) parts.kept.put(value, name);
  });
  const unsentRange = IDBKeyRange.bound([0, 0], [0, Infinity]);
  const unsent = () => within("readonly", (parts) => finished(parts.events.index("sent").count(unsentRange)));
  const waiting = (most) => within("readonly", (parts) => finished(parts.events.index("sent").getAll(unsentRange, most)));

  // A number for each event of this device, in the order they happened; `also` writes beside it.
  const add = (event, also = () => {}) => within("readwrite", async (parts) => {
    event.seq = ((await finished(parts.kept.get("seq"))) ?? 0) + 1;
    parts.kept.put(event.seq, "seq");
    parts.events.add({ ...event, sent: 0 });
    await also(parts);
    return event;
  });
  const markSent = (ids) => within("readwrite", async (parts) => {
    for (const id of ids) {
      const event = await finished(parts.events.get(id));
      if (event) parts.events.put({ ...event, sent: 1 });
    }
  });
  const person = (lookup) => within("readonly", async (parts) => ({
    body: await finished(parts.people.get(lookup)),
    seen: await finished(parts.seen.get(lookup)),
  }));
  const takeRoster = (found) => within("readwrite", (parts) => {
    for (const [lookup, body] of Object.entries(found.people)) {
      if (body) parts.people.put(body, lookup);
      else parts.people.delete(lookup);
    }
    for (const [lookup, at, gate] of found.seen) parts.seen.put({ at, gate }, lookup);
    for (const [name, value] of Object.entries(found.keep)) parts.kept.put(value, name);
  });
  const count = (part) => within("readonly", (parts) => finished(parts[part].count()));

  // All that speaks of people goes; what was not sent stays until it is saved to a file or sent.
  const forgetPeople = () => within("readwrite", (parts) => {
    parts.people.clear();
    parts.seen.clear();
    for (const name of ["names", "pin", "salt", "version"]) parts.kept.delete(name);
    parts.kept.delete(IDBKeyRange.bound("said ", "said ~"));
  });
  const forgetAll = async () => {
    (await open()).close();
    opening = undefined;
    await finished(indexedDB.deleteDatabase(NAME)).catch(() => null);
  };
  Object.assign(window.Door, { store: { get, put, unsent, waiting, add, markSent, person, takeRoster, count, forgetPeople, forgetAll } });
})();
