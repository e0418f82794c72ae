"""The pages of what is owed: the list for the national exchange, and the people to ask again."""

import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.counselling.models import FollowUp
from nhipcau.foundation.audit.models import AuditRecord
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.counselling.duties import asking_of, entry_of, hired, said, talked

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre() -> Centre:
    made: Centre = CentreFactory()
    return made


@pytest.fixture
def counsellor(client: Client, centre: Centre) -> User:
    user = staff(Role.COUNSELLOR, centre)
    sign_in(client, user)
    return user


def due_today(interview: Any) -> FollowUp:
    asking = asking_of(interview)
    asking.due_on = NOON.date()
    asking.save()
    return asking


def test_the_list_shows_the_last_day_and_how_many_working_days_are_left(
    client: Client, centre: Centre, counsellor: User
) -> None:
    entry = entry_of(hired(centre))
    page = client.get(reverse("counselling:exchange")).content.decode()
    assert entry.seeker.full_name in page
    assert "07/04/2026" in page
    assert "còn 20 ngày làm việc" in page
    assert "352/2025" in page


def test_ticked_hires_are_marked_and_move_to_the_other_tab(client: Client, centre: Centre, counsellor: User) -> None:
    first, second = entry_of(hired(centre)), entry_of(hired(centre))
    client.post(reverse("counselling:enter"), {"entry": [first.pk]})

    assert second.seeker.full_name in client.get(reverse("counselling:exchange")).content.decode()
    made = client.get(reverse("counselling:exchange"), {"show": "made"}).content.decode()
    assert "Đã cập nhật Sàn quốc gia" in made
    assert first.seeker.full_name in made
    assert second.seeker.full_name not in made

    client.post(reverse("counselling:take-back", args=[first.pk]))
    first.refresh_from_db()
    assert first.entered_at is None


def test_without_a_tick_nothing_is_marked_and_the_page_says_what_to_do(
    client: Client, centre: Centre, counsellor: User
) -> None:
    entry = entry_of(hired(centre))
    answer = client.post(reverse("counselling:enter"), {"entry": ["x", "999999"]}, follow=True)
    assert "Đánh dấu" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.entered_at is None


def test_the_sheet_carries_what_is_still_to_be_entered_and_the_book_says_who_took_it(
    client: Client, centre: Centre, counsellor: User
) -> None:
    interview = talked(centre, full_name="=HYPERLINK(1)")
    said(interview, "offer_accepted")
    book = openpyxl.load_workbook(io.BytesIO(client.post(reverse("counselling:exchange-sheet")).content))
    cells = [cell for row in book.active.iter_rows(min_row=4) for cell in row]
    assert cells[0].value == "=HYPERLINK(1)"
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert AuditRecord.objects.get(action="exchange.sheet").details == {"rows": 1}


def test_one_tap_keeps_the_answer(client: Client, centre: Centre, counsellor: User) -> None:
    asking = due_today(hired(centre))
    page = client.get(reverse("counselling:follow-ups")).content.decode()
    assert asking.seeker.full_name in page
    assert "Đang làm ở đó" in page

    client.post(reverse("counselling:answer", args=[asking.pk]), {"answer": "left", "started_on": ""})
    asking.refresh_from_db()
    assert (asking.answer, asking.answered_by) == ("left", counsellor)
    answered = client.get(reverse("counselling:follow-ups"), {"show": "answered"}).content.decode()
    assert asking.seeker.full_name in answered


def test_a_refused_answer_says_why_and_what_was_typed_stays(client: Client, centre: Centre, counsellor: User) -> None:
    asking = due_today(hired(centre))
    address = reverse("counselling:answer", args=[asking.pk])
    answer = client.post(address, {"answer": "at_work"})
    assert (answer.status_code, "từ ngày nào" in answer.content.decode()) == (422, True)
    wrong = client.post(address, {"answer": "at_work", "started_on": "hôm qua"})
    assert (wrong.status_code, 'value="hôm qua"' in wrong.content.decode()) == (422, True)
    asking.refresh_from_db()
    assert asking.answer == ""


def test_no_first_day_is_proposed_that_nobody_has_said(client: Client, centre: Centre, counsellor: User) -> None:
    interview = hired(centre)
    due_today(interview)
    assert 'name="started_on"' in (page := client.get(reverse("counselling:follow-ups")).content.decode())
    assert 'value="10/03/2026"' not in page

    asking = asking_of(interview)
    asking.started_on = NOON.date()
    asking.save()
    assert 'value="10/03/2026"' in client.get(reverse("counselling:follow-ups")).content.decode()


def test_the_number_is_shown_for_a_call_and_the_reading_is_noted(
    client: Client, centre: Centre, counsellor: User
) -> None:
    interview = talked(centre, phone="0912345678")
    said(interview, "offer_accepted")
    asking = due_today(interview)
    assert "0912 345 678" not in client.get(reverse("counselling:follow-ups")).content.decode()

    answer = client.post(reverse("counselling:follow-up-phone", args=[asking.pk]))
    assert "0912 345 678" in answer.content.decode()
    part = client.post(reverse("counselling:follow-up-phone", args=[asking.pk]), headers={"HX-Request": "true"})
    assert "tel:0912345678" in part.content.decode()
    assert "<h1" not in part.content.decode()
    assert AuditRecord.objects.filter(action="seeker.read_numbers").count() == 2


@pytest.mark.parametrize("name", ["exchange", "follow-ups"])
@pytest.mark.parametrize("show", ["", "made", "coming", "answered"])
def test_a_longer_list_costs_no_more_queries(
    client: Client, centre: Centre, counsellor: User, name: str, show: str
) -> None:
    def listed(count: int) -> int:
        for _more in range(count):
            interview = hired(centre)
            if show in ("made", "answered"):
                client.post(reverse("counselling:enter"), {"entry": [entry_of(interview).pk]})
                client.post(reverse("counselling:answer", args=[asking_of(interview).pk]), {"answer": "left"})
            elif show == "":
                due_today(interview)
        client.get(reverse("counselling:exchange"))  # what was told is told here
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"counselling:{name}"), {"show": show})
        return len(queries)

    assert listed(1) == listed(2)


def test_people_of_another_centre_are_not_found(client: Client, counsellor: User) -> None:
    interview = hired(CentreFactory())
    asking, entry = asking_of(interview), entry_of(interview)
    for name, pk in (("answer", asking.pk), ("follow-up-phone", asking.pk), ("take-back", entry.pk)):
        assert client.post(reverse(f"counselling:{name}", args=[pk]), {"answer": "left"}).status_code == 404
    for name in ("exchange", "follow-ups"):
        assert interview.seeker.full_name not in client.get(reverse(f"counselling:{name}")).content.decode()
