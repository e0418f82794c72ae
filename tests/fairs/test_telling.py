import pytest

from nhipcau.centres.models import Role
from nhipcau.consents import api as consents
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, Registration
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.outbox.models import Delivery
from nhipcau.messaging.models import SmsMessage
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.fairs.factories import RegistrationFactory, SessionSiteFactory

pytestmark = pytest.mark.django_db


def agrees(registration: Registration) -> None:
    consents.record_choices(
        subject=f"seeker:{registration.seeker_id}",
        given={consents.Purpose.MESSAGES},
        channel=consents.Channel.WEB,
        by=None,
        now=NOON,
    )


@pytest.fixture
def session() -> FairSession:
    """Two people agreed to messages, one of them on a shared phone; one did not agree; one cancelled."""
    site = SessionSiteFactory()
    for phone, state in [("0912345678", "confirmed"), ("0912345678", "waitlisted"), ("0987654321", "cancelled")]:
        agrees(RegistrationFactory(site=site, seeker__phone=phone, state=state))
    RegistrationFactory(site=site, seeker__phone="0387654321")
    return site.session


def test_people_who_agreed_are_told_once_that_a_session_is_postponed(session: FairSession) -> None:
    fairs.postpone_session(session=session, by=staff(Role.OPERATOR, session.centre), now=NOON, note="Bão số 3.")

    outbox.deliver_waiting()
    outbox.deliver(Delivery.objects.get().pk, now=NOON)

    message = SmsMessage.objects.get()
    assert message.to == "0912345678"
    assert message.words.startswith(f"{session.centre.short_name}: Phiên giao dịch việc làm ngày 12/03 tạm hoãn")
    assert "Bão số 3." in message.words


def test_a_session_that_goes_on_is_no_news(session: FairSession) -> None:
    fairs.get_ready(session=session, by=staff(Role.OPERATOR, session.centre), now=NOON)

    outbox.deliver_waiting()

    assert not SmsMessage.objects.exists()
