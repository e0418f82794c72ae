"""Whoever is let in at another site than the one they said is there from then on, and so is all that follows from it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhipcau.accounts.api import User, may
from nhipcau.fairs.actions.appointing import release_elsewhere
from nhipcau.fairs.actions.queueing import MEETS
from nhipcau.fairs.models import Appointment, Registration, RegistrationState, SessionSite, SessionVacancy
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import Channel


def follow(registration: Registration, site: SessionSite, *, by: User, now: datetime) -> bool:
    """The registration belongs to the site where the person was let in last. False when it did already.

    Counts, lists, computers and the timetable follow from it. The queues go on here, online where the enterprise has no
    table here; times at the other place stay until the person says what becomes of them. In the caller's transaction.
    """
    if registration.site_id == site.pk:
        return False
    before = registration.site_id
    registration.site, registration.centre_id = site, site.centre_id
    registration.goes_over_at = None
    registration.save(update_fields=["site", "centre", "goes_over_at"])
    details = {"from": before, "to": site.pk}
    audit.record(by=by, action="registration.follow", target=registration, at=now, details=details)
    if registration.state == RegistrationState.CHECKED_IN and _may_queue(by, registration, site):
        interviews.follow_person(
            occasion=occasion_of(registration.session_id),
            seeker=registration.seeker,
            place=site.place,
            channels=_channels(registration, site),
            by=by,
            now=now,
        )
    live.touch(f"fair:{registration.session_id}", f"seeker:{registration.seeker_id}")
    return True


@transaction.atomic
def stay_here(*, registration: Registration, by: User, now: datetime) -> list[Appointment]:
    """The person stays at this site and gives up the times at tables of another one, which go to those who stand by.

    With the enterprise they can still have a time online, when the timetable is made again.
    """
    registration = _held(registration)
    _person_or_staff(by, registration)
    return release_elsewhere(registration, by=by, now=now)


@transaction.atomic
def go_over(*, registration: Registration, by: User, now: datetime) -> Registration:
    """The person goes over for the times at the other place: they stay, and nobody is given them meanwhile."""
    registration = _held(registration)
    _person_or_staff(by, registration)
    if registration.goes_over_at is not None:
        return registration
    registration.goes_over_at = now
    registration.save(update_fields=["goes_over_at"])
    audit.record(by=by, action="registration.go_over", target=registration, at=now)
    live.touch(f"fair:{registration.session_id}")
    return registration


def _channels(registration: Registration, site: SessionSite) -> dict[int, str]:
    brought = SessionVacancy.objects.filter(
        participation__session_id=registration.session_id, participation__state__in=MEETS
    ).values_list("participation__employer_id", "participation__site_id", "participation__online")
    here: dict[int, str] = {employer: Channel.ONSITE for employer, where, _online in brought if where == site.pk}
    return {employer: Channel.ONLINE for employer, _where, online in brought if online} | here


def _may_queue(by: User, registration: Registration, site: SessionSite) -> bool:
    return may(by, "fairs.check_in", site.place) or may(by, "interviews.answer", registration.seeker)


def _held(registration: Registration) -> Registration:
    held = Registration.objects.select_for_update(of=("self",)).select_related("session", "site__place", "seeker")
    return held.get(pk=registration.pk)


def _person_or_staff(by: User, registration: Registration) -> None:
    if not may(by, "fairs.register", registration.seeker) and not may(by, "fairs.check_in", registration):
        raise PermissionDenied("fairs.register")
