"""Who was asked to take part and has not answered: centres, and enterprises."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from nhipcau.accounts.api import Visitor
from nhipcau.employers.api import employers_of
from nhipcau.fairs.models import EnterpriseInvitation, FairSession, Participation, SiteInvitation
from nhipcau.fairs.rules.session import TAKES_ENTERPRISES
from nhipcau.fairs.rules.taking_part import AGAIN, TAKES_PART
from nhipcau.vacancies.models import Status, Vacancy


def waiting_centres(session: FairSession) -> QuerySet[SiteInvitation]:
    """Centres that were invited and said neither yes nor no."""
    waiting = SiteInvitation.objects.filter(session=session, accepted_at=None, declined_at=None, revoked_at=None)
    return waiting.select_related("centre").order_by("name", "pk")


def waiting_enterprises(session: FairSession) -> QuerySet[EnterpriseInvitation]:
    """Enterprises that were asked and neither take part nor said no."""
    asked = EnterpriseInvitation.objects.filter(session=session, declined_at=None)
    return asked.exclude(employer_id__in=_taking_part(session)).select_related("employer").order_by("pk")


def _taking_part(session: FairSession) -> QuerySet[Participation, int]:
    coming = Participation.objects.filter(session=session).exclude(state__in=AGAIN)
    return coming.values_list("employer_id", flat=True)


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


def still_open(invitation: EnterpriseInvitation) -> list[tuple[Vacancy, int]]:
    """What it would bring: last time's openings that are still open on the day; without a last time, all it has."""
    day = localdate(invitation.session.starts)
    board = Vacancy.objects.open_on(day).filter(employer_id=invitation.employer_id)
    if invitation.last_id is None:
        return [(vacancy, vacancy.headcount) for vacancy in board.order_by("-headcount", "pk")]
    before = dict(invitation.last.vacancies.values_list("vacancy_id", "headcount")) if invitation.last else {}
    again = board.filter(pk__in=before).order_by("pk")
    return [(vacancy, min(before[vacancy.pk], vacancy.headcount)) for vacancy in again]


def took_part(session: FairSession, *, day: date) -> QuerySet[Participation]:
    """Enterprises that took part, by name; `open` counts the openings that could be brought again on a day."""
    current = Q(vacancies__vacancy__status=Status.OPEN) & (
        Q(vacancies__vacancy__closes_on=None) | Q(vacancies__vacancy__closes_on__gte=day)
    )
    there = Participation.objects.filter(session=session, state__in=TAKES_PART).select_related("employer")
    return there.annotate(open=Count("vacancies", filter=current)).order_by("employer__name", "pk")
