from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.centres.models import Role
from nhipcau.consents import api as consents
from nhipcau.consents.api import Channel, Purpose
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import subject_of
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.seekers.factories import SeekerFactory, seeker_user

NUMBER, PHONE = "027198001234", "0912345678"
Cost = Callable[[Callable[[], object]], int]
WHOLE = {"full_name": "Trần Thị Lan", "birth_date": "20/05/1998", "sex": "female"}


@pytest.fixture
def lan(centre: Centre) -> Seeker:
    return SeekerFactory(full_name="Trần Thị Lan", citizen_number=NUMBER, phone=PHONE, centre=centre)


def to(name: str, seeker: Seeker, *more: str) -> str:
    return reverse(f"seekers:{name}", args=[seeker.pk, *more])


def test_numbers_are_masked_until_somebody_asks_and_it_is_noted(counter: Client, clerk: User, lan: Seeker) -> None:
    page = counter.get(to("person", lan))
    assert [number for number in (NUMBER, PHONE) if number in page.text] == []
    assert not AuditRecord.objects.exists()

    page = counter.post(to("read-numbers", lan))
    assert page.text.count(NUMBER) == 1
    assert page.text.count("0912 345 678") == 1
    assert page.headers["Cache-Control"] == "no-store"
    assert AuditRecord.objects.get().by == clerk


def test_staff_change_a_file(counter: Client, lan: Seeker) -> None:
    assert counter.get(to("edit", lan)).text.count(NUMBER) == 0
    sent = WHOLE | {"edition": 1, "wished_work": "may", "phone": PHONE, "card_checked": "on"}

    assert counter.post(to("edit", lan), sent).headers["Location"] == to("person", lan)

    lan.refresh_from_db()
    assert (lan.wished_work, lan.citizen_number, lan.phone) == ("may", NUMBER, PHONE)
    assert lan.provenance["wished_work"]["from"] == "staff"
    assert lan.provenance["full_name"]["from"] == "card"


def test_the_second_of_two_staff_sees_both_values(counter: Client, lan: Seeker) -> None:
    Seeker.objects.filter(pk=lan.pk).update(wished_work="hàn", edition=2)

    page = counter.post(to("edit", lan), WHOLE | {"edition": 1, "wished_work": "may", "phone": PHONE})

    assert page.status_code == 409
    assert [words for _label, words in page.context["conflicts"]] == ["hàn"]
    lan.refresh_from_db()
    assert lan.wished_work == "hàn"


def test_consents_are_written_down_at_the_counter(counter: Client, lan: Seeker) -> None:
    change = to("person-consent", lan, "share_profile")
    counter.post(change, {"given": "1"})
    assert consents.ledger(subject_of(lan)).get().channel == Channel.COUNTER
    counter.post(change, {"given": "0"})
    assert not consents.has_consent(subject_of(lan), Purpose.SHARE_PROFILE)


def test_a_person_gets_a_phone_to_sign_in_with(counter: Client, lan: Seeker, phone_user: User) -> None:
    counter.post(to("link", lan), {"phone": phone_user.phone})
    lan.refresh_from_db()
    assert lan.account == phone_user


@pytest.mark.parametrize("phone", ["0987654321", "", "x"])
def test_a_phone_that_nobody_signed_in_with_links_nothing(counter: Client, lan: Seeker, phone: str) -> None:
    page = counter.post(to("link", lan), {"phone": phone}, follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["error"]
    lan.refresh_from_db()
    assert lan.account is None


def test_a_refused_link_says_why(counter: Client, lan: Seeker, phone_user: User) -> None:
    owner = seeker_user(lan)
    page = counter.post(to("link", lan), {"phone": phone_user.phone}, follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["error"]
    lan.refresh_from_db()
    assert lan.account == owner


def test_managers_look_but_do_not_write(client: Client, lan: Seeker, centre: Centre) -> None:
    sign_in(client, staff(Role.MANAGER, centre))
    assert client.get(to("person", lan)).context["may_edit"] is False
    assert client.get(to("edit", lan)).status_code == 403


@pytest.mark.parametrize(
    ("name", "more"),
    [("person", []), ("edit", []), ("read-numbers", []), ("link", []), ("person-consent", ["messages"])],
)
def test_people_of_another_centre_are_unknown(client: Client, lan: Seeker, name: str, more: list[str]) -> None:
    sign_in(client, staff(Role.OPERATOR))
    url = to(name, lan, *more)
    assert {client.get(url).status_code, client.post(url, {"given": "1"}).status_code} <= {404, 405}
    assert consents.ledger(subject_of(lan)).count() == 0
    assert not AuditRecord.objects.exists()


def test_a_seeker_does_not_open_the_counters_pages(client: Client, lan: Seeker) -> None:
    client.force_login(seeker_user(lan))
    for name in ("person", "edit"):
        assert client.get(to(name, lan)).status_code == 403


def test_a_person_costs_the_same_with_a_short_or_a_long_ledger(counter: Client, lan: Seeker, cost: Cost) -> None:
    change = to("person-consent", lan, "messages")
    counter.post(change, {"given": "1"})
    counter.get(to("person", lan))
    one = cost(lambda: counter.get(to("person", lan)))
    for given in ("0", "1"):
        counter.post(change, {"given": given})
    counter.get(to("person", lan))

    assert cost(lambda: counter.get(to("person", lan))) == one
