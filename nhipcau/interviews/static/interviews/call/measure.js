// What a connection does, every two seconds, from the browser's own figures (W3C webrtc-stats).
window.Call = window.Call ?? {};
(() => {
  "use strict";
  const EVERY = 2_000;

  const chosen = (stats) => {
    const transport = [...stats.values()].find((one) => one.type === "transport" && one.selectedCandidatePairId);
    return transport ? stats.get(transport.selectedCandidatePairId) : undefined;
  };
  // The share of what was sent to us that did not come, since the look before.
  const missing = (now, before) => {
    const lost = now.lost - (before.lost ?? now.lost), came = now.came - (before.came ?? now.came);
    return lost > 0 && came >= 0 ? lost / (lost + came) : 0;
  };
  // {loss, missing, rtt, free, rate, hears, sees, relayed, way}; what arrives is compared with what had arrived before.
  // Several connections count as one: the first that has a path tells of it.
  const measure = async (pcs, before = {}) => {
    const told = await Promise.all(pcs.map((pc) => pc.getStats())), all = told.flatMap((one) => [...one.values()]);
    const stats = told.find(chosen) ?? told[0], pair = chosen(stats);
    const sum = (type, name, kind) =>
      all.filter((one) => one.type === type && (!kind || one.kind === kind)).reduce((total, one) => total + (one[name] ?? 0), 0);
    const remote = all.filter((one) => one.type === "remote-inbound-rtp");
    const local = pair ? stats.get(pair.localCandidateId) : undefined, other = pair ? stats.get(pair.remoteCandidateId) : undefined;
    const now = {
      sent: sum("outbound-rtp", "bytesSent"), heard: sum("inbound-rtp", "bytesReceived", "audio"),
      frames: sum("inbound-rtp", "framesDecoded", "video"), at: Date.now(),
      came: sum("inbound-rtp", "packetsReceived"), lost: sum("inbound-rtp", "packetsLost"),
    };
    const seconds = before.at ? (now.at - before.at) / 1000 : 0;
    return {
      now,
      sample: {
        loss: Math.min(1, Math.max(0, ...remote.map((one) => one.fractionLost ?? 0))),
        missing: missing(now, before),
        rtt: Math.round((pair?.currentRoundTripTime ?? 0) * 1000),
        free: pair?.availableOutgoingBitrate ? Math.round(pair.availableOutgoingBitrate / 1000) : null,
        rate: seconds ? Math.max(0, Math.round(((now.sent - before.sent) * 8) / 1000 / seconds)) : 0,
        hears: seconds > 0 && now.heard > before.heard,
        sees: seconds > 0 && now.frames > before.frames,
        relayed: local?.candidateType === "relay" || other?.candidateType === "relay",
        way: local?.relayProtocol ?? "",
      },
    };
  };
  Object.assign(window.Call, { measure, EVERY });
})();
