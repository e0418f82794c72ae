// The connection to one other page of the room (perfect negotiation, W3C WebRTC 1.0 section 10.7): whoever came later
// offers first; after that either may, and the earlier gives way. A lost path is made again in place.
window.Call = window.Call ?? {};
(() => {
  "use strict";
  const PATIENCE = 2_500, FIRST_TRY = 4_000, LONGEST_TRY = 15_000;
  const KINDS = ["audio", "video"];

  class Line {
    // how: {offers, servers, relayOnly, tracks() -> {audio, video}, say(kind, body), changed(line), renew()}
    constructor(to, how) {
      Object.assign(this, { to, how, stream: new MediaStream(), waiting: [], drops: 0, state: "new" });
      this.pc = new RTCPeerConnection(Line.way(how));
      this.pc.onicecandidate = ({ candidate }) => { if (candidate) how.say("candidates", [candidate.toJSON()]); };
      this.pc.onnegotiationneeded = () => this.offer();
      this.pc.onconnectionstatechange = () => this.moved();
      this.pc.ontrack = ({ track }) => {
        this.stream.getTracks().filter((one) => one.kind === track.kind && one !== track).forEach((old) => this.stream.removeTrack(old));
        this.stream.addTrack(track);
        how.changed(this);
      };
      if (how.offers) KINDS.forEach((kind) => this.pc.addTransceiver(kind, { direction: "sendrecv" }));
      this.send();
      this.watch(FIRST_TRY * 2);
    }

    static way({ servers, relayOnly }) {
      return { iceServers: servers, iceTransportPolicy: relayOnly ? "relay" : "all", bundlePolicy: "max-bundle" };
    }

    async offer() {
      if (!this.how.offers && !this.pc.remoteDescription) return;
      try {
        this.offering = true;
        await this.pc.setLocalDescription();
        this.describe();
      } catch {
        if (this.pc.signalingState !== "closed") this.watch(FIRST_TRY);
      } finally {
        this.offering = false;
      }
    }

    describe() {
      const { type, sdp } = this.pc.localDescription;
      this.how.say("description", { type, sdp });
    }

    // One after the other: a candidate is not looked at before the description it belongs to.
    hear(kind, body) {
      this.hearing = (this.hearing ?? Promise.resolve()).then(() => this.take(kind, body)).catch(() => {});
    }

    async take(kind, body) {
      const pc = this.pc;
      if (pc.signalingState === "closed") return;
      if (kind === "candidates") {
        for (const one of body) {
          if (pc.remoteDescription) await pc.addIceCandidate(one).catch(() => {});
          else this.waiting.push(one);
        }
        return;
      }
      const collides = body.type === "offer" && (this.offering || pc.signalingState !== "stable");
      if (collides && this.how.offers) return;
      if (body.type === "answer" && pc.signalingState !== "have-local-offer") return;
      await pc.setRemoteDescription(body);
      for (const one of this.waiting.splice(0)) await pc.addIceCandidate(one).catch(() => {});
      if (body.type === "offer") {
        pc.getTransceivers().forEach((one) => { if (one.direction !== "stopped") one.direction = "sendrecv"; });
        await this.send();
        await pc.setLocalDescription();
        this.describe();
      }
    }

    async send() { await window.Call.sending.put(this.pc, this.how.tracks(), this.rung); }

    get pcs() { return [this.pc]; }

    async climb(rung) {
      this.rung = rung;
      await this.send();
    }

    moved() {
      const state = this.pc.connectionState;
      if (state === "connected") {
        clearTimeout(this.trying);
        this.trying = undefined;
        this.pause = FIRST_TRY;
        this.stood = true;
        window.Call.sending.limit(this.pc, this.rung);
      }
      if (state === "disconnected") this.watch(PATIENCE);
      if (state === "failed") this.watch(0);
      if (state !== "connected" && this.state === "connected") this.drops += 1;
      this.state = state;
      this.how.changed(this);
    }

    // Not through after a while: ask for fresh credentials and look for a path again, with pauses that grow.
    watch(pause) {
      if (this.trying) {
        if (pause) return;
        clearTimeout(this.trying);
      }
      this.trying = setTimeout(async () => {
        this.trying = undefined;
        const state = this.pc.connectionState;
        if (state === "connected" || state === "closed") return;
        const servers = await this.how.renew();
        if (this.pc.connectionState === "connected" || this.pc.signalingState === "closed") return;
        if (servers) this.pc.setConfiguration(Line.way({ ...this.how, servers }));
        if (this.pc.signalingState === "have-local-offer" && !this.stood) this.describe();
        else if (this.how.offers || this.pc.remoteDescription) this.pc.restartIce();
        this.pause = Math.min((this.pause ?? FIRST_TRY) * 1.5, LONGEST_TRY);
        this.watch(this.pause);
      }, pause);
    }

    close() {
      clearTimeout(this.trying);
      this.pc.close();
      this.state = "closed";
    }
  }
  Object.assign(window.Call, { Line });
})();
