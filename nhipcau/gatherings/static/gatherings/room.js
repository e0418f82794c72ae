// Sound and picture of a room with many: who speaks is shown to everybody, who listens sends nothing until the host asks.
(() => {
  "use strict";
  const { Stage, Telling, ladder, measure, devices, EVERY } = window.Call;
  const root = document.querySelector("[data-gathering]");
  if (!root) return;
  const one = (selector) => root.querySelector(selector), all = (selector) => [...root.querySelectorAll(selector)];
  const player = (more) => Object.assign(document.createElement("video"), { autoplay: true, playsInline: true, ...more });
  const own = player({ muted: true }), scene = one("[data-stage]"), blank = one("[data-other-blank]");
  const silent = { audio: null, video: null, why: "" }, shown = new Map();
  let tracks = silent, rungs = ladder.first, sample = {}, before = {}, servers = [], speakers = [], drops = 0;
  let speaks = root.dataset.speaks === "yes", said = {}, stage = null, inside = false, over = false, lost = false, awake;

  one("[data-own]").append(own);
  const part = (group, name) => all(`[data-${group}]`).forEach((block) => { block.hidden = block.dataset[group] !== name; });
  const lines = () => [...(stage?.lines.values() ?? [])];
  const sending = () => stage?.up?.pc.connectionState === "connected";
  const hearing = () => lines().some((line) => line.state === "connected");
  const connected = () => (tracks.audio || tracks.video ? sending() : hearing()) && lines().every((line) => line.state === "connected");

  const telling = new Telling(
    { enter: root.dataset.enter, tell: root.dataset.tell, leave: root.dataset.leave, token: root.dataset.token },
    {
      room: (heard, asked) => meet(heard, asked),
      over: (reasons) => finish(reasons),
      busy: () => said.open && said.media && (stage?.joining || lines().some((line) => line.state !== "connected")),
      stage: () => stage?.generation ?? 0,
      line: () => ({ connected: sending() || hearing(), rung: rungs.rung, drops, loss: sample.loss, rtt: sample.rtt, hears: sample.hears, sees: sample.sees }),
    },
  );

  const meet = (heard, asked) => {
    said = heard;
    if (heard.servers) servers = heard.servers;
    if (heard.over) return finish([]);
    if (speaks && !heard.speaks) silence();
    speaks = heard.speaks;
    speakers = heard.speakers.filter(({ id, here }) => here || stage?.lines.get(id)?.state === "connected");
    if (heard.open && heard.media) {
      stage ??= new Stage({
        at: { join: root.dataset.join, hear: root.dataset.hear, answer: root.dataset.answer }, token: root.dataset.token,
        me: () => telling.me, servers: () => servers, tracks: () => (tracks.audio || tracks.video ? { audio: tracks.audio, video: tracks.video } : {}),
        changed: () => show(), lost: () => { if (stage?.stood) lost = true; telling.wait(0); }, over: (reasons) => finish(reasons),
      });
      stage.meet({ stage: heard.stage, asked }, speakers.map(({ id, seat }) => ({ id, seat })));
    }
    show();
  };

  // The turn to speak is over: camera and microphone go off, and the page listens.
  const silence = () => {
    Object.values(tracks).forEach((track) => track?.stop?.());
    tracks = silent;
    own.srcObject = null;
    if (stage) stage.join();
  };
  const speak = async () => {
    tracks = await devices.open();
    own.srcObject = tracks.video ? new MediaStream([tracks.video]) : null;
    rungs = ladder.first;
    if (stage) stage.join();
    show();
  };

  const look = async () => {
    const pcs = [stage?.up?.pc, ...lines().map((line) => line.pc)].filter((pc) => pc && pc.connectionState === "connected");
    if (pcs.length) {
      const { now, sample: taken } = await measure(pcs, before.of === pcs.length ? before : {}).catch(() => ({}));
      if (now) {
        before = { ...now, of: pcs.length };
        const news = (taken.hears && !sample.hears) || (taken.sees && !sample.sees);
        sample = taken;
        const next = stage?.up ? ladder.step(rungs, taken) : rungs;
        if (next.rung !== rungs.rung) stage.climb(next.rung);
        if (news || next.rung !== rungs.rung) telling.wait(0);
        rungs = next;
        stage?.look(taken.missing);
      }
    }
    show();
  };

  const screen = (speaker) => {
    if (!shown.has(speaker.id)) {
      const made = blank.content.firstElementChild.cloneNode(true);
      made.dataset.page = speaker.id;
      made.prepend(player());
      scene.append(made);
      shown.set(speaker.id, made);
    }
    return shown.get(speaker.id);
  };
  const paint = (speaker) => {
    const line = stage?.lines.get(speaker.id), made = screen(speaker), video = made.querySelector("video");
    if (line && video.srcObject !== line.stream) video.srcObject = line.stream;
    if (video.paused && line?.stream.getTracks().length) {
      video.play().then(() => { one("[data-mute-help]").hidden = true; }).catch((error) => { one("[data-mute-help]").hidden = error.name !== "NotAllowedError"; });
    }
    const pictured = line?.state === "connected" && line.stream.getVideoTracks().some((track) => !track.muted) && video.videoWidth > 0;
    made.classList.toggle("is-pictured", Boolean(pictured));
    made.querySelector("[data-name]").textContent = speaker.name;
    made.querySelector("[data-role]").textContent = speaker.role;
    made.querySelector("[data-initials]").textContent = speaker.name.split(" ").filter(Boolean).slice(-2).map((word) => word[0]).join("");
    made.querySelector("[data-away]").hidden = line?.state === "connected" || !line?.stood;
  };

  const state = () => {
    if (over) return "over";
    if (!inside) return "outside";
    if (!said.open) return "closed";
    if (!said.media) return "without";
    if (connected()) { lost = false; return "on"; }
    if (lost) return "lost";
    return speakers.length || stage?.joining || !stage?.generation ? "connecting" : "alone";
  };
  const show = () => {
    const wanted = new Set(speakers.map(({ id }) => id));
    for (const [id, made] of shown) if (!wanted.has(id)) { made.remove(); shown.delete(id); }
    speakers.forEach(paint);
    part("state", state());
    part("rung", sending() ? rungs.rung : "");
    part("why", inside ? tracks.why : "");
    part("gets", inside && stage && !stage.pictured ? "sound" : "");
    Object.assign(root.dataset, { inside: inside ? "yes" : "no", connected: inside && connected() ? "yes" : "no", sends: sending() ? "yes" : "no", heard: lines().filter((line) => line.state === "connected").length });
    one("[data-asked]").hidden = !(inside && said.open && speaks && !tracks.audio && !tracks.video && !tracks.why);
    Object.entries({ mic: tracks.audio?.enabled, camera: tracks.video?.enabled }).forEach(([name, on]) => {
      const button = one(`[data-do=${name}]`);
      button.setAttribute("aria-pressed", String(Boolean(on)));
      button.disabled = !inside || on === undefined;
    });
    one("[data-do=leave]").disabled = !inside;
    own.parentElement.hidden = !(inside && tracks.video?.enabled);
  };

  const stayAwake = async () => {
    try { awake ??= await navigator.wakeLock.request("screen"); awake.onrelease = () => { awake = undefined; }; } catch { /* asleep is allowed */ }
  };
  const enter = async () => {
    const button = one("[data-do=enter]");
    button.disabled = true;
    root.dataset.inside = "coming";
    if (speaks) {
      tracks = await devices.open();
      own.srcObject = tracks.video ? new MediaStream([tracks.video]) : null;
    }
    const heard = await telling.enter();
    button.disabled = false;
    if (!heard) { if (!over) part("state", "unreached"); return; }
    inside = true;
    meet(heard, 0);
    stayAwake();
    scene.focus({ preventScroll: true });
  };
  const leave = () => {
    telling.leave();
    stage?.close();
    stage = null;
    Object.values(tracks).forEach((track) => track?.stop?.());
    tracks = silent;
    own.srcObject = null;
    speakers = [];
    inside = false;
    awake?.release();
    show();
  };
  const finish = (reasons) => {
    over = true;
    leave();
    one("[data-over]").textContent = reasons.join(" ");
  };
  const turn = (name) => {
    const track = name === "mic" ? tracks.audio : tracks.video;
    if (track) track.enabled = !track.enabled;
    show();
  };
  const play = () => { all("video").forEach((video) => video.play().catch(() => {})); show(); };
  const acts = { enter, leave, speak, play, mic: () => turn("mic"), camera: () => turn("camera") };
  root.addEventListener("click", (event) => acts[event.target.closest("[data-do]")?.dataset.do]?.());
  document.body.addEventListener("live:heard", ({ detail }) => { if (detail.topic === root.dataset.topic) telling.wait(0); });
  window.addEventListener("online", () => telling.wait(0));
  window.addEventListener("pagehide", () => telling.leave());
  document.addEventListener("visibilitychange", () => { if (!document.hidden && inside) { stayAwake(); telling.wait(0); } });
  setInterval(() => { if (inside) look(); }, EVERY);
  show();
})();
