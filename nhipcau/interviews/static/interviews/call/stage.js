// A room with many, through a media server: one connection that sends, and one for each page that speaks. What breaks is made
// anew: a connection by itself, the whole room when its server died (then the server of the pages says another generation).
window.Call = window.Call ?? {};
(() => {
  "use strict";
  const THIN = 0.12, CLEAN = 0.02, BAD_LOOKS = 3, GOOD_LOOKS = 8, MOST_LOOKS = 60;
  const PATIENCE = 2_500, FIRST_TRY = 700, LONGEST_TRY = 6_000, KINDS = ["audio", "video"];

  class Heard {
    // One page that speaks. how: the Stage.
    constructor(how, { id, seat }) {
      Object.assign(this, { how, id, seat, stream: new MediaStream(), state: "new", drops: 0, pause: FIRST_TRY });
      this.begin();
    }

    get pcs() { return [this.how.up?.pc, this.pc].filter(Boolean); }

    async begin() {
      clearTimeout(this.timer);
      const said = await this.how.post("hear", {
        speaker: this.id, generation: this.how.generation, picture: this.how.pictured,
      });
      if (this.closed || said?.gone) return;
      if (!said?.offer?.type) return this.later();
      this.pc?.close();
      const pc = this.pc = new RTCPeerConnection(this.how.way());
      pc.ontrack = ({ track }) => { this.stream.addTrack(track); this.how.told.changed(); };
      pc.onconnectionstatechange = () => { if (pc === this.pc) this.moved(); };
      this.stream.getTracks().forEach((old) => this.stream.removeTrack(old));
      try {
        await pc.setRemoteDescription(said.offer);
        await pc.setLocalDescription();
        const { type, sdp } = pc.localDescription;
        if (!this.closed && !await this.how.post("answer", { speaker: this.id, answer: { type, sdp } })) this.later();
      } catch {
        this.later();
      }
    }

    moved() {
      const state = this.pc.connectionState;
      if (state === "connected") { this.stood = this.how.stood = true; this.pause = FIRST_TRY; clearTimeout(this.timer); }
      if (state === "disconnected") this.later(PATIENCE);
      if (state === "failed") this.later(0);
      if (state !== "connected" && this.state === "connected") { this.drops += 1; this.how.told.lost(); }
      this.state = state;
      this.how.told.changed();
    }

    later(pause = this.pause) {
      clearTimeout(this.timer);
      if (this.closed) return;
      this.pause = Math.min(this.pause * 1.5, LONGEST_TRY);
      this.timer = setTimeout(() => { if (this.pc?.connectionState !== "connected") this.begin(); }, pause);
    }

    climb() {}
    send() {}
    close() {
      this.closed = true;
      clearTimeout(this.timer);
      this.pc?.close();
      this.state = "closed";
    }
  }

  class Stage {
    // told: {at: {join, hear, answer}, token, me(), servers(), tracks() -> {audio, video} or {}, changed(), lost(), over(reasons)}
    constructor(told) {
      Object.assign(this, { told, lines: new Map(), up: null, generation: 0, pause: FIRST_TRY, turn: 0 });
      Object.assign(this, { pictured: true, bad: 0, good: 0, patience: GOOD_LOOKS });
    }

    way() { return { iceServers: this.told.servers(), bundlePolicy: "max-bundle" }; }

    // What the pages' server said: `stage`, our generation or another when we have to join; `asked`, the one we had when
    // we asked. Who speaks: [{id, seat}] without us.
    meet({ stage, asked = 0 }, speakers) {
      this.speakers = speakers;
      if (this.joining || asked !== this.generation) return;
      if (!this.generation || stage !== this.generation) this.join();
      else this.hear();
    }

    hear() {
      const wanted = new Map(this.speakers.map((one) => [one.id, one]));
      for (const [id, line] of this.lines) {
        if (wanted.get(id)?.seat === line.seat) continue;
        line.close();
        this.lines.delete(id);
      }
      for (const one of wanted.values()) if (!this.lines.has(one.id)) this.lines.set(one.id, new Heard(this, one));
      this.told.changed();
    }

    async join() {
      clearTimeout(this.timer);
      this.close();
      this.closed = false;
      this.joining = true;
      const turn = ++this.turn, up = await this.offered();
      const said = this.closed ? null : await this.post("join", { offer: up?.offer ?? null });
      if (turn !== this.turn || this.closed) return up?.pc.close();
      this.joining = false;
      if (!said?.generation || !await this.answered(up, said.answer)) {
        up?.pc.close();
        return this.again();
      }
      this.up = up;
      this.pause = FIRST_TRY;
      this.generation = said.generation;
      this.hear();
      this.told.lost(); // the others hear of it at once
    }

    async offered() {
      const tracks = this.told.tracks();
      if (!Object.values(tracks).some(Boolean)) return null;
      const pc = new RTCPeerConnection(this.way()), up = { pc, state: "new" };
      KINDS.forEach((kind) => pc.addTransceiver(kind, { direction: "sendonly" }));
      pc.onconnectionstatechange = () => { if (this.up?.pc === pc) this.moved(); };
      await window.Call.sending.put(pc, tracks, this.rung);
      await pc.setLocalDescription();
      const { type, sdp } = pc.localDescription;
      return { ...up, offer: { type, sdp } };
    }

    async answered(up, answer) {
      if (!up) return true;
      try {
        await up.pc.setRemoteDescription(answer);
        return true;
      } catch {
        return false;
      }
    }

    moved() {
      const state = this.up.pc.connectionState;
      if (state === "connected") { clearTimeout(this.timer); window.Call.sending.limit(this.up.pc, this.rung); }
      if (state === "disconnected") this.again(PATIENCE);
      if (state === "failed") this.again(0);
      if (state !== "connected" && this.up.state === "connected") this.told.lost();
      this.up.state = state;
      this.told.changed();
    }

    // Join anew, unless it stands again by then.
    again(pause = this.pause) {
      clearTimeout(this.timer);
      if (this.closed) return;
      this.pause = Math.min(this.pause * 1.5, LONGEST_TRY);
      this.timer = setTimeout(() => { if (this.up?.pc.connectionState !== "connected" || !this.generation) this.join(); }, pause);
    }

    // Called every two seconds with the share that did not come: a weak line hears sound alone, and tries the picture again
    // when it has been good for a while; whoever failed with that waits longer the next time.
    look(missing) {
      this.bad = missing > THIN ? this.bad + 1 : 0;
      this.good = missing < CLEAN ? this.good + 1 : 0;
      if (this.pictured ? this.bad < BAD_LOOKS : this.good < this.patience) return;
      if (this.pictured && this.tried) this.patience = Math.min(this.patience * 2, MOST_LOOKS);
      this.pictured = !this.pictured;
      this.tried ||= this.pictured;
      this.bad = this.good = 0;
      this.lines.forEach((line) => line.begin());
      this.told.changed();
    }

    async send() { if (this.up) await window.Call.sending.put(this.up.pc, this.told.tracks(), this.rung); }

    async climb(rung) {
      this.rung = rung;
      await this.send();
    }

    close() {
      this.closed = true;
      clearTimeout(this.timer);
      this.lines.forEach((line) => line.close());
      this.lines.clear();
      this.up?.pc.close();
      this.up = null;
      this.generation = 0;
      this.joining = false;
    }

    // The answer; {gone} when everything is to be joined anew; null when there is no way through now.
    async post(what, body) {
      const form = new FormData();
      form.set("csrfmiddlewaretoken", this.told.token);
      form.set("said", JSON.stringify({ me: this.told.me(), ...body }));
      try {
        const answer = await fetch(this.told.at[what], { method: "POST", body: form, signal: AbortSignal.timeout(12_000) });
        if (answer.status === 410) { this.generation = 0; this.again(); return { gone: true }; }
        if (answer.status === 409) { this.close(); this.told.over((await answer.json()).reasons); return { gone: true }; }
        return answer.ok && !answer.redirected ? await answer.json() : null;
      } catch {
        return null;
      }
    }
  }
  Object.assign(window.Call, { Stage });
})();
