"""What the papers of a record are filled with: plain lines, gathered once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from nhipcau.fairs.models import FairSession


@dataclass(frozen=True)
class SiteLine:
    name: str
    centre: str
    role: str
    capacity: int | None
    contact: str
    opened_at: datetime | None
    linked: bool


@dataclass
class OpeningLine:
    """One opening that was brought, and what became of it. Persons, but for applications and talks."""

    title: str
    place: str
    pay: str
    headcount: int
    applications: int
    talks: int = 0
    hired: set[int] = field(default_factory=set)
    invited: set[int] = field(default_factory=set)
    reasons: Counter[str] = field(default_factory=Counter)
    due: int = 0

    @property
    def passed(self) -> int:
        return len(self.hired | self.invited)


@dataclass
class EnterpriseLine:
    name: str
    tax_code: str
    centre: str
    way: str
    was_there: bool
    state: str
    openings: list[OpeningLine] = field(default_factory=list)
    due: int = 0


@dataclass(frozen=True)
class PersonLine:
    """`number` is the person's number of that day: the other papers name nobody, only this number."""

    number: int
    name: str
    born: int
    sex: str
    home: str
    qualification: str
    site: str
    came_at: datetime
    way: str


@dataclass(frozen=True)
class TalkLine:
    number: int
    enterprise: str
    opening: str
    desk: str
    called_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    state: str
    result: str
    reason: str
    day: date | None


@dataclass(frozen=True)
class Invitation:
    day: date
    enterprise: str
    people: int


@dataclass(frozen=True)
class Gathered:
    """Everything at one moment. `figures` are the frozen ones."""

    session: FairSession
    figures: dict[str, Any]
    sites: Sequence[SiteLine]
    enterprises: Sequence[EnterpriseLine]
    people: Sequence[PersonLine]
    talks: Sequence[TalkLine]
    invitations: Sequence[Invitation]
