"""What the tests of duties share: a hire, as the recruiter recorded it."""

from datetime import date, datetime
from typing import Any

from nhipcau.centres.models import Centre
from nhipcau.counselling.models import ExchangeEntry, FollowUp
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import Interview
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import InterviewFactory
from tests.seekers.factories import SeekerFactory


def talked(centre: Centre, **about: Any) -> Interview:
    """A finished talk with somebody of this centre."""
    made: Interview = InterviewFactory(ticket__seeker=SeekerFactory(centre=centre, **about), done=True)
    return made


def said(interview: Interview, stage: str, *, now: datetime = NOON, reason: str = "", day: date | None = None) -> None:
    """The enterprise says it, and the news arrives."""
    by = recruiter(interview.employer)
    interviews.record_outcome(interview=interview, stage=stage, reason=reason, date=day, by=by, now=now)
    outbox.deliver_waiting()


def hired(centre: Centre, *, now: datetime = NOON) -> Interview:
    interview = talked(centre)
    said(interview, "offer_accepted", now=now)
    return interview


def entry_of(interview: Interview) -> ExchangeEntry:
    return ExchangeEntry.objects.get(interview=interview)


def asking_of(interview: Interview, months: int = 1) -> FollowUp:
    return FollowUp.objects.get(interview=interview, months=months)
