"""The ticket as a text message, for whoever agreed to messages and gave a phone."""

import unicodedata
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nhipcau.consents import api as consents
from nhipcau.fairs.models import Registration, RegistrationState
from nhipcau.fairs.rules.people import EXPECTED
from nhipcau.foundation.crypto.codes import grouped
from nhipcau.messaging import api as messaging
from nhipcau.messaging.models import SmsMessage
from nhipcau.seekers.api import subject_of


def send_ticket(*, registration_id: int, now: datetime) -> bool:
    """Was it sent? Once for a place on the waiting list, once for a place: repeating this sends nothing again."""
    people = Registration.objects.select_related("seeker", "session__centre", "site__place")
    registration = people.get(pk=registration_id)
    phone, purpose = registration.seeker.phone, f"ticket-{registration.pk}-{registration.state}"
    if registration.state not in EXPECTED or not phone:
        return False
    if not consents.has_consent(subject_of(registration.seeker), consents.Purpose.MESSAGES):
        return False
    if SmsMessage.objects.filter(purpose=purpose).exists():
        return False
    messaging.send_sms(to=phone, words=without_accents(_words_of(registration)), purpose=purpose, now=now)
    return True


def _words_of(registration: Registration) -> str:
    session, place = registration.session, registration.site.place
    words = {
        "centre": session.centre.short_name,
        "name": registration.seeker.full_name,
        "time": f"{localtime(session.starts):%H:%M %d/%m}",
        "place": place.name if place else _("online"),
        "number": registration.number,
        "code": grouped(registration.code),
    }
    if registration.state == RegistrationState.WAITLISTED:
        return (
            _("%(centre)s: %(name)s is on the waiting list of the job fair %(time)s. We write when there is a place.")
            % words
        )
    return (
        _("%(centre)s: fair %(time)s, %(place)s. %(name)s, number %(number)s, ticket %(code)s. Free of charge.") % words
    )


def without_accents(words: str) -> str:
    """One accent makes the network count seventy letters a message instead of a hundred and sixty."""
    letters = unicodedata.normalize("NFD", words.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
