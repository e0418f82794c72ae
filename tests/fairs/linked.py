"""A centre that is invited, and what it says to join."""

from typing import Any

from nhipcau.centres.api import Centre, NewCentre, PlaceData
from nhipcau.centres.models import Role
from nhipcau.fairs.actions.inviting import invite_centre
from nhipcau.fairs.actions.joining import FirstColleague, Seat, accept_invitation, join_by_link
from nhipcau.fairs.models import FairSession, SessionSite, SiteInvitation
from tests.centres.factories import PlaceFactory, staff
from tests.conftest import NOON
from tests.reference.factories import CommuneFactory

PASSWORD = "bốn chữ dễ nhớ 2026"


def invited(session: FairSession, centre: Centre | None = None, **more: Any) -> tuple[SiteInvitation, str]:
    """By the host's operator, at the noon of the tests."""
    said = {"name": "" if centre else "Trung tâm Dịch vụ việc làm tỉnh Hà Giang", "now": NOON} | more
    return invite_centre(session=session, centre=centre, by=staff(Role.OPERATOR, session.centre), **said)


def newcomer(**more: Any) -> dict[str, Any]:
    """What a new centre types: `join_by_link(**newcomer(), ...)`."""
    commune = CommuneFactory()
    data = {
        "name": "Trung tâm Dịch vụ việc làm tỉnh Hà Giang",
        "province": commune.province,
        "commune": commune,
        "address": "Số 2, đường Trần Phú",
        "phone": "0219 3866 111",
    }
    return {
        "data": NewCentre(**data | more),
        "first": FirstColleague(username="ha.giang", display_name="Vàng Thị Mỷ", password=PASSWORD),
        "seat": Seat(place=PlaceData(name="Điểm cầu Hà Giang", computers=12), capacity=60, contact="Chị Mỷ"),
    }


def joined_by_link(session: FairSession, **more: Any) -> tuple[Any, SessionSite]:
    invitation, secret = invited(session)
    return join_by_link(invitation=invitation, secret=secret, **newcomer(**more), now=NOON)


def joined(session: FairSession, centre: Centre) -> SessionSite:
    """A centre that is known here says yes, with a place of its own."""
    invitation, _secret = invited(session, centre)
    seat = Seat(place=PlaceFactory(centre=centre), capacity=40)
    by = staff(Role.OPERATOR, centre)
    return accept_invitation(invitation=invitation, centre=centre, seat=seat, by=by, now=NOON)
