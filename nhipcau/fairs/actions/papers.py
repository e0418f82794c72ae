"""Handing out lists of people on paper: only of one's own centre, and written down."""

from datetime import datetime

from nhipcau.accounts.api import User, require
from nhipcau.fairs.models import SessionSite
from nhipcau.fairs.papers.lists import Guest, Seat
from nhipcau.fairs.papers.results import Expected
from nhipcau.fairs.queries import papers as queries
from nhipcau.fairs.queries.result_sheets import sheets_at
from nhipcau.fairs.queries.roster import Time
from nhipcau.fairs.queries.slips import badged_at
from nhipcau.foundation.audit import api as audit


def hand_out_people(*, site: SessionSite, by: User, now: datetime) -> list[Guest]:
    """The people of a site by name, to be signed on paper. Raises PermissionDenied."""
    require(by, queries.RUNS, site)
    guests = queries.guests_of(site)
    audit.record(by=by, action="papers.people_list", target=site, at=now, details={"people": len(guests)})
    return guests


def hand_out_results(*, site: SessionSite, by: User, now: datetime) -> list[tuple[Seat, list[Expected]]]:
    """For each table the people of this site who are booked there or wait for it. Raises PermissionDenied."""
    require(by, queries.RUNS, site)
    sheets = sheets_at(site)
    details = {"people": len({one.number for _seat, people in sheets for one in people})}
    audit.record(by=by, action="papers.result_sheets", target=site, at=now, details=details)
    return sheets


def hand_out_badges(
    *, site: SessionSite, by: User, now: datetime, what: str = "badges"
) -> list[tuple[int, str, str, list[Time]]]:
    """Number, name, ticket code and interview times of everybody at a site, to print badges or tickets.

    Raises PermissionDenied.
    """
    require(by, "fairs.check_in", site)
    people = list(badged_at(site))
    audit.record(by=by, action=f"papers.{what}", target=site, at=now, details={"people": len(people)})
    return people
