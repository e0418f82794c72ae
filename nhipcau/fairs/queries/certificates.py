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

    `kept` counts among all `proposed` times that were told before; `fixed` are confirmed ones, which all stand, `near` and
    `crowded` of them against what is asked for now; `soon` begin too near to be moved. `gone` counts what became of the
    proposed ones that do not stay, by the solver's word.
    """
    shown, problem, rows = made.certificate, made.problem, list(made.rows())
    firm = set(problem.fixed)
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
        "fixed": len(firm) + given.walls,
        "near": given.near,
        "crowded": shown.crowded,
        "soon": given.soon,
        "gone": dict(Counter(str(why) for one, why in made.gone if one not in firm)),
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


def why_of_people(given: Given, found: solver.Reasons) -> Iterator[tuple[int, Told]]:
    """Of everybody with a pair that was not served, or that may not be booked."""
    barred: dict[int, list[int]] = defaultdict(list)
    for registration_id, brought_id in given.barred:
        barred[registration_id].append(brought_id)
    openings = given.problem.edges.opening[found.edge].tolist()
    for pk, all_of_them in found.of_people():
        places = [place for place in all_of_them if openings[place] >= 0]
        wished = [place for place in places if (pk, openings[place]) in given.wished]
        others = [place for place in places if (pk, openings[place]) not in given.wished][:MOST_TOLD]
        if wished or others or barred[pk]:
            told = {"wished": [_pair(found.pair(one)) for one in wished]}
            yield pk, {**told, "others": [_pair(found.pair(one)) for one in others], "barred": barred[pk]}


def why_of_enterprises(found: solver.Reasons) -> Iterator[tuple[int, Told]]:
    """Of everybody who has an empty slot, or whom people could not reach."""
    empty: dict[int, list[Told]] = defaultdict(list)
    for one in found.timetable.idle:
        empty[one.enterprise].append(
            {
                "desk": one.interviewer,
                "slots": one.slots,
                "idle": one.idle,
                "from": one.empty_from,
                "reasons": {str(why): count for why, count in one.reasons.items()},
            }
        )
    for pk, missed in found.missed():
        if missed or empty[pk]:
            yield pk, {"missed": {str(why): count for why, count in missed.items()}, "idle": empty[pk]}


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
