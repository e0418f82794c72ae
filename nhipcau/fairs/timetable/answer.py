"""What comes back: who meets whom where and when, how good that is, and why everybody got what they got. Codes, no words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from nhipcau.fairs.timetable.columns import Whole
from nhipcau.fairs.timetable.problem import Problem
from nhipcau.fairs.timetable.records import Appointment, Floor


@dataclass(frozen=True, slots=True)
class Row:
    """One interview, in the caller's ids. `site`: where the person is (None: at home); `online`: the interviewer is online.

    `weight` 0 and `opening` None: a fixed appointment of a pair without an edge. `kept`: proposed before, to the minute.
    """

    person: int
    enterprise: int
    interviewer: int
    starts: int
    ends: int
    site: int | None
    online: bool
    weight: int
    opening: int | None
    fixed: bool
    kept: bool


class Gone(StrEnum):
    """Why an appointment of before does not stand any more."""

    PERSON = "person"  # nobody of that id
    INTERVIEWER = "interviewer"  # no desk of that id: the enterprise cancelled, or the interviewer
    SLOT = "slot"  # the interviewer has no slot at that minute
    AWAY = "away"  # the person cannot be there at that minute, or not on that site
    PAIR = "pair"  # the two are not to meet any more (no edge); never said of a fixed one
    CLASH = "clash"  # with a fixed one: the same slot, pair, or minute; of a proposal also: too near to it, no computer
    ENOUGH = (
        "enough"  # with the others that stand the person has all the interviews they may have; never of a fixed one
    )
    TOGETHER = (
        "together"  # beside the other proposals: no computer, too near in time, or the same two; never of a fixed one
    )
    MOVED = "moved"  # it could stand, and the whole is better without it; never said of a fixed one


class Idle(StrEnum):
    """Why a slot stays empty: what kept the one person from it who came nearest to it. Nearest last."""

    NOBODY_WISHES = "nobody_wishes"  # the enterprise has no edge
    ALL_MET = "all_met"  # everybody with an edge to the enterprise meets it already, in another slot
    ELSEWHERE = "elsewhere"  # who is left cannot be on that site, or not online
    NO_COMMON_TIME = "no_common_time"  # who is left cannot come at that minute
    COMPUTERS_TAKEN = "computers_taken"  # no computer is free at their site at that minute
    PEOPLE_FULL = "people_full"  # who is left has all the interviews they may have
    PEOPLE_BUSY = "people_busy"  # who is left is in an interview, or between two, at that minute
    LEFT_OPEN = "left_open"  # somebody could take it: it would have to break a promise of the timetable


class Unserved(StrEnum):
    """Why an edge has no interview."""

    ELSEWHERE = "elsewhere"  # no interviewer of the enterprise can be met from where the person can be
    NO_COMMON_TIME = "no_common_time"  # they have no slot in the person's windows
    MOST_REACHED = "most_reached"  # the person has all the interviews they may have
    PEOPLE_BEFORE = "people_before"  # the slots the person could come to went to people worth more to the whole
    PERSON_BUSY = "person_busy"  # the free slots are while the person is in other interviews, or too near to them
    COMPUTERS_TAKEN = "computers_taken"  # the free slots are when no computer is free where the person is
    LEFT_OUT = "left_out"  # a free slot would do: it was not found to make the whole better


@dataclass(frozen=True, slots=True)
class FloorMet:
    """`asked`: interviews or people that the share comes to; `had`: how many there are; `possible`: the most, where known.

    `met` is had >= asked. A floor that is not met had as many as could be found without holding fewer interviews.
    """

    floor: Floor
    asked: int
    had: int
    possible: int
    met: bool


@dataclass(frozen=True, slots=True)
class IdleDesk:
    """An interviewer with empty slots: `idle` of `slots`, for `reasons` (how many slots each), the first empty one at
    `first`; from `empty_from` to the end of the day nothing is taken (None: the last slot is)."""

    interviewer: int
    enterprise: int
    slots: int
    idle: int
    first: int
    empty_from: int | None
    reasons: Mapping[Idle, int]


@dataclass(frozen=True, slots=True)
class Certificate:
    """`value`: sum of the weights of the rows. `bound`: no timetable that serves at least as many people (and, where
    floors had to be raised or proposals kept, at least as many of those) is worth more. `ratio` is value / bound; no bonus
    for a first interview is in either.

    `coverable`: no timetable gives more people an interview. Time, place, capacity and how many one desk can see are in it;
    that computers are shared at a minute only as far as a whole day of them goes. `covered` of them have one.
    `kept`: share of the proposals which could still stand that do (1 without any). `unplaced`: pairs that had been chosen
    and found no minute. `near`: fixed ones nearer to another fixed one of the person than is asked now; `crowded`: fixed ones
    at a minute when more sit at their site's computers than there are. Both stand all the same. `seconds` by phase. `prices`: what proves the bound (see `prices.py`).
    """

    value: int
    bound: int
    ratio: float
    people: int
    reachable: int
    covered: int
    coverable: int
    interviews: int
    least: int
    median: float
    slots: int
    idle: int
    floors: tuple[FloorMet, ...]
    kept: float
    unplaced: int
    near: int
    crowded: int
    seconds: Mapping[str, float]
    prices: "Prices"


@dataclass(frozen=True, slots=True)
class Prices:
    """`slot`: price of each slot [slots, in order of enterprise, start, interviewer]; `computer`: of an interview at the
    computers of a site, for people who can have none elsewhere [sites]; `first`: what a first interview earns [people],
    `pair`: what each edge earns beside its weight [edges]. Any prices >= 0 give a bound that holds."""

    slot: Whole
    computer: Whole
    first: Whole
    pair: Whole


@dataclass(frozen=True, slots=True)
class Timetable:
    """Columns of the interviews in order of person and time: rows of `problem`'s people, interviewers, edges (-1: fixed
    without an edge), sites (-1: at home); `starts` in minutes; `fixed` and `kept` as 0 or 1."""

    problem: Problem
    person: Whole
    interviewer: Whole
    starts: Whole
    edge: Whole
    site: Whole
    fixed: Whole
    kept: Whole
    gone: tuple[tuple[Appointment, Gone], ...]
    idle: tuple[IdleDesk, ...]
    certificate: Certificate

    def __len__(self) -> int:
        return len(self.person)

    def rows(self) -> Iterator[Row]:
        """All interviews, by person and time."""
        return self.some(slice(None))

    def some(self, which: Whole | slice) -> Iterator[Row]:
        """The interviews of these rows."""
        given, desks = self.problem, self.problem.interviewers
        columns = (self.person, self.interviewer, self.starts, self.edge, self.site, self.fixed, self.kept)
        for person, desk, starts, edge, site, fixed, kept in zip(*(c[which].tolist() for c in columns), strict=True):
            opening = int(given.edges.opening[edge]) if edge >= 0 else -1
            yield Row(
                person=int(given.people.id[person]),
                enterprise=int(given.enterprise_id[desks.enterprise[desk]]),
                interviewer=int(desks.id[desk]),
                starts=starts,
                ends=starts + int(desks.slot[desk]),
                site=int(given.sites.id[site]) if site >= 0 else None,
                online=bool(desks.site[desk] < 0),
                weight=int(given.edges.weight[edge]) if edge >= 0 else 0,
                opening=opening if opening >= 0 else None,
                fixed=bool(fixed),
                kept=bool(kept),
            )


@dataclass(frozen=True, slots=True)
class PairWhy:
    """One edge that was not served, in the caller's ids. `at`: the minute of the slot that came nearest, if one was free.

    `least_weight`: the lightest weight of those who have the slots of the enterprise (PEOPLE_BEFORE), else None.
    `instead`: the enterprises whom the person meets in that time (PERSON_BUSY) or at all (MOST_REACHED).
    """

    person: int
    enterprise: int
    weight: int
    opening: int | None
    why: Unserved
    at: int | None = None
    least_weight: int | None = None
    instead: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Of one person or one enterprise: the interviews they have, the pairs they have not and why (heaviest first),
    and, of an enterprise, its desks with empty slots."""

    rows: tuple[Row, ...]
    unserved: tuple[PairWhy, ...]
    idle: tuple[IdleDesk, ...] = ()
