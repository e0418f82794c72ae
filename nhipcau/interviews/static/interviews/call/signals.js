// What the page of a room says to the server and hears from it. The live stream says that something waits; a lost one
// costs seconds, not the call: then the page asks by itself.
window.Call = window.Call ?? {};
(() => {
  "use strict";
  const TOGETHER = 60, BUSY = 700, CALM = 15_000, LONGEST = 5_000;

  class Signals {
    // told: {signal(one), room(state), over(reasons), line() -> what the line does, busy() -> is a connection being made,
    // stage() -> the generation that we joined, 0 without}
    constructor({ enter, exchange, leave, token }, told) {
      Object.assign(this, { enter_at: enter, exchange_at: exchange, leave_at: leave, token, told });
      this.saying = [];
      this.known = 0;
      this.failures = 0;
    }

    async enter(relayOnly) {
      const said = await this.post(this.enter_at, { relay_only: relayOnly });
      if (!said) return null;
      this.me = said.me;
      this.stopped = false;
      this.wait(BUSY);
      return said;
    }

    say(to, kind, body) {
      const last = this.saying.at(-1);
      if (kind === "candidates" && last?.kind === kind && last.to === to && last.body.length < 30) last.body.push(...body);
      else this.saying.push({ to, kind, body });
      this.wait(TOGETHER);
    }

    // Fresh credentials come with the next answer.
    ask() {
      this.asking = true;
      this.wait(0);
    }

    wait(pause) {
      const at = Date.now() + pause;
      if (this.timer && this.at <= at) return;
      clearTimeout(this.timer);
      this.at = at;
      this.timer = setTimeout(() => this.turn(), pause);
    }

    async turn() {
      this.timer = undefined;
      if (this.stopped || !this.me) return;
      if (this.sending) { this.again = true; return; }
      this.sending = true;
      const signals = this.saying.splice(0, 40), asked = this.asking;
      this.asking = false;
      const said = await this.post(this.exchange_at, {
        me: this.me, known: this.known, signals, line: this.told.line(), servers: asked === true, stage: this.told.stage(),
      });
      this.sending = false;
      if (this.stopped) return;
      if (!said) {
        this.saying.unshift(...signals);
        this.asking ||= asked;
        this.wait(Math.min(LONGEST, 500 * 2 ** this.failures++));
        return;
      }
      this.failures = 0;
      this.hear(said);
      const soon = this.again || this.saying.length;
      this.again = false;
      this.wait(soon ? TOGETHER : this.told.busy() ? BUSY : CALM);
    }

    hear(said) {
      this.told.room(said);
      for (const one of said.signals) {
        if (one.id <= this.known) continue;
        this.known = one.id;
        this.told.signal(one);
      }
    }

    // The answer; null when there is no way through now; what was refused ends the call.
    async post(address, body) {
      try {
        const answer = await fetch(address, {
          method: "POST", body: this.form("said", JSON.stringify(body)), signal: AbortSignal.timeout(12_000),
        });
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
      navigator.sendBeacon(this.leave_at, this.form("me", this.me));
      this.stop();
      this.me = undefined;
    }
  }
  Object.assign(window.Call, { Signals });
})();
