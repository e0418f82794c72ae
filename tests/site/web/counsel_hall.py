"""A fair that is on, and people and enterprises in its hall."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.fairs.models import Registration, RegistrationState, SessionSite, SessionVacancy
from nhipcau.foundation.crypto.codes import new_code
from nhipcau.reference.api import occupation_code_of_title
from nhipcau.reference.models import Occupation
from tests.fairs.factories import (
    AttendanceFactory,
    ParticipationFactory,
    RegistrationFactory,
    SessionVacancyFactory,
)
from tests.interviews.factories import DeskFactory
from tests.matching.factories import sharing
from tests.reference.factories import OccupationFactory


def here(hall: SessionSite, **more: Any) -> Registration:
    """Somebody who agreed, checked in at the hall."""
    said: dict[str, Any] = {"seeker": sharing(hall.centre), "code": new_code()} | more
    ticket: Registration = RegistrationFactory(site=hall, state=RegistrationState.CHECKED_IN, **said)
    AttendanceFactory(registration=ticket)
    return ticket


def brought(hall: SessionSite, title: str = "Công nhân may", **more: Any) -> SessionVacancy:
    """By an enterprise with a table in the hall; the trade is that of the title, as on the form."""
    participation = ParticipationFactory(session=hall.session, site=hall)
    named = {"vacancy__title": title, "vacancy__occupation": trade(title)}
    row: SessionVacancy = SessionVacancyFactory(participation=participation, **named | more)
    DeskFactory(employer=participation.employer, occasion_id=hall.session_id, place=hall.place)
    return row


def trade(title: str) -> Occupation | None:
    code = occupation_code_of_title(title)
    if not code:
        return None
    known = Occupation.objects.filter(pk=code).first()
    return known or OccupationFactory(code=code, name=f"Nghề {code}", name_en=f"Trade {code}")


def at(name: str, *args: int) -> str:
    return reverse(f"counsel:{name}", args=args)


def cost(ask: Callable[[], Any]) -> int:
    ask()
    with CaptureQueriesContext(connection) as queries:
        assert ask().status_code == 200
    return len(queries)
