"""A commune officer registers villagers for a fair: one by one, or a whole list."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhipcau.accounts.api import User
from nhipcau.consents.api import Channel, Purpose
from nhipcau.fairs.actions.registering import register
from nhipcau.fairs.models import Registration, SessionSite, SignUp
from nhipcau.fairs.queries import commune as queries
from nhipcau.reference.models import Commune
from nhipcau.seekers import api as seekers


@transaction.atomic
def register_villager(
    *,
    site: SessionSite,
    data: seekers.SeekerData,
    commune: Commune | None,
    purposes: Collection[Purpose],
    by: User,
    now: datetime,
    channel: Channel = Channel.COUNTER,
    on_card: Collection[str] = (),
) -> tuple[Registration, bool]:
    """Write the person down and give them a ticket: both, or nothing. False: this officer has done it before.

    Raises seekers.CannotRegister or Refused with the reasons, PermissionDenied for a site of another centre.
    """
    if not queries.sites_for(by).filter(pk=site.pk).exists():
        raise PermissionDenied(seekers.REGISTER_VILLAGER)
    line, new = seekers.bring_villager(
        data=data,
        centre=site.centre,
        commune=commune,
        purposes=purposes,
        channel=channel,
        on_card=on_card,
        by=by,
        now=now,
    )
    before = Registration.objects.filter(session_id=site.session_id, seeker_id=line.seeker_id, registered_by=by)
    had_one = before.exclude(state="cancelled").exists()
    registration = register(
        session=site.session, seeker=line.seeker, site=site, wishes=[], channel=SignUp.COMMUNE, by=by, now=now
    )
    return registration, new or not had_one
