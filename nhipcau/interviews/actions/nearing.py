"""Telling people that their turn is near: once a ticket, when two or fewer are before them."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from nhipcau.consents.api import Purpose, has_consent
from nhipcau.foundation.live import api as live
from nhipcau.interviews.models import Channel, Desk, QueueTicket, TicketState
from nhipcau.interviews.queries.queue import line_of
from nhipcau.interviews.rules.queue import NEAR
from nhipcau.messaging.api import send_sms
from nhipcau.seekers.api import subject_of


def tell_near(*, desk_id: int, now: datetime) -> int:
    """Whoever comes next at this desk is told on their page, and by text message if they agreed. How many were told."""
    desk = Desk.objects.select_related("employer", "place").get(pk=desk_id)
    told = 0
    for ticket in line_of(desk, now=now)[:NEAR]:
        waits = ticket.state == TicketState.WAITING and ticket.near_at is None
        if waits and QueueTicket.objects.filter(pk=ticket.pk, near_at=None).update(near_at=now):
            live.touch(f"seeker:{ticket.seeker_id}")
            _write(ticket, desk, now)
            told += 1
    return told


def _write(ticket: QueueTicket, desk: Desk, now: datetime) -> None:
    if ticket.seeker.phone and has_consent(subject_of(ticket.seeker), Purpose.MESSAGES):
        with translation.override("vi"):
            send_sms(to=ticket.seeker.phone, words=words_of(desk), purpose=f"near:{ticket.pk}", now=now)


def words_of(desk: Desk) -> str:
    known = {"employer": desk.employer.name, "number": desk.number}
    if desk.channel == Channel.ONLINE:
        return _("Your turn at %(employer)s is near. Open your page and stay there.") % known
    return _("Your turn at %(employer)s is near. Please come to table %(number)s.") % known
