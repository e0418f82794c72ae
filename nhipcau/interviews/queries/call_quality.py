"""How the online calls of a day went: who heard whom, how soon, by which way. Counted from what the pages told. Reads only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from nhipcau.interviews.models import CallPage, Occasion, Side

Page = tuple[str, datetime, datetime | None, bool | None, int, str]  # side, entered, heard, relayed, drops, rung
WITHIN: Final = timedelta(seconds=15)  # from the later side's entry to sound both ways


@dataclass(frozen=True, kw_only=True)
class CallQuality:
    """`met`: interviews whose two sides were both in the room; of these, `soon`: heard each other within 15 seconds, `heard`: at
    all. `relayed`: through a relay; `broken`: made again at least once; `weak`: somebody fell to sound alone or lower at the end.
    """

    met: int
    heard: int
    soon: int
    relayed: int
    broken: int
    weak: int

    @property
    def soon_percent(self) -> int | None:
        """Rounded down: never better than it was."""
        return self.soon * 100 // self.met if self.met else None


def call_quality(occasion: Occasion) -> CallQuality:
    """One statement, whatever the number of calls."""
    rows = CallPage.objects.filter(
        interview__occasion_kind=occasion.kind, interview__occasion_id=occasion.id
    ).values_list("interview_id", "side", "joined_at", "heard_at", "relayed", "drops", "rung")
    calls: dict[int, list[Page]] = {}
    for interview, side, joined, heard, relayed, drops, rung in rows.order_by("interview_id", "pk"):
        calls.setdefault(interview, []).append((side, joined, heard, relayed, drops, rung))
    both = [pages for pages in calls.values() if {Side.PERSON, Side.ENTERPRISE} <= {page[0] for page in pages}]
    waits = [_wait(pages) for pages in both]
    return CallQuality(
        met=len(both),
        heard=sum(wait is not None for wait in waits),
        soon=sum(wait is not None and wait <= WITHIN for wait in waits),
        relayed=sum(any(page[3] for page in pages) for pages in both),
        broken=sum(any(page[4] for page in pages) for pages in both),
        weak=sum(any(page[5] in ("sound", "phone") for page in pages) for pages in both),
    )


def _wait(pages: list[Page]) -> timedelta | None:
    """From the later side's first entry until both had heard; None where one never did."""
    entered, heard = [], []
    for side in (Side.PERSON, Side.ENTERPRISE):
        theirs = [page for page in pages if page[0] == side]
        first = [page[2] for page in theirs if page[2] is not None]
        if not first:
            return None
        entered.append(min(page[1] for page in theirs))
        heard.append(min(first))
    return max(heard) - max(entered)
