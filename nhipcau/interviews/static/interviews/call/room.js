// The call of an online room: this page's camera and microphone, a connection to every other page, and what is shown.
(() => {
  "use strict";
  const { Signals, Line, Stage, ladder, measure, devices, EVERY } = window.Call;
  const root = document.querySelector("[data-call]");
  if (!root) return;
  const one = (selector) => root.querySelector(selector);
  const all = (selector) => [...root.querySelectorAll(selector)];
  const player = (more) => Object.assign(document.createElement("video"), { autoplay: true, playsInline: true, ...more });
  const own = player({ muted: true }), scene = one("[data-stage]"), blank = one("[data-other-blank]");
  const direct = new Map(), shown = new Map();
  let tracks = { audio: null, video: null, why: "" }, rungs = ladder.first, sample = {}, before = {};
  let servers = [], relayOnly = false, renewing = [], awake, facing = "user", others = [], over = false, inside = false;
  let lines = direct, stage = null;

  one("[data-own]").append(own);

  const part = (group, name) => all(`[data-${group}]`).forEach((block) => { block.hidden = block.dataset[group] !== name; });
  const sends = () => !stage?.up || stage.up.pc.connectionState === "connected";
  const best = () => (sends() ? [...lines.values()].find((line) => line.state === "connected") : undefined);

  const signals = new Signals(
    { enter: root.dataset.enter, exchange: root.dataset.exchange, leave: root.dataset.leave, token: root.dataset.token },
    {
      signal: ({ from, kind, body }) => direct.get(from)?.hear(kind, body),
      room: (said) => meet(said),
      over: (reasons) => finish(reasons),
      busy: () => stage?.joining || [...lines.values()].some((line) => line.state !== "connected"),
      line: () => ({ ...told(), connected: Boolean(best()) }),
      stage: () => stage?.generation ?? 0,
    },
  );
  const told = () => {
    const { loss, rtt, rate, hears, sees, relayed, way } = sample;
    return { loss, rtt, rate, hears, sees, relayed, way, rung: rungs.rung, drops: [...lines.values()].reduce((sum, line) => sum + line.drops, 0) };
  };

  // Everybody who is here gets a connection; whoever came later offers it.
  const meet = (said) => {
    if (said.servers) {
      servers = said.servers;
      renewing.splice(0).forEach((done) => done(servers));
    }
    // Who said good-bye is gone at once; who is only not heard of stays as long as sound and picture come.
    others = said.pages.filter(({ id, here }) => here || lines.get(id)?.state === "connected");
    const stay = new Set(others.map(({ id }) => id));
    if (said.stage !== null) gather(said);
    for (const id of [...lines.keys()]) if (!stay.has(id)) drop(id);
    if (!stage) for (const page of others) if (!direct.has(page.id)) connect(page);
    if (!said.open) finish([]);
    show();
  };
  // With several interviewers everybody meets at the media server; what went directly ends.
  const gather = (said) => {
    if (!stage) {
      [...direct.keys()].forEach(drop);
      stage = new Stage({
        at: { join: root.dataset.join, hear: root.dataset.hear, answer: root.dataset.answer }, token: root.dataset.token,
        me: () => signals.me, servers: () => servers, tracks: () => ({ audio: tracks.audio, video: tracks.video }),
        changed: () => show(), lost: () => signals.wait(0), over: (reasons) => finish(reasons),
      });
      lines = stage.lines;
      root.dataset.staged = "yes";
    }
    stage.meet(said, said.pages.filter(({ seat }) => seat).map(({ id, seat }) => ({ id, seat })));
  };
  const connect = ({ id }) => {
    direct.set(id, new Line(id, {
      offers: signals.me > id, servers, relayOnly,
      tracks: () => tracks,
      say: (kind, body) => signals.say(id, kind, body),
      changed: (line) => { if (line.state === "connected") signals.wait(0); show(); },
      renew: () => new Promise((done) => { renewing.push(done); signals.ask(); setTimeout(done, 5_000); }),
    }));
  };
  const drop = (id) => {
    lines.get(id)?.close();
    lines.delete(id);
    shown.get(id)?.remove();
    shown.delete(id);
  };

  const look = async () => {
    const line = best();
    if (line) {
      const { now, sample: taken } = await measure(line.pcs, before.of === line ? before : {}).catch(() => ({}));
      if (now) {
        before = { ...now, of: line };
        const news = (taken.hears && !sample.hears) || (taken.sees && !sample.sees);
        sample = taken;
        const next = ladder.step(rungs, taken);
        if (next.rung !== rungs.rung) {
          lines.forEach((each) => each.climb(next.rung));
          stage?.climb(next.rung);
          signals.wait(0);
        }
        rungs = next;
        if (news) signals.wait(0);
        stage?.look(taken.missing);
      }
    }
    show();
  };

  const screen = (page) => {
    if (!shown.has(page.id)) {
      const made = blank.content.firstElementChild.cloneNode(true);
      made.dataset.page = page.id;
      made.prepend(player());
      scene.append(made);
      shown.set(page.id, made);
    }
    return shown.get(page.id);
  };
  const paint = (page) => {
    const line = lines.get(page.id), made = screen(page), video = made.querySelector("video");
    if (line && video.srcObject !== line.stream) video.srcObject = line.stream;
    if (video.paused && line?.stream.getTracks().length) {
      video.play().then(() => { one("[data-mute-help]").hidden = true; }).catch((error) => {
        one("[data-mute-help]").hidden = error.name !== "NotAllowedError";
      });
    }
    const pictured = line?.state === "connected" && sample.sees && line.stream.getVideoTracks().some((track) => !track.muted);
    made.classList.toggle("is-pictured", Boolean(pictured));
    made.querySelector("[data-name]").textContent = page.name;
    made.querySelector("[data-initials]").textContent = page.name.split(" ").filter(Boolean).slice(-2).map((word) => word[0]).join("");
    made.querySelectorAll("[data-other-line]").forEach((words) => {
      words.hidden = words.dataset.otherLine !== (line?.state === "connected" ? page.rung : page.connected ? "" : "away");
    });
  };

  const show = () => {
    others.forEach(paint);
    for (const [id, made] of shown) if (!lines.has(id)) { made.remove(); shown.delete(id); }
    const states = [...lines.values()], connected = Boolean(best());
    const waiting = others.length === 0 && states.length === 0;
    const lost = stage?.stood || states.some((line) => line.stood);
    part("state", over ? "over" : !inside ? "outside" : waiting ? "alone" : connected ? "on" : lost ? "lost" : "connecting");
    part("rung", connected ? rungs.rung : "");
    part("why", inside ? tracks.why : "");
    part("heard", inside && stage && !stage.pictured ? "sound" : "");
    part("mode", stage ? "staged" : "direct");
    root.dataset.connected = connected ? "yes" : "no";
    root.dataset.rung = rungs.rung;
    const pressed = { mic: tracks.audio?.enabled, camera: tracks.video?.enabled };
    Object.entries(pressed).forEach(([name, on]) => {
      const button = one(`[data-do=${name}]`);
      button.setAttribute("aria-pressed", String(Boolean(on)));
      button.disabled = !inside || on === undefined;
    });
    own.parentElement.hidden = !(inside && tracks.video?.enabled);
  };

  const stayAwake = async () => {
    try { awake ??= await navigator.wakeLock.request("screen"); awake.onrelease = () => { awake = undefined; }; } catch { /* asleep is allowed */ }
  };
  const enter = async () => {
    one("[data-do=enter]").disabled = true;
    tracks = await devices.open();
    if (tracks.video) own.srcObject = new MediaStream([tracks.video]);
    relayOnly = one("[data-hide]")?.checked ?? false;
    const said = await signals.enter(relayOnly);
    one("[data-do=enter]").disabled = false;
    if (!said) { if (!over) part("state", "unreached"); return; }
    inside = true;
    relayOnly = said.relay_only;
    rungs = ladder.first;
    meet(said);
    stayAwake();
    one("[data-stage]").focus({ preventScroll: true });
  };
  const leave = () => {
    signals.leave();
    [...lines.keys()].forEach(drop);
    stage?.close();
    stage = null;
    lines = direct;
    Object.values(tracks).forEach((track) => track?.stop?.());
    tracks = { audio: null, video: null, why: "" };
    others = [];
    inside = false;
    own.srcObject = null;
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
  const flip = async () => {
    facing = facing === "user" ? "environment" : "user";
    tracks.video?.stop();
    tracks.video = await devices.picture(facing);
    own.srcObject = tracks.video ? new MediaStream([tracks.video]) : null;
    lines.forEach((line) => line.send());
    stage?.send();
    show();
  };
  const acts = { enter, leave, mic: () => turn("mic"), camera: () => turn("camera"), flip, play: () => { all("video").forEach((video) => video.play().catch(() => {})); show(); }, again: () => { over = false; enter(); } };
  root.addEventListener("click", (event) => acts[event.target.closest("[data-do]")?.dataset.do]?.());

  root.addEventListener("change", ({ target }) => {
    if (target.matches("[data-hide]") && inside) { leave(); enter(); } // it holds from now on
  });
  document.body.addEventListener("live:heard", ({ detail }) => {
    if (detail.topic === root.dataset.topic) signals.wait(0);
  });
  document.body.addEventListener("room:moved", () => signals.wait(0));
  window.addEventListener("online", () => signals.wait(0));
  window.addEventListener("pagehide", () => signals.leave());
  document.addEventListener("visibilitychange", () => { if (!document.hidden && inside) { stayAwake(); signals.wait(0); } });
  setInterval(() => { if (inside) look(); }, EVERY);
  show();
  devices.allowed().then((yes) => { if (yes && root.dataset.open) enter(); });
})();
