// What the page of a room with many says to the server and hears from it: how its line is, who speaks. The live stream says
// when to ask; a page whose stream is lost asks by itself.
window.Call = window.Call ?? {};
(() => {
  "use strict";
  const SOON = 60, BUSY = 1_000, CALM = 12_000, LONGEST = 6_000;

  class Telling {
    // told: {room(said, asked), over(reasons), line() -> what the line does, stage() -> its generation, busy()}
    constructor({ enter, tell, leave, token }, told) {
      Object.assign(this, { at: { enter, tell, leave }, token, told, failures: 0 });
    }

    async enter() {
      const said = await this.post(this.at.enter, {});
      if (!said) return null;
      this.me = said.me;
      this.stopped = false;
      this.wait(BUSY);
      return said;
    }

    wait(pause) {
      const at = Date.now() + pause;
      if (this.timer && this.due <= at) return;
      clearTimeout(this.timer);
      this.due = at;
      this.timer = setTimeout(() => this.turn(), pause);
    }

    async turn() {
      this.timer = undefined;
      if (this.stopped || !this.me) return;
      if (this.sending) { this.again = true; return; }
      this.sending = true;
      const asked = this.told.stage();
      const said = await this.post(this.at.tell, { me: this.me, line: this.told.line(), servers: this.stale() });
      this.sending = false;
      if (this.stopped) return;
      if (!said) return this.wait(Math.min(LONGEST, 500 * 2 ** this.failures++));
      this.failures = 0;
      this.told.room(said, asked);
      const soon = this.again;
      this.again = false;
      this.wait(soon ? SOON : this.told.busy() ? BUSY : CALM);
    }

    // A talk may be longer than what the relays were told: now and then fresh credentials are asked for.
    stale() {
      const now = Date.now();
      if (now - (this.renewed ??= now) < 20 * 60_000) return false;
      this.renewed = now;
      return true;
    }

    // The answer; null when there is no way through now; what was refused ends it for this page.
    async post(address, body) {
      try {
        const answer = await fetch(address, { method: "POST", body: this.form("said", JSON.stringify(body)), signal: AbortSignal.timeout(12_000) });
        if (answer.status === 409) {
          this.stop();
          this.told.over((await answer.json()).reasons);
          return null;
        }
        if ([401, 403, 404].includes(answer.status) || answer.redirected) {
          this.stop();
          this.told.over([]);
          return null;
        }
        return answer.ok ? await answer.json() : null;
      } catch {
        return null;
      }
    }

    form(name, value) {
      const form = new FormData();
      form.set("csrfmiddlewaretoken", this.token);
      form.set(name, value);
      return form;
    }

    stop() {
      this.stopped = true;
      clearTimeout(this.timer);
      this.timer = undefined;
    }

    leave() {
      if (!this.me) return;
      navigator.sendBeacon(this.at.leave, this.form("me", this.me));
      this.stop();
      this.me = undefined;
    }
  }
  Object.assign(window.Call, { Telling });
})();
