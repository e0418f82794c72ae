"""A text message with a person's interview times, when a timetable is sent: once for each change, never at night."""

from datetime import datetime
from hashlib import blake2b
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from nhipcau.consents import api as consents
from nhipcau.fairs.actions.ticket_by_sms import without_accents
from nhipcau.fairs.models import Appointment, Registration, Timetable
from nhipcau.fairs.queries import appointments as queries
from nhipcau.fairs.rules.telling import is_quiet
from nhipcau.fairs.rules.timetable import COMES, MAKES
from nhipcau.messaging import api as messaging
from nhipcau.messaging.models import SmsMessage
from nhipcau.seekers.api import subject_of

NAMED: Final = 3  # times that a message names
AT_ONCE: Final = 500


def tell_all(*, timetable_id: int, now: datetime) -> int:
    """How many messages left. Whoever is told already of these very times hears nothing again."""
    timetable = Timetable.objects.select_related("session__centre").get(pk=timetable_id)
    over = timetable.session.state not in MAKES or timetable.session.ends <= now
    if timetable.state != Timetable.State.SENT or is_quiet(now) or over:
        return 0
    changed = Appointment.objects.filter(registration__session=timetable.session).filter(
        Q(state=Appointment.State.PROPOSED) | Q(state=Appointment.State.WITHDRAWN, because__in=queries.LOST)
    )
    people = Registration.objects.filter(pk__in=changed.values("registration"), state__in=COMES).select_related(
        "seeker"
    )
    return sum(_tell(one, timetable, now) for one in people.order_by("pk").iterator(AT_ONCE))


def tell_those_of_the_night(*, now: datetime) -> int:
    """Those whose timetable was sent while people slept hear of it in the morning."""
    sent = Timetable.objects.filter(state=Timetable.State.SENT, session__ends__gt=now)
    return sum(tell_all(timetable_id=pk, now=now) for pk in sent.order_by("pk").values_list("pk", flat=True))


def _tell(registration: Registration, timetable: Timetable, now: datetime) -> bool:
    times, lost = queries.of_person(registration, now=now), queries.given_up(registration)
    said = ",".join(str(one.pk) for one in (*times, *lost))
    purpose = f"times-{registration.pk}-{blake2b(said.encode(), digest_size=4).hexdigest()}"
    phone = registration.seeker.phone
    if not said or not phone or SmsMessage.objects.filter(purpose=purpose).exists():
        return False
    if not consents.has_consent(subject_of(registration.seeker), consents.Purpose.MESSAGES):
        return False
    with override(settings.LANGUAGE_CODE):
        words = without_accents(_words_of(registration, timetable, times))
    messaging.send_sms(to=phone, words=words, purpose=purpose, now=now)
    return True


def _words_of(registration: Registration, timetable: Timetable, times: list[Appointment]) -> str:
    none = _("%(centre)s: %(name)s has no interview time on %(day)s any more, but can stand by. See %(address)s")
    said = ngettext(
        "%(centre)s: %(name)s has %(count)s interview on %(day)s: %(times)s. Please confirm: %(address)s",
        "%(centre)s: %(name)s has %(count)s interviews on %(day)s: %(times)s. Please confirm: %(address)s",
        len(times),
    )
    return (said if times else none) % {
        "centre": timetable.session.centre.short_name,
        "name": registration.seeker.full_name,
        "count": len(times),
        "day": f"{localtime(timetable.session.starts):%d/%m}",
        "times": ", ".join(_at(one) for one in times[:NAMED]),
        "address": messaging.full_address(reverse("fairs:day", args=[registration.pk])),
    }


def _at(one: Appointment) -> str:
    where = _("table %(number)s") if one.desk.place_id else _("online room %(number)s")
    return f"{localtime(one.starts):%H:%M} {where % {'number': one.desk.number}}"
