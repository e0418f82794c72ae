"""Who was asked to take part and has not answered: centres, and enterprises."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from nhipcau.accounts.api import Visitor
from nhipcau.employers.api import employers_of
from nhipcau.fairs.models import (
    EnterpriseInvitation,
    FairSession,
    Participation,
    SessionState,
    SessionVacancy,
    SiteInvitation,
)
from nhipcau.fairs.rules.session import TAKES_ENTERPRISES
from nhipcau.fairs.rules.taking_part import AGAIN, TAKES_PART
from nhipcau.vacancies.models import Status, Vacancy


def waiting_centres(session: FairSession) -> QuerySet[SiteInvitation]:
    """Centres that were invited and said neither yes nor no."""
    waiting = SiteInvitation.objects.filter(session=session, accepted_at=None, declined_at=None, revoked_at=None)
    return waiting.select_related("centre").order_by("name", "pk")


def waiting_enterprises(session: FairSession) -> QuerySet[EnterpriseInvitation]:
    """Enterprises that were asked, have said neither yes nor no, and have not applied by themselves either."""
    asked = EnterpriseInvitation.objects.filter(session=session, declined_at=None)
    answered = Participation.objects.filter(session=session).values("employer_id")
    return asked.exclude(employer_id__in=answered).select_related("employer__province").order_by("employer__name", "pk")


def asked_ever(user: Visitor) -> QuerySet[EnterpriseInvitation]:
    """Every invitation to the enterprises of this user, once its session was announced."""
    mine = EnterpriseInvitation.objects.filter(employer_id__in=employers_of(user))
    return mine.exclude(session__state=SessionState.DRAFT).select_related("session__centre", "employer")


def asked_of(user: Visitor, day: date) -> QuerySet[EnterpriseInvitation]:
    """What the enterprises of this user are asked to, the soonest first; drafts are nobody's business yet."""
    answered = Participation.objects.filter(session=OuterRef("session"), employer=OuterRef("employer"))
    waiting = EnterpriseInvitation.objects.filter(
        ~Exists(answered.exclude(state__in=AGAIN)),
        employer_id__in=employers_of(user),
        declined_at=None,
        session__state__in=TAKES_ENTERPRISES,
        session__ends__date__gte=day,
    )
    return waiting.select_related("session__centre", "employer", "last__site").order_by("session__starts", "pk")


@dataclass(frozen=True)
class Asked:
    """An invitation, and what the enterprise would bring with one tap."""

    invitation: EnterpriseInvitation
    openings: list[tuple[Vacancy, int]]


def with_openings(invitations: Iterable[EnterpriseInvitation]) -> list[Asked]:
    """Last time's openings that are still open on the day; without a last time, all it has. Two queries."""
    asked = list(invitations)
    mine = Vacancy.objects.filter(employer__in={one.employer_id for one in asked}, status=Status.OPEN)
    open_ones = list(mine.order_by("-headcount", "pk")) if asked else []
    last = SessionVacancy.objects.filter(participation__in={one.last_id for one in asked if one.last_id})
    before: dict[int, dict[int, int]] = {}
    for participation_id, vacancy_id, heads in last.values_list("participation_id", "vacancy_id", "headcount"):
        before.setdefault(participation_id, {})[vacancy_id] = heads
    return [Asked(one, list(_still_open(one, open_ones, before))) for one in asked]


def _still_open(
    invitation: EnterpriseInvitation, open_ones: list[Vacancy], before: dict[int, dict[int, int]]
) -> Iterator[tuple[Vacancy, int]]:
    day, brought = localdate(invitation.session.starts), before.get(invitation.last_id or 0, {})
    for vacancy in open_ones:
        closed = vacancy.closes_on is not None and vacancy.closes_on < day
        if vacancy.employer_id != invitation.employer_id or closed:
            continue
        if invitation.last_id is None:
            yield vacancy, vacancy.headcount
        elif vacancy.pk in brought:
            yield vacancy, min(brought[vacancy.pk], vacancy.headcount)


def still_open(invitation: EnterpriseInvitation) -> list[tuple[Vacancy, int]]:
    return with_openings([invitation])[0].openings


def took_part(session: FairSession, *, day: date) -> QuerySet[Participation]:
    """Enterprises that were approved, by name; `open` counts the openings that could be brought again on a day."""
    current = Q(vacancies__vacancy__status=Status.OPEN) & (
        Q(vacancies__vacancy__closes_on=None) | Q(vacancies__vacancy__closes_on__gte=day)
    )
    there = Participation.objects.filter(session=session, state__in=TAKES_PART).select_related("employer")
    return there.annotate(open=Count("vacancies", filter=current)).order_by("employer__name", "pk")
