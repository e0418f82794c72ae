"""What a timetable proves and why it is so, kept as plain values, and read back for pages."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from nhipcau.fairs import timetable as solver
from nhipcau.fairs.models import (
    FairSession,
    Participation,
    Registration,
    RegistrationState,
    SessionState,
    Timetable,
    WhySo,
)
from nhipcau.fairs.queries.timetabling import Given

LOOKED_BACK = 5  # fairs of the same centre
MOST_TOLD = 12  # reasons kept for one person or one enterprise
Told = dict[str, Any]
R = RegistrationState


def as_kept(given: Given, made: solver.Timetable) -> Told:
    """The certificate as JSON; minutes from the session's start. `served` counts people by how many interviews they have.

    `kept` counts among all `proposed` times that were told before; `fixed` are confirmed ones, which all stand.
    """
    shown, problem, rows = made.certificate, made.problem, list(made.rows())
    met = Counter(row.person for row in rows)
    return {
        "value": shown.value,
        "bound": shown.bound,
        "ratio": shown.ratio,
        "people": shown.people,
        "reachable": shown.reachable,
        "covered": shown.covered,
        "coverable": shown.coverable,
        "interviews": shown.interviews,
        "new": sum(not (row.kept or row.fixed) for row in rows),
        "served": dict(sorted(Counter(met.values()).items())),
        "slots": shown.slots,
        "idle": shown.idle,
        "desks": len(problem.interviewers.id),
        "idle_desks": _idle(made),
        "floors": [
            {"asked": one.asked, "had": one.had, "possible": one.possible, "met": one.met} for one in shown.floors
        ],
        "proposed": given.proposed,
        "kept": sum(row.kept for row in rows),
        "fixed": sum(row.fixed for row in rows) + given.walls,
        "gone": dict(Counter(str(why) for _appointment, why in made.gone)),
        "seconds": round(sum(shown.seconds.values()), 2),
    }


def _idle(made: solver.Timetable) -> list[Told]:
    """Desks by what keeps most of their empty slots empty, the largest group first.

    `late` of them have nobody from minute `from` on: the middle one's.
    """
    groups: dict[str, list[solver.IdleDesk]] = defaultdict(list)
    for desk in made.idle:
        if desk.reasons:
            groups[str(max(desk.reasons, key=lambda why: (desk.reasons[why], why)))].append(desk)
    found = []
    for why, desks in sorted(groups.items(), key=lambda one: (-len(one[1]), one[0])):
        late = sorted(desk.empty_from for desk in desks if desk.empty_from is not None)
        since = late[len(late) // 2] if late else None
        slots = sum(desk.idle for desk in desks)
        found.append(
            {
                "why": why,
                "desks": len(desks),
                "slots": slots,
                "late": sum(moment <= since for moment in late) if since is not None else 0,
                "from": since,
            }
        )
    return found


def why_of_people(given: Given, made: solver.Timetable) -> Iterator[tuple[int, Told]]:
    """Of everybody with a pair that was not served, or that may not be booked."""
    barred: dict[int, list[int]] = defaultdict(list)
    for registration_id, brought_id in given.barred:
        barred[registration_id].append(brought_id)
    for pk in given.problem.people.id.tolist():
        told = [_pair(one) for one in solver.explain_person(made, pk).unserved if one.opening is not None]
        wished = [one for one in told if (pk, one["opening"]) in given.wished]
        others = [one for one in told if (pk, one["opening"]) not in given.wished]
        if wished or others or barred[pk]:
            yield pk, {"wished": wished, "others": others[:MOST_TOLD], "barred": barred[pk]}


def why_of_enterprises(made: solver.Timetable) -> Iterator[tuple[int, Told]]:
    """Of everybody who has an empty slot, or whom people could not reach."""
    for pk in made.problem.enterprise_id.tolist():
        found = solver.explain_enterprise(made, pk)
        missed = Counter(str(one.why) for one in found.unserved)
        idle = [
            {
                "desk": one.interviewer,
                "slots": one.slots,
                "idle": one.idle,
                "from": one.empty_from,
                "reasons": {str(why): count for why, count in one.reasons.items()},
            }
            for one in found.idle
        ]
        if missed or idle:
            yield pk, {"missed": dict(missed), "idle": idle}


def _pair(one: solver.PairWhy) -> Told:
    return {
        "enterprise": one.enterprise,
        "opening": one.opening,
        "weight": one.weight,
        "why": str(one.why),
        "at": one.at,
        "least": one.least_weight,
        "instead": list(one.instead),
    }


def why_person(timetable: Timetable, registration: Registration) -> Told:
    found = WhySo.objects.filter(timetable=timetable, registration=registration).first()
    return found.told if found else {"wished": [], "others": [], "barred": []}


def why_enterprise(timetable: Timetable, participation: Participation) -> Told:
    found = WhySo.objects.filter(timetable=timetable, participation=participation).first()
    return found.told if found else {"missed": {}, "idle": []}


@dataclass(frozen=True)
class StayedAway:
    """Of those who registered for the last fairs of this centre, how many did not come."""

    fairs: int
    registered: int
    absent: int

    @property
    def percent(self) -> int:
        return round(100 * self.absent / self.registered) if self.registered else 0


def stayed_away(session: FairSession) -> StayedAway:
    over = (SessionState.CLOSED, SessionState.REPORTED)
    earlier = FairSession.objects.filter(centre_id=session.centre_id, state__in=over, starts__lt=session.starts)
    last = list(earlier.order_by("-starts").values_list("pk", flat=True)[:LOOKED_BACK])
    counted = Registration.objects.filter(session_id__in=last, state__in=(R.NO_SHOW, R.CHECKED_IN, R.LEFT)).aggregate(
        all=Count("pk"), absent=Count("pk", filter=Q(state=R.NO_SHOW))
    )
    return StayedAway(len(last), counted["all"], counted["absent"])


def at(session: FairSession, minutes: int) -> datetime:
    """A minute of a certificate on the clock."""
    return session.starts + timedelta(minutes=minutes)
