"""What a try of camera, microphone and network means."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from nhipcau.interviews.models import Verdict

TRYING: Final = timedelta(minutes=20)  # for a few tries of one page
LASTS: Final = timedelta(days=14)  # a try says something for so long
FULL: Final = 300  # kbit/s that carry sound and a picture of 360 lines
LEAST: Final = 60  # kbit/s that carry sound with something to spare
LOSSY: Final = 0.05  # share of packets that cost the picture
LOST: Final = 0.15  # and the call
SLOW: Final = 800  # milliseconds there and back
DOUBTFUL: Final = frozenset({Verdict.WEAK, Verdict.CLOSED, Verdict.SILENT})  # come to a meeting point


@dataclass(frozen=True)
class Measured:
    """`rate` in kbit/s, `rtt` in milliseconds, `loss` from 0 to 1; None where nothing came through."""

    camera: bool
    microphone: bool
    heard: bool | None = None
    relayed: bool = False
    way: str = ""
    rate: int | None = None
    rtt: int | None = None
    loss: float | None = None


def verdict(seen: Measured) -> Verdict:
    if not seen.microphone or seen.heard is False:
        return Verdict.SILENT
    if not seen.rate:
        return Verdict.CLOSED
    rtt, loss = seen.rtt or 0, seen.loss or 0.0
    if seen.rate < LEAST or rtt > SLOW or loss > LOST:
        return Verdict.WEAK
    return Verdict.GOOD if seen.camera and seen.rate >= FULL and loss <= LOSSY else Verdict.SMALL


def advice_is_needed(found: str) -> bool:
    return found in DOUBTFUL
