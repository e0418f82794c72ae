"""Handing out lists of people on paper: only of one's own centre, and written down."""

from datetime import datetime

from nhipcau.accounts.api import User, require
from nhipcau.fairs.models import SessionSite
from nhipcau.fairs.papers.lists import Guest
from nhipcau.fairs.queries import papers as queries
from nhipcau.foundation.audit import api as audit


def hand_out_people(*, site: SessionSite, by: User, now: datetime) -> list[Guest]:
    """The people of a site by name, to be signed on paper. Raises PermissionDenied."""
    require(by, queries.RUNS, site)
    guests = queries.guests_of(site)
    audit.record(by=by, action="papers.people_list", target=site, at=now, details={"people": len(guests)})
    return guests
