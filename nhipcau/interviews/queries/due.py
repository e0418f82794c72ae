"""Which enterprises owe results, for how many people, and who reminded them. Reads only."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from nhipcau.accounts.api import User, is_mobile
from nhipcau.employers.models import Employer
from nhipcau.interviews.models import Desk, Interview, InterviewState, Occasion, ResultsReminder, Stage
from nhipcau.interviews.queries.sheets import OPEN
from nhipcau.interviews.queries.talks import interviews_visible_to, with_stage
from nhipcau.interviews.rules.due import LISTED

Key = tuple[str, int, int]  # kind and id of the occasion, enterprise


@dataclass(frozen=True)
class Due:
    """One enterprise on one occasion. `none`: people without any result, `only_met`: nothing but "met"."""

    occasion: Occasion
    employer: Employer
    desk_id: int
    talks: int
    none: int
    only_met: int
    day: date
    reminders: tuple[ResultsReminder, ...]

    @property
    def open(self) -> int:
        return self.none + self.only_met

    @property
    def reachable(self) -> bool:
        """In writing: a landline takes no text message."""
        return bool(self.employer.contact_email) or is_mobile(self.employer.contact_phone)

    @property
    def sent(self) -> list[ResultsReminder]:
        """Those that left: they count among the three."""
        return [reminder for reminder in self.reminders if reminder.number is not None]


def results_due(user: User, *, now: datetime) -> list[Due]:
    """What this user may see: of the own enterprise, or of the desks of centres where one acts for recruiters."""
    return _due(interviews_visible_to(user), now)


def all_results_due(*, now: datetime) -> list[Due]:
    return _due(with_stage(Interview.objects.all()), now)


def results_due_of(occasion: Occasion, employer_id: int, *, now: datetime) -> Due | None:
    mine = with_stage(Interview.objects.filter(**occasion.keys, employer_id=employer_id))
    return next(iter(_due(mine, now)), None)


def _due(interviews: QuerySet[Interview], now: datetime) -> list[Due]:
    """After the day only: while a table of the enterprise is still open today, nothing is due. Newest day first."""
    same: dict[str, Any] = {name: OuterRef(name) for name in ("occasion_kind", "occasion_id", "employer_id")}
    held = interviews.filter(state=InterviewState.DONE, ended_at__gte=now - LISTED)
    over = held.exclude(Exists(Desk.objects.filter(**same, closed_at=None)), ended_at__date=localdate(now))
    rows = (
        over.order_by()
        .values("occasion_kind", "occasion_id", "employer_id")
        .annotate(
            talks=Count("pk"),
            none=Count("pk", filter=Q(stage=None)),
            only_met=Count("pk", filter=Q(stage=Stage.MET)),
            owed=Count("pk", filter=OPEN),
            last=Max("ended_at"),
            desk=Min("desk_id"),
        )
        .filter(owed__gt=0)
        .order_by("-last", "employer_id")
    )
    found: list[Any] = list(rows)
    employers = Employer.objects.in_bulk({row["employer_id"] for row in found})
    reminders = _reminders(found)
    return [
        Due(
            occasion=Occasion(row["occasion_kind"], row["occasion_id"]),
            employer=employers[row["employer_id"]],
            desk_id=row["desk"],
            talks=row["talks"],
            none=row["none"],
            only_met=row["only_met"],
            day=localdate(row["last"]),
            reminders=tuple(reminders[row["occasion_kind"], row["occasion_id"], row["employer_id"]]),
        )
        for row in found
    ]


def _reminders(rows: list[Any]) -> dict[Key, list[ResultsReminder]]:
    sent: dict[Key, list[ResultsReminder]] = defaultdict(list)
    about = ResultsReminder.objects.filter(
        occasion_id__in={row["occasion_id"] for row in rows}, employer_id__in={row["employer_id"] for row in rows}
    )
    for reminder in about.order_by("at", "pk"):
        sent[reminder.occasion_kind, reminder.occasion_id, reminder.employer_id].append(reminder)
    return sent
