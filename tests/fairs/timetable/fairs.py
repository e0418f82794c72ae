"""Small fairs, drawn by Hypothesis or said in a line; and every timetable of a tiny one, by trying all."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from nhipcau.fairs.timetable import Edge, Interviewer, Person, Problem, Site, Timetable

MORNING = (480, 600)
Option = tuple[int, int, int, int, int | None, int]
starts = st.integers(0, 6).map(lambda step: 480 + 15 * step)


@st.composite
def windows(draw: st.DrawFn, most: int = 2) -> list[list[int]]:
    drawn = draw(st.lists(st.tuples(starts, st.integers(1, 6)), min_size=1, max_size=most))
    return [[begins, begins + 15 * steps] for begins, steps in drawn]


@st.composite
def fairs(draw: st.DrawFn, people: int = 7, enterprises: int = 4, computers: bool = True) -> dict[str, Any]:
    """The documented form of an instance."""
    sites = [
        {"id": 3, "computers": draw(st.integers(0, 2)), "walks": {4: 10}},
        {"id": 4, "computers": 1, "walks": {}},
        {"id": 5},
    ]
    if not computers:
        sites = [site | {"computers": 0} for site in sites]
    where = st.lists(st.sampled_from([3, 4, 5]), max_size=2, unique=True)
    some = [
        {
            "id": 70 + n,
            "windows": draw(windows()),
            "sites": draw(where),
            "most": draw(st.integers(0, 3)),
            "groups": draw(groups),
        }
        for n in range(draw(st.integers(1, people)))
    ]
    desks = [
        {"id": 30 + n, "enterprise": 90 + draw(st.integers(0, enterprises - 1)), "site": draw(st.sampled_from([None, 3, 4])),
         "windows": draw(windows()), "slot": draw(st.sampled_from([10, 15, 20])), "gap": draw(st.sampled_from([0, 5]))}
        for n in range(draw(st.integers(1, enterprises)))
    ]  # fmt: skip
    offered = sorted({desk["enterprise"] for desk in desks})
    pairs = [(one["id"], enterprise) for one in some for enterprise in offered]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20))
    edges = [[*pair, draw(st.integers(1, 1000)), draw(st.sampled_from([None, 8]))] for pair in chosen]
    floor = st.fixed_dictionaries({"group": st.integers(0, 1), "share": st.sampled_from([0.2, 0.5, 1]), "of": of})
    floors = draw(st.lists(floor, max_size=1))
    between = draw(st.sampled_from([0, 5]))
    return {"between": between, "sites": sites, "people": some, "interviewers": desks, "edges": edges, "floors": floors}


@st.composite
def promised(draw: st.DrawFn) -> dict[str, Any]:
    """With times that were told before, to whoever: some of people, tables or minutes that are gone, some named twice."""
    fair = draw(fairs())
    slots = [(desk["id"], start) for desk in fair["interviewers"] for start in starts_of(desk)]
    people = st.sampled_from([*(one["id"] for one in fair["people"]), 777])
    some = st.tuples(people, st.sampled_from([*slots, *slots, (30, 487), (999, 480)])).map(
        lambda one: [one[0], *one[1]]
    )
    fixed, proposed = draw(st.lists(some, max_size=4)), draw(st.lists(some, max_size=6))
    return fair | {"fixed": fixed, "proposed": [*proposed, *draw(st.sampled_from([[], fixed[:1], proposed[:1]]))]}


groups = st.lists(st.integers(0, 1), max_size=2, unique=True)
of = st.sampled_from(["people", "interviews"])


def fair(*edges: tuple[int, int, int], **said: Any) -> Problem:
    """Everybody is in the one hall all morning, every enterprise has one desk there of six slots, unless said otherwise."""
    people = said.pop("people", None) or [Person(one, (MORNING,), (1,)) for one in sorted({edge[0] for edge in edges})]
    desks = said.pop("interviewers", None) or [
        Interviewer(one + 1000, one, (MORNING,), 20, site=1) for one in sorted({edge[1] for edge in edges})
    ]
    sites = said.pop("sites", [Site(1)])
    return Problem.of(people=people, interviewers=desks, edges=[Edge(*edge) for edge in edges], sites=sites, **said)


def met(timetable: Timetable) -> set[tuple[int, int]]:
    return {(row.person, row.enterprise) for row in timetable.rows()}


def all_timetables(instance: dict[str, Any], firm: tuple[Option, ...] = ()) -> Iterator[tuple[Option, ...]]:
    """Every timetable there can be beside what is `firm`, as options (person, enterprise, interviewer, start, site, weight)."""
    options = [option for option in options_of(instance) if option[:2] not in {one[:2] for one in firm}]
    size = min(len(instance["edges"]), sum(one["most"] for one in instance["people"]))
    for many in range(size + 1):
        for chosen in combinations(options, many):
            if stands(instance, (*firm, *chosen), firm):
                yield (*firm, *chosen)


def options_of(instance: dict[str, Any]) -> Iterator[Option]:
    people = {one["id"]: one for one in instance["people"]}
    for person, enterprise, weight, _ in instance["edges"]:
        for desk in instance["interviewers"]:
            if desk["enterprise"] != enterprise:
                continue
            sites = people[person]["sites"]
            if desk["site"] is None:
                with_computers = [site["id"] for site in instance["sites"] if site.get("computers")]
                places = [site for site in sites if site in with_computers] if sites else [None]
            else:
                places = [desk["site"]] if desk["site"] in sites else []
            for start in starts_of(desk):
                if any(a <= start and start + desk["slot"] <= b for a, b in joined(people[person]["windows"])):
                    yield from ((person, enterprise, desk["id"], start, place, weight) for place in places)


def starts_of(desk: dict[str, Any]) -> Iterator[int]:
    for a, b in joined(desk["windows"]):
        yield from range(a, b - desk["slot"] + 1, desk["slot"] + desk["gap"])


def joined(given: list[list[int]]) -> list[list[int]]:
    minutes = sorted({minute for a, b in given for minute in range(a, b)})
    begins = [minute for minute in minutes if minute - 1 not in minutes]
    return [[minute, next(m for m in range(minute, 10**4) if m not in minutes)] for minute in begins]


def stands(instance: dict[str, Any], chosen: tuple[Option, ...], firm: tuple[Option, ...] = ()) -> bool:
    desks = {desk["id"]: desk for desk in instance["interviewers"]}
    most = {one["id"]: one["most"] for one in instance["people"]}
    if len({option[:2] for option in chosen}) < len(chosen) or len({option[2:4] for option in chosen}) < len(chosen):
        return False
    for person, limit in most.items():
        if sum(option[0] == person for option in chosen) > max(limit, sum(option[0] == person for option in firm)):
            return False
    ends = [option[3] + desks[option[2]]["slot"] for option in chosen]
    for (one, one_ends), (other, other_ends) in combinations(zip(chosen, ends, strict=True), 2):
        if one[0] == other[0] and not (one in firm and other in firm):
            gap = instance["between"] + walk(one[4], other[4])
            if other[3] < one_ends + gap and one[3] < other_ends + gap:
                return False
    return all(computers_enough(instance, chosen, ends, minute, firm) for minute in {option[3] for option in chosen})


def walk(here: int | None, there: int | None) -> int:
    return 0 if here == there else 10 if {here, there} == {3, 4} else 10**6


def computers_enough(
    instance: dict[str, Any], chosen: tuple[Option, ...], ends: list[int], minute: int, firm: tuple[Option, ...]
) -> bool:
    online = {desk["id"] for desk in instance["interviewers"] if desk["site"] is None}
    for site in instance["sites"]:
        there = [
            o
            for o, end in zip(chosen, ends, strict=True)
            if o[2] in online and o[4] == site["id"] and o[3] <= minute < end
        ]
        if len(there) > site.get("computers", 0) and not set(there) <= set(firm):
            return False
    return True
