"""The link on a poster or in a message: where it leads, what the device remembers, and for whom it counts."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.fairs.models import BroughtBy, ChannelLink, FairSession, Registration, SessionSite
from nhipcau.fairs.rules.announcing import new_code
from nhipcau.fairs.web import brought
from tests.accounts.signing import sign_in
from tests.conftest import NOON
from tests.fairs.factories import FairSessionFactory, RegistrationFactory, SessionSiteFactory
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> SessionSite:
    made: SessionSite = SessionSiteFactory()
    return made


def a_link(session: FairSession, channel: str = BroughtBy.ZALO) -> ChannelLink:
    return ChannelLink.objects.create(session=session, channel=channel, code=new_code(), made_at=NOON)


def somebody() -> User:
    return seeker_user(SeekerFactory(with_account=True))


def opens(device: Client, link: ChannelLink | str) -> str:
    """Follows the short address to the page; the code of whatever it was."""
    code = link if isinstance(link, str) else link.code
    page = device.get(reverse("link", args=[code]), follow=True)
    assert page.status_code == 200
    return str(page.redirect_chain[-1][0])


def registers(device: Client, session: FairSession) -> Registration:
    device.get(reverse("fairs:register", args=[session.pk]))
    answer = device.post(reverse("fairs:register-send", args=[session.pk]))
    assert answer.status_code == 302
    return Registration.objects.filter(session=session).latest("pk")


def signs_out(device: Client) -> None:
    device.post(reverse("account_logout"))
    assert "_auth_user_id" not in device.session


def test_the_short_address_leads_to_its_session_and_the_registration_keeps_the_link(hall: SessionSite) -> None:
    device, link = Client(), a_link(hall.session)

    assert opens(device, link) == f"{reverse('fairs:session', args=[hall.session_id])}?k={link.code}"
    sign_in(device, somebody(), method="code")

    assert registers(device, hall.session).link == link


def test_the_page_itself_takes_the_code_too(hall: SessionSite) -> None:
    """So that a page that was passed on to somebody else still tells where it came from."""
    device, link = Client(), a_link(hall.session)
    device.get(reverse("fairs:session", args=[hall.session_id]), {"k": link.code})
    sign_in(device, somebody(), method="code")
    assert registers(device, hall.session).link == link


def test_without_a_link_a_registration_has_none(hall: SessionSite) -> None:
    a_link(hall.session)
    device = sign_in(Client(), somebody(), method="code")
    assert registers(device, hall.session).link is None


@pytest.mark.parametrize("code", ["abcdefghjk", "x", "ABCDEFGHJK", "%00%27--", "a" * 300])
def test_a_forged_or_malformed_code_leads_to_the_next_session_and_counts_as_none(hall: SessionSite, code: str) -> None:
    device = Client()
    assert opens(device, code) == reverse("fairs:session", args=[hall.session_id])
    page = device.get(reverse("fairs:session", args=[hall.session_id]), {"k": code})
    assert (page.status_code, brought.cookie_name() in device.cookies) == (200, False)
    sign_in(device, somebody(), method="code")
    assert registers(device, hall.session).link is None


def test_a_code_of_another_session_counts_there_and_not_here(hall: SessionSite) -> None:
    other = SessionSiteFactory(session=FairSessionFactory(centre=hall.centre)).session
    device, link = Client(), a_link(other)
    device.get(reverse("fairs:session", args=[hall.session_id]), {"k": link.code})
    opens(device, link)
    sign_in(device, somebody(), method="code")

    assert registers(device, hall.session).link is None
    assert registers(device, other).link == link


def test_the_last_link_before_registering_counts(hall: SessionSite) -> None:
    device, zalo, poster = Client(), a_link(hall.session), a_link(hall.session, BroughtBy.POSTER)
    opens(device, zalo)
    opens(device, poster)
    sign_in(device, somebody(), method="code")
    assert registers(device, hall.session).link == poster


def test_a_link_opened_after_registering_changes_nothing(hall: SessionSite) -> None:
    device, zalo, poster = Client(), a_link(hall.session), a_link(hall.session, BroughtBy.POSTER)
    opens(device, zalo)
    sign_in(device, somebody(), method="code")
    registration = registers(device, hall.session)
    opens(device, poster)
    device.get(reverse("fairs:register", args=[hall.session_id]))
    registration.refresh_from_db()
    assert registration.link == zalo


def test_links_of_two_fairs_are_remembered_side_by_side(hall: SessionSite) -> None:
    other = SessionSiteFactory(session=FairSessionFactory(centre=hall.centre)).session
    device, here, there = Client(), a_link(hall.session), a_link(other)
    opens(device, here)
    opens(device, there)
    sign_in(device, somebody(), method="code")
    assert (registers(device, hall.session).link, registers(device, other).link) == (here, there)


def test_whoever_signs_in_on_the_same_phone_afterwards_was_not_brought_by_it(hall: SessionSite) -> None:
    device, link = Client(), a_link(hall.session)
    opens(device, link)
    sign_in(device, somebody(), method="code")
    assert registers(device, hall.session).link == link
    signs_out(device)

    sign_in(device, somebody(), method="code")

    assert registers(device, hall.session).link is None


def test_it_stays_with_who_began_to_register_even_if_they_gave_up(hall: SessionSite) -> None:
    device, link, first = Client(), a_link(hall.session), somebody()
    opens(device, link)
    sign_in(device, first, method="code")
    device.get(reverse("fairs:register", args=[hall.session_id]))
    signs_out(device)
    sign_in(device, somebody(), method="code")
    assert registers(device, hall.session).link is None
    signs_out(device)

    sign_in(device, first, method="code")

    assert registers(device, hall.session).link == link


def test_the_next_person_who_opens_the_link_themself_was_brought_by_it(hall: SessionSite) -> None:
    device, link = Client(), a_link(hall.session)
    for _person in range(2):
        opens(device, link)
        sign_in(device, somebody(), method="code")
        assert registers(device, hall.session).link == link
        signs_out(device)


def test_after_a_week_it_is_forgotten(hall: SessionSite) -> None:
    hall.session.starts += timedelta(days=30)
    hall.session.ends += timedelta(days=30)
    hall.session.save(update_fields=["starts", "ends"])
    device, link = Client(), a_link(hall.session)
    opens(device, link)
    kept = device.cookies[brought.cookie_name()].value
    with time_machine.travel(NOON + timedelta(days=7, minutes=1), tick=False):
        device.cookies[brought.cookie_name()] = kept  # a device whose clock is wrong still sends it
        sign_in(device, somebody(), method="code")
        assert registers(device, hall.session).link is None


def test_a_cookie_that_was_written_by_hand_counts_as_none(hall: SessionSite) -> None:
    device, link = Client(), a_link(hall.session)
    one = {str(hall.session_id): {"code": link.code, "at": int(NOON.timestamp()), "whose": 0, "seen": False}}
    sign_in(device, somebody(), method="code")
    device.cookies[brought.cookie_name()] = signing.dumps(one, key="another key", salt=brought.SALT)
    assert registers(device, hall.session).link is None
    Registration.objects.all().delete()
    device.cookies[brought.cookie_name()] = signing.dumps(one, salt=brought.SALT)
    assert registers(device, hall.session).link == link, "The control: the same, signed by us."


def test_the_cookie_names_nobody_and_no_script_reads_it(hall: SessionSite) -> None:
    device, link = Client(), a_link(hall.session)
    opens(device, link)
    cookie = device.cookies[brought.cookie_name()]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 7 * 24 * 3600)
    kept = signing.loads(cookie.value, salt=brought.SALT)
    assert kept == {str(hall.session_id): {"code": link.code, "at": int(NOON.timestamp()), "whose": 0, "seen": False}}


def test_an_opening_is_counted_once_a_device_and_only_when_a_browser_showed_the_page(hall: SessionSite) -> None:
    device, preview, link = Client(), Client(), a_link(hall.session)
    address = reverse("link-opened", args=[link.code])
    opens(preview, link)
    assert counted(link) == 0, "A preview of Zalo reads the page and sends nothing."

    opens(device, link)
    for _again in range(3):
        assert device.post(address).status_code == 204
    Client().post(address)

    assert counted(link) == 1


def test_the_page_of_a_link_costs_one_query_more(hall: SessionSite, django_assert_max_num_queries) -> None:
    link = a_link(hall.session)
    RegistrationFactory.create_batch(3, site=hall)
    address = reverse("fairs:session", args=[hall.session_id])
    with django_assert_max_num_queries(8):
        Client().get(address, {"k": link.code})


def counted(link: ChannelLink) -> int:
    link.refresh_from_db()
    return link.opened
