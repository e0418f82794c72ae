"""The ticket as a text message."""

import pytest

from nhipcau.consents import api as consents
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import Registration, SessionSite, SignUp
from nhipcau.foundation.crypto.codes import grouped
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.outbox.models import Delivery
from nhipcau.messaging.models import SmsMessage
from nhipcau.seekers.models import Seeker
from tests.conftest import NOON
from tests.fairs.factories import SessionSiteFactory
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SessionSite:
    return SessionSiteFactory(capacity=2)


def put_down(site: SessionSite, seeker: Seeker) -> Registration:
    return fairs.register(
        session=site.session, site=site, seeker=seeker, wishes=[], channel=SignUp.WEB, by=seeker_user(seeker), now=NOON
    )


def agree(registration: Registration) -> None:
    consents.record_choices(
        subject=f"seeker:{registration.seeker_id}",
        given={consents.Purpose.MESSAGES},
        channel=consents.Channel.WEB,
        by=None,
        now=NOON,
    )


def test_the_ticket_comes_by_text_message_once_and_without_accents(site: SessionSite) -> None:
    registration = put_down(site, SeekerFactory(phone="0912345678", with_account=True))
    agree(registration)

    outbox.deliver_waiting()
    outbox.deliver(Delivery.objects.get().pk, now=NOON)

    message = SmsMessage.objects.get()
    assert message.to == "0912345678"
    assert f"so {registration.number}, ve {grouped(registration.code)}" in message.words
    assert message.words.isascii()


def test_a_place_after_waiting_is_news_of_its_own(site: SessionSite) -> None:
    first, _second, third = (put_down(site, SeekerFactory(phone=f"091234567{n}", with_account=True)) for n in range(3))
    agree(third)
    outbox.deliver_waiting()

    fairs.cancel_registration(registration=first, by=seeker_user(first.seeker), now=NOON)
    outbox.deliver_waiting()

    assert [message.words.count("danh sach cho") for message in SmsMessage.objects.order_by("pk")] == [1, 0]


@pytest.mark.parametrize("case", ["no consent", "no phone", "cancelled"])
def test_no_message_goes_where_none_may(site: SessionSite, case: str) -> None:
    registration = put_down(site, SeekerFactory(phone="" if case == "no phone" else "0912345678", with_account=True))
    if case != "no consent":
        agree(registration)
    if case == "cancelled":
        fairs.cancel_registration(registration=registration, by=seeker_user(registration.seeker), now=NOON)

    outbox.deliver_waiting()

    assert not SmsMessage.objects.exists()
