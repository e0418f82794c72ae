"""The rows of a session, shared out among its centres so that each row is counted in exactly one report. Pure."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from nhipcau.statistics.rules.counting import Opening, Person, Rows, Site, Talk

# Totals that add up over the reports of all centres to those of the host.
ADDITIVE: Final = (
    "enterprises",
    "openings",
    "registered",
    "walk_ins",
    "no_shows",
    "attended",
    "applications",
    "interviews",
    "interviews_online",
    "interviewed",
    "hired",
    "invited",
    "passed",
    "openings_without_applicants",
)
# What was done at the counselling desks adds up likewise; the mean time and different people do not.
ADDITIVE_COUNSELLING: Final = ("screened", "benefit", "referrals", "groups", "group_people", "offers")


@dataclass(frozen=True)
class Belonging:
    """Whose a site and an enterprise are, by id; the host has what nobody else has."""

    host: int
    sites: Mapping[int, int]
    enterprises: Mapping[int, int]

    @property
    def centres(self) -> set[int]:
        return {self.host, *self.sites.values()}


def shared_out(rows: Rows, whose: Belonging, counselling: Mapping[int, Mapping[str, int]]) -> dict[int, Rows]:
    """By centre: the people who came to its sites, or registered there and came nowhere; their talks; its enterprises.

    `counselling` is what each centre did at its desks, counted by itself.
    """
    people: dict[int, list[Person]] = defaultdict(list)
    of_person: dict[int, int] = {}
    for person in rows.people:
        there = person.site if person.came is None else person.came
        centre = whose.sites.get(there, whose.host)
        moved = whose.sites.get(person.site, whose.host) != centre
        people[centre].append(replace(person, site=there) if moved else person)
        of_person[person.seeker] = centre
    talks: dict[int, list[Talk]] = defaultdict(list)
    for talk in rows.talks:
        talks[of_person.get(talk.seeker, whose.host)].append(talk)
    openings: dict[int, list[Opening]] = defaultdict(list)
    for opening in rows.openings:
        openings[whose.enterprises.get(opening.employer, whose.host)].append(replace(opening, local=True))
    sites: dict[int, list[Site]] = defaultdict(list)
    for site in rows.sites:
        sites[whose.sites.get(site.pk, whose.host)].append(site)
    return {
        centre: Rows(people[centre], talks[centre], openings[centre], sites[centre], counselling[centre])
        for centre in sorted(whose.centres)
    }
