"""Who of a fair may meet whom, and how dear each meeting is. Reads only."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import numpy as np

from nhipcau.fairs import timetable as solver
from nhipcau.fairs.models import Appointment, Registration, SessionVacancy, Timetable, Wish
from nhipcau.fairs.queries.occasion import KIND, occasion_of
from nhipcau.fairs.rules import timetable as rules
from nhipcau.interviews.models import Interview, InterviewState
from nhipcau.matching import api as matching

RECOMMENDED = 8  # openings a person did not choose, at most, that are looked at
MET = (InterviewState.CALLED, InterviewState.IN_PROGRESS, InterviewState.DONE)


def spoken_in(session_id: int) -> set[tuple[int, int]]:
    """Who (seeker) was called to or met whom (employer)."""
    talks = Interview.objects.filter(**occasion_of(session_id).keys, state__in=MET)
    return set(talks.values_list("seeker_id", "employer_id"))


class Pairs:
    """Who may meet whom, and how dear it is: what people chose, and what suits them though they did not choose it."""

    def __init__(
        self,
        timetable: Timetable,
        people: list[Registration],
        brought: list[SessionVacancy],
        agreed: set[tuple[int, int]],
        now: datetime,
    ) -> None:
        """`agreed`: pairs (registration, participation) that stand already."""
        self.timetable, self.people, self.brought, self.agreed = timetable, people, brought, agreed
        seekers = [one.seeker for one in people]
        self.suits = matching.together(seekers, {row.vacancy_id: row.vacancy for row in brought}.values(), now=now)
        wishes = Wish.objects.filter(registration__in=people, session_vacancy__in=brought)
        self.ranks = {
            (one, other): rank
            for one, other, rank in wishes.values_list("registration_id", "session_vacancy_id", "rank")
        }
        self.invited = self._invited()
        self.spoken = spoken_in(timetable.session_id)
        self.met: Counter[int] = Counter(seeker_id for seeker_id, _employer in self.spoken)
        unwanted = Appointment.objects.filter(
            registration__in=people, state=Appointment.State.DECLINED, because=Appointment.Because.NOT_THIS
        )
        self.unwanted = set(unwanted.values_list("registration_id", "participation_id"))
        employers = {row.participation_id: row.participation.employer_id for row in brought}
        seekers_by = {one.pk: one.seeker_id for one in people}
        self.walled = Counter(
            one for one, other in agreed if (seekers_by[one], employers.get(other)) not in self.spoken
        )
        self.barred: list[tuple[int, int]] = []

    def had(self, one: Registration) -> int:
        """Interviews the person has had, or has for sure."""
        return self.met[one.seeker_id] + self.walled[one.pk]

    def _invited(self) -> set[tuple[int, int]]:
        found = matching.Invitation.objects.filter(
            occasion_kind=KIND, occasion_id=self.timetable.session_id, withdrawn_at=None
        )
        return set(found.exclude(answer="no").values_list("seeker_id", "vacancy_id"))

    def edges(self) -> Iterator[solver.Edge]:
        rows = {number: row for row, number in enumerate(self.suits.people)}
        columns = {number: column for column, number in enumerate(self.suits.openings)}
        at = np.array([columns[row.vacancy_id] for row in self.brought], np.int64)
        chosen: dict[int, list[int]] = defaultdict(list)
        for registration, brought in self.ranks:
            chosen[registration].append(brought)
        index = {row.pk: place for place, row in enumerate(self.brought)}
        for one in self.people:
            mine = self.suits.scores[rows[one.seeker_id]][at] if len(at) else at
            wished = [index[brought] for brought in chosen[one.pk]]
            for place in [*wished, *self._recommended(one, mine, set(wished))]:
                if edge := self._edge(one, self.brought[place], int(mine[place])):
                    yield edge

    def _recommended(self, one: Registration, scores: Any, wished: set[int]) -> list[int]:
        if not self.timetable.recommends or one.seeker_id in self.suits.alone:
            return []
        best = np.argsort(-scores.astype(np.int32), kind="stable")[: RECOMMENDED + len(wished)]
        return [int(place) for place in best if scores[place] >= matching.WELL and int(place) not in wished][
            :RECOMMENDED
        ]

    def _edge(self, one: Registration, row: SessionVacancy, score: int) -> solver.Edge | None:
        pair, rank = (one.pk, row.pk), self.ranks.get((one.pk, row.pk))
        with_whom = row.participation
        if (one.seeker_id, with_whom.employer_id) in self.spoken or (
            one.pk,
            with_whom.pk,
        ) in self.unwanted | self.agreed:
            return None
        if rank is None and row.vacancy_id in self.suits.turned_down.get(one.seeker_id, ()):
            return None
        if score < 0 and self.suits.barred(one.seeker_id, row.vacancy_id):
            self.barred.append(pair)
            return None
        invited = (one.seeker_id, row.vacancy_id) in self.invited
        dear = rules.weight(rank=rank, score=score, invited=invited)
        return solver.Edge(one.pk, with_whom.pk, dear, row.pk)
