"""What a commune officer sees: the fairs of the centre, the villagers they wrote down, the tickets they gave."""

from typing import Any

from django.db.models import QuerySet

from nhipcau.accounts.api import User
from nhipcau.centres.api import centres_where
from nhipcau.fairs.models import Registration, RegistrationState, SessionSite, SignUp
from nhipcau.fairs.rules.people import TAKES_PEOPLE
from nhipcau.seekers import api as seekers


def sites_for(user: User) -> QuerySet[SessionSite]:
    """Where villagers can be registered: the own centre's sites of sessions that take people, the soonest first."""
    centres = centres_where(user, seekers.REGISTER_VILLAGER)
    sites = SessionSite.objects.filter(centre_id__in=centres, session__state__in=TAKES_PEOPLE)
    return sites.select_related("session__centre", "place", "centre").order_by("session__starts", "role", "pk")


def tickets_given(user: User) -> QuerySet[Registration]:
    """The registrations this officer made, of people they brought; nothing else of these people."""
    people = seekers.brought_by(user).values("seeker_id")
    given = Registration.objects.filter(registered_by=user, channel=SignUp.COMMUNE, seeker_id__in=people)
    return given.select_related("session__centre", "site__place", "seeker").order_by("-registered_at", "-pk")


def with_tickets(user: User, lines: list[Any]) -> list[dict[str, Any]]:
    """Each line with its latest ticket of a session that is still to come or on. Two queries for a page."""
    wanted = [line.seeker_id for line in lines]
    given = tickets_given(user).filter(seeker_id__in=wanted).exclude(state=RegistrationState.CANCELLED)
    tickets: dict[int, Registration] = {}
    for ticket in given:
        tickets.setdefault(ticket.seeker_id, ticket)
    return [{"line": line, "ticket": tickets.get(line.seeker_id)} for line in lines]
