"""Interviews and what they led to. Reads only."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from nhipcau.accounts.api import User
from nhipcau.centres.api import centres_where
from nhipcau.employers.api import employers_of
from nhipcau.interviews.models import ACTIVE, Desk, Interview, InterviewState, Occasion, Outcome, RoomMessage
from nhipcau.interviews.queries.guests import desks_as_guest
from nhipcau.seekers.api import seekers_of

SHOWN = (
    "ticket__place",
    "seeker__commune__province",
    "employer",
    "vacancy",
    "desk__place",
    "desk__centre",
    "handed_from",
)


def with_stage(interviews: QuerySet[Interview]) -> QuerySet[Interview]:
    """Adds the outcome in force: `stage`, `reason`, `stage_date`."""
    last = Outcome.objects.filter(interview=OuterRef("pk")).order_by("-pk")
    return interviews.annotate(
        stage=Subquery(last.values("stage")[:1]),
        reason=Subquery(last.values("reason")[:1]),
        stage_date=Subquery(last.values("date")[:1]),
    )


def interviews_of(occasion: Occasion) -> QuerySet[Interview]:
    """Every interview of an occasion with the outcome in force: what statistics count from."""
    interviews = Interview.objects.filter(**occasion.keys).select_related("seeker", "employer", "vacancy", "desk")
    return with_stage(interviews).order_by("pk")


def interviews_visible_to(user: User) -> QuerySet[Interview]:
    """Of the enterprises one recruits for, at desks of centres where one may act for recruiters, at a guest's desk."""
    mine = Q(employer_id__in=employers_of(user)) | Q(desk_id__in=desks_as_guest(user))
    ours = Q(desk__centre_id__in=centres_where(user, "interviews.act_for_recruiter"))
    return with_stage(Interview.objects.filter(mine | ours).select_related(*SHOWN))


def results_of(user: User) -> QuerySet[Interview]:
    """The talks that were held, the latest first, and whether staff wrote the result for the recruiter."""
    held = interviews_visible_to(user).filter(state=InterviewState.DONE)
    last = Outcome.objects.filter(interview=OuterRef("pk")).order_by("-pk")
    return held.annotate(by_centre=Subquery(last.values("for_recruiter")[:1])).order_by("-ended_at", "-pk")


def rooms_of(user: User) -> QuerySet[Interview]:
    """Online interviews where this user is on one side or the other."""
    enterprise = Q(employer_id__in=employers_of(user)) | Q(desk_id__in=desks_as_guest(user))
    staff = Q(desk__centre_id__in=centres_where(user, "interviews.act_for_recruiter"))
    ours = centres_where(user, "fairs.check_in")
    here = Q(ticket__place__centre_id__in=ours) | Q(seeker__centre_id__in=ours)
    person = Q(seeker_id__in=seekers_of(user)) | here
    return Interview.objects.filter(enterprise | staff | person).exclude(room="").select_related(*SHOWN)


def active_of(occasion: Occasion) -> QuerySet[Interview]:
    """Who is called or talking at this moment."""
    return Interview.objects.filter(**occasion.keys, state__in=ACTIVE).order_by("pk")


def current_of(desk: Desk) -> Interview | None:
    """Whom the desk has called or is talking to; else the last talk that still lacks a result."""
    interviews = with_stage(Interview.objects.filter(desk=desk).select_related(*SHOWN))
    active = interviews.filter(state__in=ACTIVE).first()
    if active is not None:
        return active
    last = interviews.filter(state=InterviewState.DONE).order_by("-pk").first()
    return last if last is not None and last.stage is None else None  # type: ignore[attr-defined]


def messages_in(interview: Interview) -> QuerySet[RoomMessage]:
    return RoomMessage.objects.filter(interview=interview).order_by("at", "pk")
