// Camera and microphone: asked for together, then the microphone alone, then nothing; and why not, in a word the page knows.
window.Call = window.Call ?? {};
(() => {
  "use strict";
  const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  const PICTURE = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 24, max: 30 }, facingMode: "user" };
  const WHY = { NotAllowedError: "refused", SecurityError: "refused", NotFoundError: "missing", OverconstrainedError: "missing", NotReadableError: "busy", AbortError: "busy" };

  const ask = async (wanted) => {
    if (!navigator.mediaDevices?.getUserMedia) return { why: "missing" };
    try {
      return { stream: await navigator.mediaDevices.getUserMedia(wanted), why: "" };
    } catch (error) {
      return { why: WHY[error.name] ?? "busy" };
    }
  };
  // {audio, video, why}: tracks or null. `why` says why something is missing.
  const open = async () => {
    const both = await ask({ audio: SOUND, video: PICTURE });
    if (both.stream) return tracks(both.stream, "");
    const sound = await ask({ audio: SOUND });
    if (sound.stream) return tracks(sound.stream, `camera_${both.why}`);
    return { audio: null, video: null, why: both.why };
  };
  const tracks = (stream, why) => ({ audio: stream.getAudioTracks()[0] ?? null, video: stream.getVideoTracks()[0] ?? null, why });
  const picture = async (facingMode) => (await ask({ video: { ...PICTURE, facingMode } })).stream?.getVideoTracks()[0] ?? null;
  // True when the browser will not have to ask.
  const allowed = async () => {
    try {
      const said = await Promise.all(["camera", "microphone"].map((name) => navigator.permissions.query({ name })));
      return said.every(({ state }) => state === "granted");
    } catch {
      return false;
    }
  };
  Object.assign(window.Call, { devices: { open, picture, allowed } });
})();
