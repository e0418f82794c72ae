"""What a caller hands over, one small record for each thing. Ids are the caller's whole numbers; times are whole minutes.

Minutes count from any zero (midnight, the start of the session); a window or a slot is [from, to): its end is not in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Window = tuple[int, int]
USUAL_MOST = 3


class Of(StrEnum):
    """What a floor counts."""

    PEOPLE = "people"  # of the people of the group who have any pair: so many have an interview
    INTERVIEWS = "interviews"  # of all interviews of the timetable: so many are with people of the group


@dataclass(frozen=True, slots=True)
class Site:
    """A place with desks, people or both. `computers` are for people here who meet somebody online; a hall has 0 or more.

    `walks` is minutes to other sites by their id, in both directions unless the other says otherwise; a site that is not
    named cannot be reached on that day.
    """

    id: int
    computers: int = 0
    walks: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """`sites`: where the person can be, by id. None: at home, so online only, and without a computer of ours.

    `groups` is a set of bits: bit g is set when the person belongs to priority group g (0 to 62).
    """

    id: int
    windows: tuple[Window, ...]
    sites: tuple[int, ...] = ()
    most: int = USUAL_MOST
    groups: int = 0


@dataclass(frozen=True, slots=True)
class Interviewer:
    """One desk: meets one person at a time, `slot` minutes each and `gap` minutes after each, as often as fits a window.

    `site` None is an online room. `enterprise` is who the interviewer speaks for.
    """

    id: int
    enterprise: int
    windows: tuple[Window, ...]
    slot: int
    gap: int = 0
    site: int | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A person and an enterprise that may meet: eligible, and wished or recommended. 1 to 1000, higher is better for both.

    A person meets an enterprise once: of several edges between the two the heaviest counts (the first among equals).
    `opening` is the caller's number of what they will speak about; it comes back in the rows.
    """

    person: int
    enterprise: int
    weight: int
    opening: int | None = None


@dataclass(frozen=True, slots=True)
class Floor:
    """At least this share (0 to 1) goes to priority group `group`, as far as anybody can make it so by giving the group more.

    Nobody else has fewer interviews for it than one for one: a share of all interviews that could only be had by holding
    fewer is not reached, and the certificate says so.
    """

    group: int
    share: float
    of: Of = Of.PEOPLE


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person at an interviewer's desk at a minute: one confirmed already, or one proposed by a timetable before."""

    person: int
    interviewer: int
    starts: int
