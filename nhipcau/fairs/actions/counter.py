"""At the counter: somebody nobody here has written down yet."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from nhipcau.accounts.api import User
from nhipcau.consents.api import Channel, Purpose
from nhipcau.fairs.actions.door import walk_in
from nhipcau.fairs.actions.registering import register
from nhipcau.fairs.models import FairSession, Registration, SessionSite, SessionVacancy, SignUp
from nhipcau.fairs.rules import people as rules
from nhipcau.seekers import api as seekers


@transaction.atomic
def receive_newcomer(
    *,
    session: FairSession,
    site: SessionSite,
    data: seekers.SeekerData,
    purposes: Collection[Purpose],
    wishes: Sequence[SessionVacancy],
    by: User,
    now: datetime,
    on_card: Collection[str] = (),
) -> Registration:
    """Make the file of somebody at the door, register them and let them in: all of it, or nothing.

    Before the doors open they are registered only. Raises seekers.CannotRegister or Refused with the reasons.
    """
    seeker = seekers.register_seeker(
        data=data,
        centre=site.centre,
        purposes=purposes,
        channel=Channel.COUNTER,
        on_card=on_card,
        by=by,
        now=now,
    )
    return admit(session=session, site=site, seeker=seeker, wishes=wishes, by=by, now=now)


def admit(
    *,
    session: FairSession,
    site: SessionSite,
    seeker: seekers.Seeker,
    wishes: Sequence[SessionVacancy],
    by: User,
    now: datetime,
) -> Registration:
    """Somebody with a file: let in when there is a fair, registered at the counter when it is still to come."""
    if rules.doors_are_open(session, now=now):
        return walk_in(session=session, site=site, seeker=seeker, wishes=wishes, by=by, now=now)
    return register(session=session, seeker=seeker, site=site, wishes=wishes, channel=SignUp.COUNTER, by=by, now=now)
