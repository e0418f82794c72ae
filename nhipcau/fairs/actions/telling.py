"""Writing to the people of a session when it is put off: those who agreed to messages and gave a phone."""

from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nhipcau.accounts.api import phone_index
from nhipcau.consents import api as consents
from nhipcau.fairs.models import FairSession, Registration, RegistrationState, SessionState
from nhipcau.messaging import api as messaging
from nhipcau.messaging.models import SmsMessage

COUNTED_ON = (RegistrationState.CONFIRMED, RegistrationState.WAITLISTED)


def tell_of_change(*, session_id: int, now: datetime) -> int:
    """How many were written to. Nobody gets the same news twice, however often this is repeated."""
    session = FairSession.objects.select_related("centre").get(pk=session_id)
    if session.state not in (SessionState.POSTPONED, SessionState.CANCELLED):
        return 0
    purpose = f"fair-{session.pk}-{session.edition}"
    words = _words_of(session)
    told = set(SmsMessage.objects.filter(purpose=purpose).values_list("to_index", flat=True))
    count = 0
    for phone in _phones(session):
        if (index := phone_index(phone)) not in told:
            messaging.send_sms(to=phone, words=words, purpose=purpose, now=now)
            told.add(index)
            count += 1
    return count


def _words_of(session: FairSession) -> str:
    words = {
        "day": f"{localtime(session.starts):%d/%m}",
        "note": session.note,
        "centre": session.centre.short_name,
        "phone": session.centre.phone,
    }
    if session.state == SessionState.CANCELLED:
        said = _("%(centre)s: the job fair of %(day)s will not take place. %(note)s Questions: %(phone)s") % words
    else:
        said = (
            _("%(centre)s: the job fair of %(day)s is postponed, your place is kept. %(note)s Questions: %(phone)s")
            % words
        )
    return " ".join(said.split())


def _phones(session: FairSession) -> list[str]:
    rows = Registration.objects.filter(session=session, state__in=COUNTED_ON).select_related("seeker").order_by("pk")
    people = {f"seeker:{row.seeker_id}": row.seeker.phone for row in rows if row.seeker.phone}
    agreed = consents.subjects_with_consent(list(people), consents.Purpose.MESSAGES)
    return [phone for subject, phone in people.items() if subject in agreed]
