"""What waits for a person who works here: one line per thing, with its number and its way in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may
from nhipcau.centres.api import centres_where
from nhipcau.counselling import api as counselling
from nhipcau.employers.backends import employers_of
from nhipcau.employers.models import Employer
from nhipcau.employers.models import State as EmployerState
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, Participation, ParticipationState, SessionSite, SessionState
from nhipcau.foundation.outbox.models import Delivery
from nhipcau.foundation.ui.words import day_words
from nhipcau.gatherings import api as gatherings
from nhipcau.interviews.api import results_due
from nhipcau.statistics import api as statistics
from nhipcau.statistics.models import SessionRecord
from nhipcau.vacancies import api as vacancies
from nhipcau.vacancies.models import LabourOrder, OrderState, Status, Vacancy

A_WEEK: Final = timedelta(days=7)
A_DAY: Final = timedelta(days=1)
ON_THE_DAY: Final = (SessionState.READY, SessionState.RUNNING, SessionState.CLOSING)


@dataclass(frozen=True)
class Task:
    """`count` is None where nothing is counted; `urgent` when somebody waits for it now."""

    label: str
    url: str
    icon: str
    count: int | None = None
    urgent: bool = False


def tasks_of(user: User, *, now: datetime) -> list[Task]:
    return [task for source in SOURCES for task in source(user, now)]


def _reviews(user: User, now: datetime) -> Iterator[Task]:
    if centres := centres_where(user, "employers.verify_employer"):
        waiting = Employer.objects.filter(centre_id__in=centres, state=EmployerState.WAITING).count()
        yield Task(_("Enterprises to verify"), reverse("employers:review-desk"), "building", waiting, waiting > 0)
    if centres := centres_where(user, "vacancies.review_vacancy"):
        waiting = Vacancy.objects.filter(centre_id__in=centres, status=Status.SUBMITTED).count()
        yield Task(_("Openings to review"), reverse("vacancies:review-desk"), "briefcase", waiting, waiting > 0)
    if centres := centres_where(user, "fairs.approve_participation"):
        asking = Participation.objects.filter(session__centre_id__in=centres, state=ParticipationState.APPLIED)
        coming = asking.filter(session__ends__gte=now).count()
        yield Task(_("Enterprises asking to take part"), reverse("fairs:sessions"), "users", coming, coming > 0)


def _orders(user: User, now: datetime) -> Iterator[Task]:
    """Orders for people: asked for, behind their pace, asked about by other centres, sent back to be mended."""
    orders = reverse("statistics:orders")
    if centres := centres_where(user, "vacancies.approve_order"):
        waiting = LabourOrder.objects.filter(centre_id__in=centres, state=OrderState.REQUESTED).count()
        yield Task(_("Orders to approve"), orders, "users", waiting, waiting > 0)
    if may(user, "vacancies.manage_order"):
        behind = statistics.orders_behind(user, localdate(now))
        yield Task(_("Orders behind their pace"), orders, "hourglass", behind, behind > 0)
        asked = vacancies.asks_waiting_for(user).count()
        yield Task(_("Orders we are asked about"), reverse("vacancies:asks"), "inbox", asked, asked > 0)
    if mine := employers_of(user):
        returned = LabourOrder.objects.filter(employer_id__in=mine, state=OrderState.RETURNED).count()
        yield Task(_("Orders for people"), orders, "users", returned or None, returned > 0)


def _recruiting(user: User, now: datetime) -> Iterator[Task]:
    if not (mine := employers_of(user)):
        return
    yield Task(_("My tables and rooms today"), reverse("interviews:desks"), "users")
    returned = Vacancy.objects.filter(employer_id__in=mine, status=Status.RETURNED).count()
    yield Task(_("Openings of my enterprise"), reverse("vacancies:mine"), "briefcase", returned or None, returned > 0)
    yield Task(_("Upload a sheet of openings"), reverse("vacancies:sheets"), "upload")
    coming = FairSession.objects.coming(localdate(now)).exclude(participations__employer_id__in=mine).count()
    yield Task(_("Fairs you can take part in"), reverse("fairs:for-recruiters"), "calendar", coming)
    yield Task(_("People met and results"), reverse("interviews:results"), "check")


def _gatherings(user: User, now: datetime) -> Iterator[Task]:
    """Talks and group interviews of the enterprise or the centre that are to come or go on."""
    if may(user, gatherings.PLAN):
        coming = gatherings.managed_by(user).filter(state__in=["planned", "open"], starts_at__gt=now - A_DAY).count()
        yield Task(_("Talks and group interviews"), reverse("gatherings:managed"), "megaphone", coming or None)


def _today(user: User, now: datetime) -> Iterator[Task]:
    """On the day of a fair its door and its cockpit are one tap away."""
    on_the_day = {"starts__date": localdate(now), "state__in": ON_THE_DAY}
    hosted = FairSession.objects.filter(centre_id__in=centres_where(user, "fairs.run_session"), **on_the_day)
    if session := hosted.order_by("starts", "pk").first():
        yield Task(_("Run the fair"), reverse("fairs:cockpit", args=[session.pk]), "gauge")
    received = SessionSite.objects.filter(
        centre_id__in=centres_where(user, "fairs.check_in"),
        place__isnull=False,
        session__in=FairSession.objects.filter(**on_the_day),
    )
    if site := received.select_related("place").order_by("session__starts", "pk").first():
        yield Task(_("Receive people"), reverse("fairs:door", args=[site.session_id]), "scan-line")
        if site.place and may(user, "fairs.run_site", site):
            yield Task(site.place.name, reverse("fairs:site", args=[site.pk]), "map-pin")


def _week(user: User, now: datetime) -> Iterator[Task]:
    """Before a session: what is missing, what open orders call for, whom to phone when it was put off."""
    for session, count in fairs.soon_lacking(user, now=now):
        words = _("Not ready yet for %(day)s") % {"day": day_words(session.starts)}
        yield Task(words, reverse("fairs:readiness", args=[session.pk]), "clipboard-check", count, count > 0)
    for session, count in fairs.sessions_to_phone(user, now=now):
        words = _("To be phoned about %(day)s") % {"day": day_words(session.starts)}
        yield Task(words, reverse("fairs:news", args=[session.pk]), "phone", count, urgent=True)
    for called in fairs.open_proposals(user):
        words = _("Open places in orders: time for an online session")
        proposal = reverse("fairs:proposal", args=[called.proposal.pk])
        yield Task(words, proposal, "calendar-plus", called.open_places, True)
    if may(user, "fairs.take_part") and (asked := fairs.asked_of(user, localdate(now)).count()):
        yield Task(_("Fairs that invite you, one tap"), reverse("fairs:for-recruiters"), "calendar-check", asked, True)


def _invited(user: User, now: datetime) -> Iterator[Task]:
    """Another centre asks ours to join its session; and what our own sites did in sessions of others."""
    if may(user, "fairs.join_session") and (waiting := fairs.invitations_waiting(user, now).count()):
        yield Task(_("Invitations to join a session"), reverse("fairs:invitations"), "send", waiting, True)
    if statistics.own_reports(user).exclude(session__centre=F("centre")).exists():
        yield Task(_("Reports of our sites"), reverse("statistics:own-reports"), "chart")


def _fair_day(user: User, now: datetime) -> Iterator[Task]:
    if may(user, "fairs.see_session"):
        yield Task(_("Fairs of the centre"), reverse("fairs:sessions"), "calendar")
    if may(user, "seekers.register_seeker"):
        yield Task(_("Register a person"), reverse("seekers:register"), "id-card")
    if may(user, "seekers.view_seeker"):
        yield Task(_("People who look for work"), reverse("seekers:people"), "search")
    if may(user, "seekers.register_villager"):
        yield Task(_("People of my commune"), reverse("fairs:villagers"), "users")
        yield Task(_("Write down a person"), reverse("fairs:villager"), "user-plus")


def _owed(user: User, now: datetime) -> Iterator[Task]:
    """What the law wants done by a day: the national exchange, and asking people again."""
    enters, follows = may(user, "counselling.enter_exchange"), may(user, "counselling.follow_up")
    if not (enters or follows):
        return
    owed = counselling.owed(user, localdate(now))
    if enters:
        late = owed["entries_late"] > 0
        yield Task(_("Hires for the national exchange"), reverse("counselling:exchange"), "send", owed["entries"], late)
    if follows:
        asks = owed["asks"]
        yield Task(_("People to ask how it went"), reverse("counselling:follow-ups"), "phone", asks, asks > 0)


def _counselling(user: User, now: datetime) -> Iterator[Task]:
    if may(user, "counselling.screen"):
        yield Task(_("Counselling desk"), reverse("counsel:desk"), "message-circle")
    if employers_of(user):
        yield Task(_("People referred to us"), reverse("matching:received"), "id-card")


def _results_due(user: User, now: datetime) -> Iterator[Task]:
    """After a fair: people who were interviewed and have no answer yet."""
    if may(user, "interviews.see_due"):
        people = sum(due.open for due in results_due(user, now=now))
        yield Task(_("Results that are missing"), reverse("fairs:results-due"), "bell-ring", people, people > 0)


def _keeping(user: User, now: datetime) -> Iterator[Task]:
    if may(user, "fairs.read_report"):
        yield Task(_("Reports"), reverse("statistics:reports"), "chart")
        made = SessionRecord.objects.filter(centre_id__in=centres_where(user, "fairs.read_report"))
        new = made.filter(made_at__gte=now - A_WEEK).count()
        yield Task(_("Records of sessions, new this week"), reverse("statistics:records"), "inbox", new)
    if may(user, "centres.manage_staff"):
        yield Task(_("Staff and roles"), reverse("centres:staff"), "users")
    if may(user, "matching.choose_trade"):
        yield Task(_("How suggestions are spread"), reverse("matching:spreading-own"), "settings")
    if may(user, "audit.read"):
        yield Task(_("Audit book"), reverse("audit-book"), "shield")
    if may(user, "outbox.manage"):
        dead = Delivery.objects.filter(state=Delivery.State.DEAD).count()
        yield Task(_("News not delivered"), reverse("dead-letters"), "alert", dead, dead > 0)


SOURCES: tuple[Callable[[User, datetime], Iterator[Task]], ...] = (
    _today,
    _invited,
    _week,
    _counselling,
    _fair_day,
    _reviews,
    _orders,
    _recruiting,
    _gatherings,
    _owed,
    _results_due,
    _keeping,
)
