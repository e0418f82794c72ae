"""Counting a session. Pure: rows in, figures out, so that the same rows always give the same report.

Persons, turns and applications are never mixed: a person is counted once, a turn is one talk that was held, an application is
one wish for one opening.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import quantiles
from typing import Any, Final

HIRED: Final = frozenset({"offer_accepted", "started", "retained_1m", "retained_3m"})
INVITED: Final = frozenset({"second_interview"})
DONE: Final = "done"
UNKNOWN: Final = ""
ANNOUNCED: Final = "link:"


@dataclass(frozen=True)
class Person:
    """One registration that was not cancelled. `came` is the site where the person was, or None.

    `absent` is said when the session closes: had a place and was never seen. `channel` is the announcement that brought
    the person ("link:zalo", "link:zalo:its name"), else how they registered ("by:counter").
    """

    seeker: int
    site: int
    came: int | None
    absent: bool
    walk_in: bool
    channel: str
    sex: str
    age: str
    qualification: str


@dataclass(frozen=True)
class Talk:
    """One interview with the stage and reason in force. `waited` is minutes from joining the queue to the call."""

    seeker: int
    employer: int
    industry: str
    state: str
    stage: str
    reason: str
    online: bool
    waited: int | None


@dataclass(frozen=True)
class Opening:
    """One opening that was brought. `wishes` are the applications for it."""

    employer: int
    industry: str
    local: bool
    province: str
    headcount: int
    wishes: int


@dataclass(frozen=True)
class Site:
    pk: int
    name: str
    hall: bool


@dataclass(frozen=True)
class Rows:
    people: Sequence[Person]
    talks: Sequence[Talk]
    openings: Sequence[Opening]
    sites: Sequence[Site]
    counselling: Mapping[str, int] = field(default_factory=dict)

    def hash(self) -> str:
        """SHA-256 over all rows: another row, another hash."""
        plain = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()


def count(rows: Rows) -> dict[str, Any]:
    """The whole report as plain data."""
    held = [talk for talk in rows.talks if talk.state == DONE]
    hired = {talk.seeker for talk in held if talk.stage in HIRED}
    invited = {talk.seeker for talk in held if talk.stage in INVITED} - hired
    return {
        "totals": _totals(rows, held, hired, invited),
        "by_site": _by_site(rows, held, hired, invited),
        "by_industry": _by_industry(rows, held),
        "by_qualification": _by_person(rows, held, hired, invited, lambda person: person.qualification),
        "by_channel": _by_channel(rows, hired, invited),
        "by_age": _by_person(rows, held, hired, invited, lambda person: person.age),
        "by_sex": _by_person(rows, held, hired, invited, lambda person: person.sex),
        "stages": _counted(talk.stage for talk in held),
        "refusals": _counted(talk.reason for talk in held if talk.reason),
        "counselling": dict(rows.counselling),
        "waits": _waits([talk.waited for talk in rows.talks if talk.waited is not None]),
    }


def _totals(rows: Rows, held: Sequence[Talk], hired: set[int], invited: set[int]) -> dict[str, int]:
    halls = {site.pk for site in rows.sites if site.hall}
    there = [person for person in rows.people if person.came is not None]
    local = {opening.employer for opening in rows.openings if opening.local}
    linked = {opening.employer for opening in rows.openings if not opening.local}
    return {
        "enterprises": len(local | linked),
        "enterprises_local": len(local),
        "enterprises_linked": len(linked),
        "provinces": len({opening.province for opening in rows.openings if not opening.local}),
        "openings": sum(opening.headcount for opening in rows.openings),
        "registered": sum(not person.walk_in for person in rows.people),
        "walk_ins": sum(person.walk_in for person in rows.people),
        "no_shows": sum(person.absent for person in rows.people),
        "attended": len({person.seeker for person in there}),
        "attended_hall": len({person.seeker for person in there if person.came in halls}),
        "attended_online": len({person.seeker for person in there if person.came not in halls}),
        "applications": sum(opening.wishes for opening in rows.openings),
        "interviews": len(held),
        "interviews_online": sum(talk.online for talk in held),
        "interviewed": len({talk.seeker for talk in held}),
        "hired": len(hired),
        "invited": len(invited),
        "passed": len(hired | invited),
        "openings_without_applicants": sum(opening.headcount for opening in rows.openings if not opening.wishes),
    }


def _by_site(rows: Rows, held: Sequence[Talk], hired: set[int], invited: set[int]) -> list[dict[str, Any]]:
    turns = Counter(talk.seeker for talk in held)
    lines = []
    for site in rows.sites:
        expected = [person for person in rows.people if person.site == site.pk]
        here = {person.seeker for person in rows.people if person.came == site.pk}
        lines.append(
            {
                "label": site.name,
                "registered": sum(not person.walk_in for person in expected),
                "walk_ins": sum(person.walk_in for person in expected),
                "attended": len(here),
                "interviews": sum(turns[seeker] for seeker in here),
                "hired": len(here & hired),
                "invited": len(here & invited),
            }
        )
    return lines


def _by_channel(rows: Rows, hired: set[int], invited: set[int]) -> list[dict[str, Any]]:
    """Persons once more, by what brought them: with an announcement first, each group with the most people first."""
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in rows.people:
        groups[person.channel].append(person)
    lines = [
        {
            "label": label,
            "registered": len({person.seeker for person in people}),
            "attended": len(came := {person.seeker for person in people if person.came is not None}),
            "hired": len(came & hired),
            "invited": len(came & invited),
        }
        for label, people in groups.items()
    ]
    return sorted(lines, key=lambda line: (not line["label"].startswith(ANNOUNCED), -line["registered"], line["label"]))


def _by_industry(rows: Rows, held: Sequence[Talk]) -> list[dict[str, Any]]:
    lines: dict[str, dict[str, Any]] = defaultdict(lambda: dict.fromkeys(("openings", "applications", "interviews"), 0))
    for opening in rows.openings:
        lines[opening.industry]["openings"] += opening.headcount
        lines[opening.industry]["applications"] += opening.wishes
    people: dict[str, dict[str, set[int]]] = defaultdict(lambda: {"hired": set(), "invited": set()})
    for talk in held:
        lines[talk.industry]["interviews"] += 1
        if talk.stage in HIRED:
            people[talk.industry]["hired"].add(talk.seeker)
        elif talk.stage in INVITED:
            people[talk.industry]["invited"].add(talk.seeker)
    found = [
        {"label": label, **line, **{name: len(who) for name, who in people[label].items()}}
        for label, line in lines.items()
    ]
    return sorted(found, key=lambda line: (-line["openings"], line["label"]))


def _by_person(
    rows: Rows, held: Sequence[Talk], hired: set[int], invited: set[int], kind: Callable[[Person], str]
) -> list[dict[str, Any]]:
    met = {talk.seeker for talk in held}
    groups: dict[str, set[int]] = defaultdict(set)
    for person in rows.people:
        if person.came is not None:
            groups[kind(person)].add(person.seeker)
    return [
        {
            "label": label,
            "attended": len(seekers),
            "interviewed": len(seekers & met),
            "hired": len(seekers & hired),
            "invited": len(seekers & invited),
        }
        for label, seekers in sorted(groups.items())
    ]


def _counted(values: Iterable[str]) -> list[dict[str, Any]]:
    found = Counter(value or UNKNOWN for value in values)
    return [{"label": label, "count": number} for label, number in found.most_common()]


def _waits(minutes: Sequence[int]) -> dict[str, int | None]:
    """The middle wait and the one that nine of ten stayed under, in minutes; None below ten calls."""
    if len(minutes) < 10:
        return {"calls": len(minutes), "p50": None, "p90": None}
    cuts = quantiles(minutes, n=10)
    return {"calls": len(minutes), "p50": round(cuts[4]), "p90": round(cuts[8])}
