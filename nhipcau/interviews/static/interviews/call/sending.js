// What goes out over one connection: the tracks that are switched on, no more of them than the line carries.
window.Call = window.Call ?? {};
(() => {
  "use strict";
  const of = (rung) => window.Call.ladder.SENDS[rung ?? "full"];

  // Nothing has to be agreed upon anew.
  const put = async (pc, tracks, rung) => {
    for (const one of pc.getTransceivers()) {
      if (one.direction === "recvonly" || one.direction === "stopped") continue;
      const kind = one.sender.track?.kind ?? one.receiver.track.kind;
      const track = kind === "video" && !of(rung).picture ? null : (tracks[kind] ?? null);
      if (one.sender.track !== track) await one.sender.replaceTrack(track).catch(() => {});
    }
    await limit(pc, rung);
  };
  const limit = async (pc, rung) => {
    const { picture, scale, rate } = of(rung);
    for (const { sender } of pc.getTransceivers()) {
      const wanted = sender.getParameters();
      if (!sender.track || !wanted.encodings?.length) continue;
      Object.assign(wanted.encodings[0], sender.track.kind === "video"
        ? { maxBitrate: picture * 1000, scaleResolutionDownBy: scale, maxFramerate: rate }
        : { maxBitrate: window.Call.ladder.SOUND * 1000 });
      await sender.setParameters(wanted).catch(() => {});
    }
  };
  Object.assign(window.Call, { sending: { put, limit } });
})();
