// What a door can read without network, and only so: a line of the roster opens with the ticket it is about, the list of
// names with a supervisor's PIN, and what is written down here opens at the centre alone. Mirrors foundation/crypto.
window.Door = window.Door ?? {};
(() => {
  "use strict";
  const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const LENGTH = 16, NONCE = 12, ROUNDS = 600000;
  const utf8 = new TextEncoder();
  const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const unhex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const doubled = (value) => (value << 1) ^ (value & 16 ? 0b100101 : 0);
  const checkLetter = (body) => LETTERS[doubled([...body].reduce((value, letter) => doubled(value) ^ LETTERS.indexOf(letter), 0))];
  // As a scanner or a person gives it; empty when it is no code.
  const readCode = (typed) => {
    const code = typed.replace(/[\s-]/g, "").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");
    if (code.length !== LENGTH || [...code].some((letter) => !LETTERS.includes(letter))) return "";
    return checkLetter(code.slice(0, -1)) === code.at(-1) ? code : "";
  };
  const lookup = async (code, salt) => hex(await crypto.subtle.digest("SHA-256", new Uint8Array([...unhex(salt), ...utf8.encode(code)])));

  const derived = async (secret, salt, purpose, use) => {
    const from = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
    const how = { name: "HKDF", hash: "SHA-256", salt, info: utf8.encode(purpose) };
    return crypto.subtle.deriveKey(how, from, { name: "AES-GCM", length: 256 }, false, [use]);
  };
  const unseal = async (key, sealed) => {
    const raw = bytesOf(sealed);
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: raw.slice(0, NONCE) }, key, raw.slice(NONCE)));
  };
  const json = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

  const openLine = async (body, code, salt) =>
    json(await unseal(await derived(utf8.encode(code), unhex(salt), "nhipcau roster", "decrypt"), body));

  // Throws when the PIN is wrong.
  const openNames = async (typed, pin, sealed) => {
    const from = await crypto.subtle.importKey("raw", utf8.encode(typed), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: unhex(pin.salt), iterations: ROUNDS };
    const wrapping = await crypto.subtle.deriveKey(how, from, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
    const raw = await unseal(wrapping, pin.wrapped);
    const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
    return json(await unseal(key, sealed));
  };

  const sealForCentre = async (said, point) => {
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const centre = await crypto.subtle.importKey("raw", bytesOf(point), curve, false, []);
    const once = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: centre }, once.privateKey, 256);
    const key = await derived(shared, new Uint8Array(), "nhipcau walk-in", "encrypt");
    const iv = crypto.getRandomValues(new Uint8Array(NONCE));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, utf8.encode(JSON.stringify(said)));
    const from = base64(await crypto.subtle.exportKey("raw", once.publicKey));
    return { from, body: base64(new Uint8Array([...iv, ...new Uint8Array(sealed)])) };
  };

  // RFC 9562, version 7: the milliseconds, then chance.
  const newId = (at) => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    for (let place = 5, rest = at; place >= 0; place -= 1, rest = Math.floor(rest / 256)) bytes[place] = rest % 256;
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  Object.assign(window.Door, { readCode, lookup, openLine, openNames, sealForCentre, newId });
})();
