"""People of one's own site, in and out by sheet: a list prepared beforehand, and the list to take away."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.actions.registering import register
from nhipcau.fairs.models import Registration, RegistrationState, SessionSite, SignUp
from nhipcau.fairs.queries.people_out import results_in
from nhipcau.fairs.rules import people as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.text.api import tidy
from nhipcau.seekers import api as seekers
from nhipcau.seekers.models import PeopleSheet

DESK: Final = "seekers.register_seeker"
TAKE_OUT: Final = "fairs.export_people"
SHORTEST_PURPOSE: Final = 5


@dataclass(frozen=True, kw_only=True)
class PersonOut:
    """What the list says of a person: no phone, no citizen number, no address."""

    number: int
    name: str
    birth_year: int
    sex: str
    wishes: tuple[str, ...]
    state: str
    results: tuple[str, ...]


@transaction.atomic
def take_people_in(*, sheet: PeopleSheet, site: SessionSite, by: User, now: datetime) -> PeopleSheet:
    """A file and a registration at the site for each good line. The same list again adds nobody.

    Raises Refused when this session takes nobody, or PermissionDenied.
    """
    require(by, DESK, site)
    require(by, DESK, sheet)
    reasons = rules.reasons_not_to_register(site.session, site, [], now=now)
    if sheet.centre_id != site.centre_id:
        reasons.append(_("This list belongs to another centre."))
    refuse(reasons if sheet.taken_at is None else [])

    def write(line: seekers.Line) -> tuple[seekers.Seeker, bool]:
        person, _new_file = seekers.write_here(line, centre=site.centre, by=by, now=now)
        here = Registration.objects.filter(session_id=site.session_id, seeker=person)
        known = here.exclude(state=RegistrationState.CANCELLED).exists()
        register(session=site.session, seeker=person, site=site, wishes=[], channel=SignUp.COUNTER, by=by, now=now)
        return person, not known

    return seekers.take_people(sheet=sheet, write=write, by=by, now=now)


@transaction.atomic
def take_people_out(*, site: SessionSite, purpose: str, by: User, now: datetime) -> list[PersonOut]:
    """The people of one's own site, for a purpose that stays in the audit book. Raises Refused without one."""
    require(by, TAKE_OUT, site)
    purpose = tidy(purpose)
    refuse([] if len(purpose) >= SHORTEST_PURPOSE else [_("Say what the list is for.")])
    people = list(
        Registration.objects.filter(site=site)
        .exclude(state=RegistrationState.CANCELLED)
        .select_related("seeker")
        .prefetch_related("wishes__session_vacancy__vacancy", "wishes__session_vacancy__participation__employer")
        .order_by("number")
    )
    results = results_in(site.session_id, [person.seeker_id for person in people])
    audit.record(
        by=by,
        action="site.take_people_out",
        target=site,
        at=now,
        details={"purpose": purpose[:200], "people": len(people)},
    )
    return [_line(person, results.get(person.seeker_id, ())) for person in people]


def _line(person: Registration, results: tuple[str, ...]) -> PersonOut:
    wishes = sorted(person.wishes.all(), key=lambda wish: wish.rank)
    named = (wish.session_vacancy for wish in wishes)
    return PersonOut(
        number=person.number,
        name=person.seeker.full_name,
        birth_year=person.seeker.birth_date.year,
        sex=str(person.seeker.get_sex_display()),
        wishes=tuple(f"{one.vacancy.title} – {one.participation.employer.name}" for one in named),
        state=str(person.get_state_display()),
        results=results,
    )
