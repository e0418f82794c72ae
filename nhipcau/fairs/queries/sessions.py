"""Sessions: what everybody sees, and what staff of the host and of linked centres see."""

from datetime import date, datetime, timedelta

from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import centres_where
from nhipcau.fairs.models import FairSession, Participation, SessionSite, SessionState, SessionVacancy
from nhipcau.fairs.models.plan import FairSessionQuerySet
from nhipcau.fairs.rules.taking_part import TAKES_PART
from nhipcau.foundation.text.api import words
from nhipcau.reference.models import Province

SITES = Prefetch(
    "sites", SessionSite.objects.select_related("centre__province", "place", "place__commune").order_by("pk")
)
KEPT_IN_CALENDAR = timedelta(days=60)


def with_figures(sessions: FairSessionQuerySet) -> FairSessionQuerySet:
    """`enterprises` and `openings` (people needed) of those that take part, and the sites."""
    there = Participation.objects.filter(session=OuterRef("pk"), state__in=TAKES_PART).order_by()
    brought = SessionVacancy.objects.filter(
        participation__session=OuterRef("pk"), participation__state__in=TAKES_PART
    ).order_by()
    heads = brought.values("participation__session").annotate(total=Sum("headcount")).values("total")
    enterprises = there.values("session").annotate(total=Count("pk")).values("total")
    return (
        sessions.annotate(
            enterprises=Coalesce(Subquery(enterprises, output_field=IntegerField()), 0),
            openings=Coalesce(Subquery(heads, output_field=IntegerField()), 0),
        )
        .select_related("centre")
        .prefetch_related(SITES)
    )


def coming(day: date) -> FairSessionQuerySet:
    """What the public list shows: the soonest first, postponed ones among them."""
    return with_figures(FairSession.objects.coming(day)).order_by("starts", "pk")


def next_one(day: date) -> FairSession | None:
    """The session people mean by "the next one": running or still to come, neither postponed nor over."""
    past = [SessionState.POSTPONED, SessionState.CLOSED, SessionState.REPORTED]
    return FairSession.objects.coming(day).exclude(state__in=past).order_by("starts", "pk").first()


def shown() -> FairSessionQuerySet:
    """Every session that was ever announced; a cancelled one says so on its page."""
    return with_figures(FairSession.objects.public())


def in_calendar(day: date) -> FairSessionQuerySet:
    """What the calendar feed carries, cancelled ones too: phones take them out by themselves."""
    recent = FairSession.objects.public().filter(ends__date__gte=day - KEPT_IN_CALENDAR)
    return recent.select_related("centre").prefetch_related(SITES).order_by("starts", "pk")


def seen_by(user: Visitor) -> FairSessionQuerySet:
    """Sessions of the user's centres, and those their centres join with a site."""
    mine = centres_where(user, "fairs.see_session")
    joined = SessionSite.objects.filter(centre_id__in=mine).values("session_id")
    return FairSession.objects.filter(Q(centre_id__in=mine) | Q(pk__in=joined)).select_related("centre")


def desk_of(user: Visitor) -> FairSessionQuerySet:
    """The list of the fair desk: with figures, the soonest first."""
    return with_figures(seen_by(user)).select_related("series")


def hosted_by(user: Visitor, permission: str) -> FairSessionQuerySet:
    """Sessions whose host gave this user the permission."""
    mine = centres_where(user, permission)
    return FairSession.objects.filter(centre_id__in=mine).select_related("centre", "series")


def hosts_of(user: Visitor) -> set[int]:
    """Centres whose sessions this user sees as the host does."""
    return centres_where(user, "fairs.see_session")


def last_one(user: Visitor, now: datetime) -> FairSession | None:
    """What the next session is like: the newest that is over and took place, else the one that comes first."""
    hosted = hosted_by(user, "fairs.plan_session").exclude(state=SessionState.CANCELLED)
    over = hosted.filter(ends__lt=now, opened_at__isnull=False).order_by("-starts", "-pk").first()
    return over or hosted.exclude(state=SessionState.DRAFT).filter(ends__gte=now).order_by("starts", "pk").first()


def sites_of(user: Visitor, permission: str = "fairs.see_session") -> QuerySet[SessionSite]:
    """The sites of the user's own centres; a linked centre's site is its own business."""
    mine = centres_where(user, permission)
    return SessionSite.objects.filter(centre_id__in=mine).select_related("session__centre", "place", "centre")


def sites_in(session: FairSession) -> list[SessionSite]:
    return list(session.sites.select_related("centre__province", "place").order_by("pk"))


def provinces_of(session: FairSession) -> QuerySet[Province]:
    """The provinces that the sites link."""
    linked = SessionSite.objects.filter(session=session).values("centre__province_id")
    return Province.objects.filter(pk__in=linked).order_by("sort_key")


def openings_of(session: FairSession, typed: str = "") -> QuerySet[SessionVacancy]:
    """What the enterprises bring, the largest orders first; `typed` is looked for without accents."""
    brought = SessionVacancy.objects.filter(participation__session=session, participation__state__in=TAKES_PART)
    for word in words(typed):
        brought = brought.filter(
            Q(vacancy__search__contains=f" {word}") | Q(participation__employer__search__contains=f" {word}")
        )
    shown = brought.select_related(
        "participation__employer",
        "participation__site__place",
        "vacancy__commune",
        "vacancy__province",
        "vacancy__park",
    )
    return shown.order_by("-headcount", "pk")
