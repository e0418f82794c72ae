"""What a centre owes: entries on the national exchange, and people to ask again. Of its own people only."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from nhipcau.accounts.api import User
from nhipcau.centres.api import centres_where
from nhipcau.counselling.models import ExchangeEntry, FollowUp
from nhipcau.interviews.models import Outcome

ENTER = "counselling.enter_exchange"
FOLLOW = "counselling.follow_up"
SHOWN = ("seeker", "employer", "interview__vacancy", "referral__vacancy")


def entries_of(user: User) -> QuerySet[ExchangeEntry]:
    entries = ExchangeEntry.objects.filter(centre_id__in=centres_where(user, ENTER))
    return entries.select_related(*SHOWN, "entered_by")


def entries_due(user: User) -> QuerySet[ExchangeEntry]:
    """Not entered yet, the most urgent first."""
    return entries_of(user).filter(entered_at=None, cancelled_at=None).order_by("due_on", "pk")


def entries_made(user: User) -> QuerySet[ExchangeEntry]:
    return entries_of(user).filter(entered_at__isnull=False).order_by("-entered_at", "-pk")


def follow_ups_of(user: User) -> QuerySet[FollowUp]:
    follow_ups = FollowUp.objects.filter(centre_id__in=centres_where(user, FOLLOW))
    return follow_ups.select_related(*SHOWN, "answered_by")


def follow_ups_open(user: User) -> QuerySet[FollowUp]:
    return follow_ups_of(user).filter(done_at=None).order_by("due_on", "pk")


def follow_ups_answered(user: User) -> QuerySet[FollowUp]:
    return follow_ups_of(user).filter(done_at__isnull=False).exclude(answer="").order_by("-done_at", "-pk")


def owed(user: User, today: date) -> dict[str, int]:
    """How many are due by today and how many are late, of both kinds: for the desk."""
    entries = entries_due(user).aggregate(entries=Count("pk"), entries_late=Count("pk", filter=Q(due_on__lt=today)))
    asks = follow_ups_open(user).aggregate(
        asks=Count("pk", filter=Q(due_on__lte=today)), asks_late=Count("pk", filter=Q(due_on__lt=today))
    )
    return entries | asks


def stage_of(interview_id: int | None) -> str:
    """The stage in force; "" without an interview or a result."""
    if interview_id is None:
        return ""
    lines = Outcome.objects.filter(interview_id=interview_id).order_by("-pk")
    return lines.values_list("stage", flat=True).first() or ""
