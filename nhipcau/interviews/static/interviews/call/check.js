// Trying before the day: camera, microphone, five seconds of both through the relay and back, and one's own voice again.
(() => {
  "use strict";
  const { devices, measure } = window.Call;
  const root = document.querySelector("[data-check]");
  if (!root) return;
  const TRY = 6_000, WAIT = 10_000, ECHO = 4_000, SETTLE = 2_000;
  const one = (selector) => root.querySelector(selector);
  const form = one("form"), meter = one("[data-meter]");
  const own = Object.assign(document.createElement("video"), { autoplay: true, playsInline: true, muted: true, hidden: true });
  one("[data-place]").append(own);
  const rest = (time) => new Promise((done) => setTimeout(done, time));
  const step = (name) => root.querySelectorAll("[data-step]").forEach((line) => {
    const steps = [...root.querySelectorAll("[data-step]")].map((each) => each.dataset.step);
    const at = steps.indexOf(line.dataset.step), now = steps.indexOf(name);
    line.classList.toggle("step-done", at < now);
    line.classList.toggle("step-current", at === now);
  });
  const say = (name, value) => { form.elements[name].value = value; };
  const part = (name) => root.querySelectorAll("[data-part]").forEach((block) => { block.hidden = block.dataset.part !== name; });
  let tracks, sounds, stopMeter = () => {};

  const listen = (track) => {
    sounds = new AudioContext();
    const look = sounds.createAnalyser(), values = new Uint8Array(look.fftSize);
    sounds.createMediaStreamSource(new MediaStream([track])).connect(look);
    const timer = setInterval(() => {
      look.getByteTimeDomainData(values);
      meter.value = Math.max(...values.map((value) => Math.abs(value - 128))) / 64;
    }, 100);
    stopMeter = () => clearInterval(timer);
  };
  const through = async () => {
    const servers = JSON.parse(document.getElementById("servers").textContent), how = { iceServers: servers, iceTransportPolicy: "relay" };
    const from = new RTCPeerConnection(how), to = new RTCPeerConnection(how);
    try {
      from.onicecandidate = ({ candidate }) => candidate && to.addIceCandidate(candidate).catch(() => {});
      to.onicecandidate = ({ candidate }) => candidate && from.addIceCandidate(candidate).catch(() => {});
      [tracks.audio, tracks.video].filter(Boolean).forEach((track) => from.addTrack(track));
      await from.setLocalDescription();
      await to.setRemoteDescription(from.localDescription);
      await to.setLocalDescription();
      await from.setRemoteDescription(to.localDescription);
      const until = Date.now() + WAIT;
      while (from.connectionState !== "connected" && Date.now() < until) await rest(200);
      if (from.connectionState !== "connected") return null;
      await rest(SETTLE);
      const { now } = await measure([from]);
      await rest(TRY - SETTLE);
      const { sample } = await measure([from], now);
      return { ...sample, rate: Math.max(sample.rate, sample.free ?? 0) }; // a quiet picture asks for less than there is
    } finally {
      from.close();
      to.close();
    }
  };
  const record = async () => {
    if (!tracks.audio || !window.MediaRecorder) return null;
    const pieces = [], recorder = new MediaRecorder(new MediaStream([tracks.audio]));
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    const stopped = new Promise((done) => { recorder.onstop = done; });
    recorder.start();
    await rest(ECHO);
    recorder.stop();
    await stopped;
    return URL.createObjectURL(new Blob(pieces, { type: recorder.mimeType }));
  };
  const send = () => {
    Object.values(tracks).forEach((track) => track?.stop?.());
    stopMeter();
    sounds?.close();
    part("sent");
    form.requestSubmit();
  };

  const run = async () => {
    part("trying");
    step("devices");
    tracks = await devices.open();
    say("camera", tracks.video ? "yes" : "no");
    say("microphone", tracks.audio ? "yes" : "no");
    if (tracks.video) { own.srcObject = new MediaStream([tracks.video]); own.hidden = false; }
    if (!tracks.audio) return send();
    listen(tracks.audio);
    step("network");
    const sample = await through().catch(() => null);
    say("relayed", sample ? "yes" : "no");
    if (sample) ["rate", "rtt", "loss", "way"].forEach((name) => say(name, sample[name]));
    step("voice");
    const voice = await record().catch(() => null);
    if (!voice) return send();
    part("heard");
    return one("[data-voice]").append(Object.assign(document.createElement("audio"), { controls: true, autoplay: true, src: voice }));
  };
  root.addEventListener("click", ({ target }) => {
    const pressed = target.closest("[data-do]")?.dataset;
    if (pressed?.do === "try") run();
    if (pressed?.do === "heard") { say("heard", pressed.answer); send(); }
  });
})();
