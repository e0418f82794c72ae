"""What a browser in a call really gets, from its own figures."""

import time

from playwright.sync_api import Page

# The page keeps its connections to itself: a test counts them as they are made.
WATCH = """
    (() => {
        const made = window.RTCPeerConnection;
        window.made = [];
        window.RTCPeerConnection = class extends made {
            constructor(...how) { super(...how); window.made.push(this); window.how = how[0]; }
        };
    })();
"""
# Nothing goes but through the relay, whatever the page asks for.
RELAY_ONLY = """
    (() => {
        const WRONG = false;
        const made = window.RTCPeerConnection;
        const forced = (how) => ({
            ...how, iceTransportPolicy: "relay",
            iceServers: how.iceServers.map((one) => WRONG ? {...one, credential: "wrong"} : one),
        });
        window.RTCPeerConnection = class extends made {
            constructor(how) { super(forced(how)); }
            setConfiguration(how) { super.setConfiguration(forced(how)); }
        };
    })();
"""
FIGURES = """
    async () => {
        let frames = 0, sound = 0, way = [];
        for (const pc of window.made) {
            const stats = await pc.getStats();
            for (const one of stats.values()) {
                if (one.type === "inbound-rtp" && one.kind === "video") frames += one.framesDecoded ?? 0;
                if (one.type === "inbound-rtp" && one.kind === "audio") sound += one.bytesReceived ?? 0;
                if (one.type === "transport" && one.selectedCandidatePairId) {
                    const pair = stats.get(one.selectedCandidatePairId);
                    const local = stats.get(pair.localCandidateId), other = stats.get(pair.remoteCandidateId);
                    way.push([local.candidateType, local.relayProtocol ?? "", other.candidateType]);
                }
            }
        }
        return {frames, sound, way};
    }
"""


def figures(page: Page) -> dict[str, object]:
    found: dict[str, object] = page.evaluate(FIGURES)
    return found


def frames(page: Page) -> int:
    return int(str(figures(page)["frames"]))


def gets_picture_and_sound(page: Page, seconds: float = 15) -> bool:
    """Frames are decoded and sound arrives, now: both grow."""
    until, before = time.monotonic() + seconds, figures(page)
    while time.monotonic() < until:
        page.wait_for_timeout(300)
        now = figures(page)
        if int(str(now["frames"])) > int(str(before["frames"])) and int(str(now["sound"])) > int(str(before["sound"])):
            return True
    return False
