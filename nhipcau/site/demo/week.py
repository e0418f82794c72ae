"""What the days before the demo's fair do by themselves: what is missing is looked at, open orders call for a session."""

from datetime import timedelta
from typing import Final

from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, SessionSite
from nhipcau.fairs.rules.readiness import HOURS
from nhipcau.site.demo import names

CONTACTS: Final = 6  # sites that have named somebody for the day; the others are on the list of what is missing


def pass_by(session: FairSession) -> None:
    """The same jobs that run every few minutes in a centre."""
    for number, site in enumerate(session.sites.filter(place__isnull=False).order_by("pk")[:CONTACTS]):
        contact = f"{CALLED[number % len(CALLED)]}, {names.phone(800_000 + number)}"
        SessionSite.objects.filter(pk=site.pk).update(contact=contact)
    for hours in HOURS:
        fairs.check_readiness(session_id=session.pk, now=session.starts - timedelta(hours=hours))
    fairs.propose_all(now=session.starts - timedelta(hours=1))


CALLED: Final = ("Chị Hoà", "Anh Quân", "Chị Mai", "Anh Sơn", "Chị Thuỷ", "Anh Đức")
