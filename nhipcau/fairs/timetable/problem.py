"""The same as columns of whole numbers, so that 47,000 people with 1.8 million edges fit in 200 MB.

    problem = Problem.of(people=[...], interviewers=[...], edges=[...], sites=[...], floors=[...], between=5)
    timetable = solve(problem)

Rows of people, sites, interviewers and enterprises are numbered from 0 in the order given (enterprises: by id). A list of row
r stands at `x_at[r]` up to `x_at[r + 1]` of `x`. Edges are sorted by person, then enterprise, one for each pair.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

from nhipcau.fairs.timetable import building
from nhipcau.fairs.timetable.columns import Edges, Interviewers, People, Refused, Sites, Whole
from nhipcau.fairs.timetable.records import Appointment, Edge, Floor, Interviewer, Person, Site


@dataclass(frozen=True, slots=True)
class Problem:
    """`between`: minutes a person has from the end of one interview to the start of the next; walking comes on top.

    `fixed` never move. `proposed` move only where that is better for the whole, and at most one in twenty (see `replan`).
    """

    people: People
    interviewers: Interviewers
    enterprise_id: Whole
    edges: Edges
    sites: Sites
    between: int = 0
    floors: tuple[Floor, ...] = ()
    fixed: tuple[Appointment, ...] = ()
    proposed: Sequence[Appointment] = field(default=())

    @classmethod
    def of(
        cls,
        *,
        people: Iterable[Person],
        interviewers: Iterable[Interviewer],
        edges: Iterable[Edge] | Whole,
        sites: Iterable[Site] = (),
        between: int = 0,
        floors: Iterable[Floor] = (),
        fixed: Iterable[Appointment] = (),
        proposed: Iterable[Appointment] = (),
    ) -> Self:
        """From small records, in any order; edges also as one array [n, 4]: person, enterprise, weight, opening or -1.

        Refuses what contradicts itself.
        """
        places = building.sites(list(sites))
        everybody = building.people(list(people), places)
        desks, enterprise_id = building.interviewers(list(interviewers), places)
        rest = (building.floors(list(floors)), tuple(fixed), tuple(proposed))
        if between < 0:
            raise Refused(f"{between} minutes between two interviews")
        pairs = building.edges(edges, everybody, enterprise_id)
        return cls(everybody, desks, enterprise_id, pairs, places, between, *rest)
