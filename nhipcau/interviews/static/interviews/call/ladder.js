// What one side sends, by what its line can carry: full picture, small picture, sound only, and then the telephone.
// Pure: step(state, sample) gives the next state. A sample every two seconds: {loss: 0..1, rtt: ms, free: kbit/s or null}.
window.Call = window.Call ?? {};
(() => {
  "use strict";
  const RUNGS = ["full", "small", "sound", "phone"];
  const SENDS = {
    full: { picture: 468, scale: 1, rate: 24 },
    small: { picture: 118, scale: 2, rate: 15 },
    sound: { picture: 0 },
    phone: { picture: 0 },
  };
  const SOUND = 32; // kbit/s
  const LOSSY = 0.08, CLEAN = 0.02, SLOW = 900;
  const DOWN_AFTER = 2, UP_AFTER = 6, LAST_AFTER = 5;
  const GROWS_TO = 24; // samples: whoever fell again soon after going up waits longer the next time
  const least = (rung) => (SENDS[rung].picture || SOUND) * 0.6;

  const first = { rung: "full", bad: 0, good: 0, patience: UP_AFTER, fresh: false };
  const isBad = ({ rung }, { loss, rtt, free }) =>
    loss > LOSSY || rtt > SLOW || (free !== null && (rung === "full" || rung === "small") && free < least(rung));
  const isGood = ({ loss, rtt }) => loss < CLEAN && rtt < SLOW / 2;

  const step = (state, sample) => {
    const at = RUNGS.indexOf(state.rung);
    const bad = isBad(state, sample) ? state.bad + 1 : 0;
    const good = isGood(sample) && !bad ? state.good + 1 : 0;
    const most = state.rung === "sound" ? LAST_AFTER : DOWN_AFTER;
    if (bad >= most && at < RUNGS.length - 1) {
      const patience = state.fresh ? Math.min(state.patience * 2, GROWS_TO) : state.patience;
      return { rung: RUNGS[at + 1], bad: 0, good: 0, patience, fresh: false };
    }
    if (good >= state.patience && at > 0) return { ...state, rung: RUNGS[at - 1], bad: 0, good: 0, fresh: true };
    const settled = state.fresh && good >= UP_AFTER;
    return { ...state, bad, good, fresh: state.fresh && !settled, patience: settled ? UP_AFTER : state.patience };
  };
  Object.assign(window.Call, { ladder: { RUNGS, SENDS, SOUND, first, step } });
})();
