"""People register for a session, rank their wishes, change their mind."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from nhipcau.accounts.api import User, may, require
from nhipcau.fairs.actions.appointing import give_up_times
from nhipcau.fairs.actions.booking import booked_with
from nhipcau.fairs.actions.queueing import join_wished_queues, leave_waiting_queues, tickets_of
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.events import PersonRegistered
from nhipcau.fairs.models import (
    Appointment,
    ChannelLink,
    FairSession,
    Registration,
    RegistrationState,
    SessionSite,
    SessionVacancy,
    SignUp,
    Wish,
)
from nhipcau.fairs.queries.roster import highest_lease
from nhipcau.fairs.rules import announcing
from nhipcau.fairs.rules import people as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.crypto.codes import new_code
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews.models import TicketState
from nhipcau.seekers import api as seekers
from nhipcau.seekers.models import Seeker

GONE = (RegistrationState.CANCELLED,)
TALKS = (TicketState.CALLED, TicketState.SERVING)


def register(
    *,
    session: FairSession,
    seeker: Seeker,
    site: SessionSite,
    wishes: Sequence[SessionVacancy],
    channel: str,
    by: User,
    now: datetime,
    link: ChannelLink | None = None,
) -> Registration:
    """One person, one registration: asking again gives the same one. A full site puts the person on the waiting list.

    `link`: the announcement that brought the person; it counts when it is of this session and the person came by
    themself (rules.announcing). Raises Refused with every reason, or PermissionDenied.
    """
    if not may(by, "fairs.register", seeker) and not seekers.has_brought(by, seeker):
        require(by, "seekers.register_seeker", site)
    mine = Registration.objects.filter(session=session, seeker=seeker).exclude(state__in=GONE)
    try:
        with transaction.atomic():
            return mine.first() or _register(session, seeker, site, wishes, channel, link, by=by, now=now)
    except IntegrityError:  # the same person, at the same moment, by another hand
        if already := mine.first():
            return already
        raise


def _register(
    session: FairSession,
    seeker: Seeker,
    site: SessionSite,
    wishes: Sequence[SessionVacancy],
    channel: str,
    link: ChannelLink | None,
    *,
    by: User,
    now: datetime,
) -> Registration:
    site = lock(site)
    refuse(
        rules.reasons_not_to_register(session if site.session_id != session.pk else site.session, site, wishes, now=now)
    )
    walks_in = channel == SignUp.WALK_IN
    free = walks_in or site.capacity is None or site.taken < site.capacity
    registration = Registration.objects.create(
        session=session,
        seeker=seeker,
        site=site,
        centre_id=site.centre_id,
        channel=channel,
        state=RegistrationState.CONFIRMED if free else RegistrationState.WAITLISTED,
        code=new_code(),
        number=take_number(site),
        link=announcing.counting(link, session, channel),
        registered_by=by,
        registered_at=now,
    )
    if free and not walks_in:
        site.taken += 1
    site.save(update_fields=["taken", "next_number"])
    _rank(registration, wishes)
    audit.record(by=by, action="registration.make", target=registration, at=now)
    outbox.publish(PersonRegistered(registration_id=registration.pk, session_id=session.pk, at=now))
    live.touch(f"fair:{session.pk}", f"seeker:{seeker.pk}")
    return registration


@transaction.atomic
def change_wishes(
    *, registration: Registration, wishes: Sequence[SessionVacancy], by: User, now: datetime
) -> Registration:
    """The new ranking as a whole, the dearest first."""
    _of_person_or_site(registration, by)
    registration = _held(registration)
    session = registration.session
    refuse(rules.reasons_not_to_change(registration) + rules.reasons_against_wishes(session, wishes))
    before = list(registration.wishes.order_by("rank").values_list("session_vacancy_id", flat=True))
    if before == [wish.pk for wish in wishes]:
        return registration
    employers = {wish.participation.employer_id for wish in wishes}
    met = [ticket for ticket in tickets_of(registration) if ticket.interviews.exists()]
    refuse(rules.reasons_not_to_drop([one.employer.name for one in met if one.employer_id not in employers]))
    registration.wishes.all().delete()
    _rank(registration, wishes)
    if registration.state == RegistrationState.CHECKED_IN:
        leave_waiting_queues(registration, but=employers | booked_with(registration, now), by=by, now=now)
        join_wished_queues(registration, registration.site, by=by, now=now)
    audit.record(by=by, action="registration.wishes", target=registration, at=now)
    live.touch(f"seeker:{registration.seeker_id}")
    return registration


@transaction.atomic
def go_home(*, registration: Registration, by: User, now: datetime) -> Registration:
    """The person leaves before their turn: their places go to those who stay. A scan after this brings them back.

    When they leave is noted also where we have not heard yet that they came, or came back: a door may be without network.
    """
    _of_person_or_site(registration, by)
    registration = _held(registration)
    if registration.state == RegistrationState.CANCELLED:
        return registration
    was_in, registration.left_at = registration.state == RegistrationState.CHECKED_IN, now
    if not was_in:
        registration.save(update_fields=["left_at"])
        return registration
    talks = [one.employer.name for one in tickets_of(registration) if one.state in TALKS]
    refuse(rules.reasons_not_to_go_home(talks_with=talks[0] if talks else ""))
    leave_waiting_queues(registration, but=set(), by=by, now=now)
    give_up_times(registration, Appointment.Because.HOME, by=by, now=now)
    registration.state = RegistrationState.LEFT
    registration.save(update_fields=["state", "left_at"])
    audit.record(by=by, action="registration.go_home", target=registration, at=now)
    live.touch(f"fair:{registration.session_id}", f"seeker:{registration.seeker_id}")
    return registration


@transaction.atomic
def cancel_registration(*, registration: Registration, by: User, now: datetime) -> Registration:
    """The person cannot come. The place goes to whoever waits longest at that site."""
    _of_person_or_site(registration, by)
    site = lock(registration.site)
    registration = _held(registration)
    if registration.state == RegistrationState.CANCELLED:
        return registration
    refuse(rules.reasons_not_to_cancel(registration))
    held_a_place = registration.state == RegistrationState.CONFIRMED
    registration.state = RegistrationState.CANCELLED
    registration.save(update_fields=["state"])
    audit.record(by=by, action="registration.cancel", target=registration, at=now)
    give_up_times(registration, Appointment.Because.PERSON, by=by, now=now)
    if held_a_place:
        site.taken -= 1
        _move_up(site, now=now)
        site.save(update_fields=["taken"])
    live.touch(f"fair:{registration.session_id}", f"seeker:{registration.seeker_id}")
    return registration


def lock(site: SessionSite) -> SessionSite:
    """The site's row guards its places; nothing of the whole session is locked."""
    return SessionSite.objects.select_for_update(of=("self",)).select_related("session").get(pk=site.pk)


def _held(registration: Registration) -> Registration:
    held = Registration.objects.select_for_update(of=("self",)).select_related("session", "site", "seeker")
    return held.get(pk=registration.pk)


def _move_up(site: SessionSite, *, now: datetime) -> None:
    waiting = Registration.objects.select_for_update().filter(site=site, state=RegistrationState.WAITLISTED)
    first = waiting.order_by("registered_at", "pk").first()
    if first is None:
        return
    first.state = RegistrationState.CONFIRMED
    first.save(update_fields=["state"])
    site.taken += 1
    audit.record(by=None, action="registration.move_up", target=first, at=now)
    outbox.publish(PersonRegistered(registration_id=first.pk, session_id=first.session_id, at=now))


def _rank(registration: Registration, wishes: Sequence[SessionVacancy]) -> None:
    Wish.objects.bulk_create(
        Wish(registration=registration, session_vacancy=wish, rank=rank) for rank, wish in enumerate(wishes, 1)
    )


def take_number(site: SessionSite) -> int:
    """The next number of the site's own block; a new block is taken under the session's lock, once in a thousand.

    The site is locked, and saved by the caller.
    """
    if site.next_number is None:
        FairSession.objects.select_for_update(no_key=True).get(pk=site.session_id)
        blocks = SessionSite.objects.filter(session_id=site.session_id).aggregate(top=Max("next_number"))["top"]
        used = Registration.objects.filter(session_id=site.session_id).aggregate(top=Max("number"))["top"]
        top = max(blocks or 0, used or 0, highest_lease(site.session_id))
        site.next_number = (top // rules.BLOCK + 1) * rules.BLOCK + 1 if top else 1
    number = site.next_number
    site.next_number = number + 1 if (number + 1) % rules.BLOCK else None
    return number


def _of_person_or_site(registration: Registration, by: User) -> None:
    """The person; staff of the site; the commune officer who registered this person."""
    if may(by, "fairs.register", registration.seeker):
        return
    mine = registration.channel == SignUp.COMMUNE and registration.registered_by_id == by.pk
    if not (mine and seekers.has_brought(by, registration.seeker)):
        require(by, "seekers.register_seeker", registration)
