"""The book of offers as pages and as Excel."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.centres.models import Centre, Role
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.sheets import api as sheets
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, staff
from tests.counselling.factories import OfferedOpeningFactory, ScreeningFactory
from tests.matching.factories import ReferralFactory
from tests.seekers.factories import SeekerFactory

BOOK, SHEET = reverse("counselling:offers"), reverse("counselling:offers-sheet")


@pytest.fixture
def centre(db: None) -> Centre:
    return CentreFactory()


@pytest.fixture
def desk(centre: Centre) -> Client:
    return sign_in(Client(), staff(Role.COUNSELLOR, centre))


def cost(ask: Callable[[], Any]) -> int:
    ask()
    with CaptureQueriesContext(connection) as queries:
        assert ask().status_code == 200
    return len(queries)


def test_a_period_and_a_person_cost_the_same_for_one_or_three(desk: Client, centre: Centre) -> None:
    person = SeekerFactory(centre=centre, draws_benefit=True)
    one_person = reverse("counselling:offers-of", args=[person.pk])
    OfferedOpeningFactory(seeker=person, referral=ReferralFactory(seeker=person))
    before = cost(lambda: desk.get(BOOK)), cost(lambda: desk.get(one_person))
    for _n in range(2):
        OfferedOpeningFactory(seeker=person, referral=ReferralFactory(seeker=person))
    assert (cost(lambda: desk.get(BOOK)), cost(lambda: desk.get(one_person))) == before
    assert desk.get(BOOK).context["people"] == 1


def test_other_centres_find_nothing(desk: Client) -> None:
    theirs = OfferedOpeningFactory()
    assert theirs.seeker.full_name not in desk.get(BOOK).text
    assert desk.get(reverse("counselling:offers-of", args=[theirs.seeker_id])).status_code == 404


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ({}, 1),
        ({"tu": "2026-03-01", "den": "2026-03-09"}, 0),
        ({"tu": "2026-03-31", "den": "2026-03-01"}, 1),
        ({"tu": "hôm qua", "den": ""}, 1),
        ({"tu": "2026-03-10", "den": "2026-03-10"}, 1),
    ],
)
def test_days_may_be_turned_round_or_be_no_days(
    desk: Client, centre: Centre, asked: dict[str, str], lines: int
) -> None:
    OfferedOpeningFactory(seeker__centre=centre)
    assert desk.get(BOOK, asked).context["page"].paginator.count == lines


def test_the_sheet_carries_the_same_lines_nothing_of_health_and_is_noted(desk: Client, centre: Centre) -> None:
    person = SeekerFactory(centre=centre, draws_benefit=True, needs="Cần xe lăn")
    ScreeningFactory(seeker=person, needs="Đau lưng", draws_benefit=True)
    line = OfferedOpeningFactory(seeker=person, referral=ReferralFactory(seeker=person))
    OfferedOpeningFactory()

    answer = desk.post(SHEET, {"tu": "2026-03-01", "den": "2026-03-31"})
    cells = [row.cells for row in sheets.read_table("a.xlsx", answer.content).rows]
    assert answer.headers["Cache-Control"] == "no-store"
    assert [row for row in cells if person.full_name in row] != []
    assert sum(line.vacancy.title in row for row in cells) == 1
    assert not any("lưng" in cell or "xe lăn" in cell for row in cells for cell in row)
    noted = AuditRecord.objects.get(action="offer.sheet")
    assert (noted.centre_id, noted.details["lines"]) == (centre.pk, 1)
