"""The recruiter with a slip in the hand sees whom and what for; nobody else does."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.employers.models import Employer
from nhipcau.foundation.crypto.codes import grouped, new_code
from nhipcau.matching.models import Referral
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, recruiter
from tests.matching.factories import ReferralFactory, agrees, sharing

RECEIVED = reverse("matching:received")


@pytest.fixture
def employer(db: None) -> Employer:
    return EmployerFactory()


@pytest.fixture
def slip(employer: Employer) -> Referral:
    person = sharing(full_name="Nguyễn Thị Thu Hường", phone="0912345678")
    return ReferralFactory(seeker=person, vacancy__employer=employer, note="Hỏi kỹ về xe đưa đón")


@pytest.fixture
def desk(employer: Employer) -> Client:
    return sign_in(Client(), recruiter(employer))


def page_of(slip: Referral) -> str:
    return reverse("matching:referral", args=[slip.code])


@pytest.mark.parametrize(
    "form",
    [
        lambda slip: slip.code,
        lambda slip: grouped(slip.code).lower(),
        lambda slip: f"https://vieclam.example.vn{page_of(slip)}",
        lambda slip: page_of(slip).rstrip("/"),
    ],
)
def test_a_code_typed_or_scanned_opens_the_slip(desk: Client, slip: Referral, form: object) -> None:
    answer = desk.post(RECEIVED, {"code": form(slip)})  # type: ignore[operator]
    assert answer.headers["Location"] == page_of(slip)


def test_the_slip_tells_a_band_of_age_and_no_age(desk: Client, employer: Employer) -> None:
    person = sharing(birth_date=date(1979, 12, 24))
    slip = ReferralFactory(
        seeker=person, vacancy__employer=employer, vacancy__age_to=35, vacancy__age_reason="Nhanh tay"
    )
    page = desk.get(page_of(slip)).text
    assert "45-59" in page
    assert not re.search(r">\s*46\b", page)
    assert "1979" not in page


def test_the_slip_says_whom_what_for_and_why(desk: Client, slip: Referral) -> None:
    page = desk.get(page_of(slip)).text
    for words in ("Nguyễn Thị Thu Hường", slip.vacancy.title, "0912 345 678", "Hỏi kỹ về xe đưa đón", "Chị Hoà"):
        assert words in page


def test_a_wrong_code_keeps_what_was_typed_and_says_so(desk: Client, slip: Referral) -> None:
    for typed in ("abc", new_code(), slip.code[::-1]):
        answer = desk.post(RECEIVED, {"code": typed})
        assert answer.status_code == 422
        assert f'value="{typed}"' in answer.text
        assert answer.text.count('id="code-error"') == 1


def test_another_enterprise_finds_nothing(slip: Referral) -> None:
    other = sign_in(Client(), recruiter())
    assert other.get(page_of(slip)).status_code == 404
    assert other.post(RECEIVED, {"code": slip.code}).status_code == 422
    assert "Hường" not in other.get(RECEIVED).text


@pytest.mark.parametrize("role", Role.values)
def test_staff_have_their_own_pages_and_not_this_one(slip: Referral, role: str) -> None:
    client = sign_in(Client(), staff(role, slip.centre))
    assert client.get(page_of(slip)).status_code == 403


def test_a_withdrawn_slip_opens_nothing(desk: Client, slip: Referral) -> None:
    Referral.objects.filter(pk=slip.pk).update(withdrawn_at=NOON)
    assert desk.get(page_of(slip)).status_code == 404
    assert "Hường" not in desk.get(RECEIVED).text


def test_whoever_takes_the_permission_back_is_not_shown_any_more(desk: Client, slip: Referral) -> None:
    assert "Hường" in desk.get(RECEIVED).text
    agrees(slip.seeker, given=False)
    for address in (RECEIVED, page_of(slip)):
        page = desk.get(address).text
        assert "Hường" not in page
        assert "0912" not in page


def test_the_list_costs_the_same_for_one_or_three(desk: Client, employer: Employer, slip: Referral) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(RECEIVED).status_code == 200
        return len(queries)

    cost()
    one = cost()
    for _n in range(2):
        ReferralFactory(seeker=sharing(), vacancy__employer=employer)
    assert cost() == one
