"""The pages where an order's progress is read."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils.translation import override

from nhipcau.centres.models import Role
from nhipcau.interviews.models import Stage
from nhipcau.statistics.rules.orders import Target, burn_down
from nhipcau.statistics.web.orders_words import said_of
from nhipcau.vacancies.models import OrderState
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.employers.counting import queries_of
from tests.employers.factories import EmployerFactory, recruiter
from tests.statistics.test_orders import said, talk, under
from tests.statistics.test_orders_rules import DAY, MONDAY, SEVENTY, WEEK
from tests.vacancies.factories import LabourOrderFactory, OrderAskFactory

pytestmark = pytest.mark.django_db
LIST = reverse("statistics:orders")


@pytest.fixture
def employer():
    return EmployerFactory()


@pytest.fixture
def desk(client, employer):
    return sign_in(client, staff(Role.OPERATOR, employer.centre))


def page(order, name="order"):
    return reverse(f"statistics:{name}", args=[order.pk])


@pytest.mark.parametrize(
    ("hired", "today", "words"),
    [
        (432, MONDAY + 4 * WEEK, ("Còn 138 người, cần 23 người mỗi tuần", "")),
        (0, MONDAY + 4 * WEEK, ("Còn 570 người, cần 95 người mỗi tuần", "chậm 228 người so với tiến độ bình quân")),
        (
            500,
            MONDAY + 10 * WEEK - 3 * DAY,
            ("Còn 70 người trong 3 ngày cuối", "chậm 45 người so với tiến độ bình quân"),
        ),
        (
            500,
            MONDAY + 10 * WEEK - DAY,
            ("Còn 70 người, hôm nay là hạn cuối", "chậm 61 người so với tiến độ bình quân"),
        ),
        (500, MONDAY + 10 * WEEK, ("Còn 70 người, đã quá hạn 17/05/2026", "")),
        (570, MONDAY + 4 * WEEK, ("", "")),
    ],
)
def test_what_is_missing_is_said_in_words(hired, today, words):
    targets = (Target(MONDAY, 570, MONDAY + 10 * WEEK - DAY),)
    with override("vi"):
        found = said_of(burn_down(targets, hires=[MONDAY] * hired, starts=[], today=today))

    assert (found.need, found.behind) == words


@pytest.mark.parametrize(
    ("hires", "words"),
    [
        ([MONDAY + 3 * DAY] * 7, "Với tiến độ hiện nay: đến 17/05/2026 được 35/70 người"),
        ([MONDAY + 3 * DAY] * 28, "Với tiến độ hiện nay: đủ 70 người vào 12/04/2026"),
        ([MONDAY] * 70, ""),
    ],
)
def test_what_comes_of_it_is_said_in_words(hires, words):
    with override("vi"):
        found = said_of(burn_down(SEVENTY, hires=hires, starts=[], today=MONDAY + 2 * WEEK - DAY))

    assert found.outlook == words


def test_the_list_shows_the_farthest_behind_first_and_what_waits_above(desk, employer):
    placed = NOON - timedelta(days=100)
    near = LabourOrderFactory(employer=employer, headcount=10, placed_at=placed)
    far = LabourOrderFactory(employer=employer, headcount=500, placed_at=placed)
    late = LabourOrderFactory(
        employer=employer, headcount=2, due_on=(NOON - timedelta(days=1)).date(), placed_at=placed
    )
    waiting = LabourOrderFactory(employer=employer, state=OrderState.REQUESTED)
    closed = LabourOrderFactory(employer=employer, state=OrderState.FULFILLED, closed_at=NOON)
    LabourOrderFactory()

    running = desk.get(LIST).context

    assert [line["order"] for line in running["lines"]] == [late, far, near]
    assert running["before"] == [waiting]
    assert [line["order"] for line in desk.get(LIST, {"state": "closed"}).context["lines"]] == [closed]


def test_the_page_says_the_numbers_of_its_own_order(desk, employer):
    order = LabourOrderFactory(employer=employer, headcount=3, placed_at=NOON - timedelta(days=7))
    said(talk(under(order)), Stage.OFFER_ACCEPTED)
    said(talk(under(LabourOrderFactory(employer=employer))), Stage.OFFER_ACCEPTED)

    shown = desk.get(page(order))

    assert [figure.number for figure in shown.context["figures"]] == ["0", "0", "1", "1", "0", "0"]
    assert shown.context["progress"].remaining == 2
    drawing = shown.text.partition('<svg class="burn"')[2].partition("</svg>")[0]
    assert 100 < len(drawing.encode()) < 1000


def test_the_weeks_come_out_as_a_sheet(desk, employer):
    order = LabourOrderFactory(employer=employer, headcount=30, placed_at=NOON - timedelta(days=7))
    said(talk(under(order)), Stage.OFFER_ACCEPTED)

    response = desk.get(page(order, "order-sheet"))

    book = openpyxl.load_workbook(io.BytesIO(response.content)).active
    rows = list(book.iter_rows(values_only=True))
    progress = desk.get(page(order)).context["progress"]
    assert rows[0][0] == f"{employer.name} · {order.title}"
    assert len(rows) == 3 + len(progress.weeks)
    assert rows[4][1:6] == (30, progress.weeks[1].planned, 1, 0, 1)
    assert rows[5][3:] == (None, None, None, None)


def test_recruiters_read_their_own_order_and_nobody_anothers(client, employer):
    own, foreign = LabourOrderFactory(employer=employer), LabourOrderFactory()
    asked = OrderAskFactory(order=own).centre
    for user, seen in ((recruiter(employer), 200), (staff(Role.OPERATOR, asked), 404), (staff(Role.MANAGER), 404)):
        desk = sign_in(client, user)
        assert {desk.get(page(own, name)).status_code for name in ("order", "order-sheet")} == {seen}
        assert desk.get(page(foreign)).status_code == 404
    for user in (staff(Role.COUNSELLOR, employer.centre), staff(Role.FRONT_DESK, employer.centre)):
        assert sign_in(client, user).get(page(own)).status_code == 403


def test_a_recruiter_reads_how_many_centres_promised_and_not_which(client, employer):
    order = LabourOrderFactory(employer=employer)
    promised = {"answered_at": NOON, "by_day": NOON.date(), "words": "Lời hỏi riêng", "answer": "Lời đáp riêng"}
    for people in (60, 17):
        OrderAskFactory(order=order, centre=CentreFactory(name=f"Trung tâm kín {people}"), can_send=people, **promised)
    OrderAskFactory(order=order, centre=CentreFactory(name="Trung tâm kín im lặng"))

    desk = sign_in(client, recruiter(employer))
    shown = desk.get(page(order))
    assert "3 trung tâm được hỏi, hứa 77 người" in shown.text
    for kept in ("Trung tâm kín", "Lời hỏi riêng", "Lời đáp riêng"):
        assert kept not in shown.text
        assert kept not in cells_of(desk.get(page(order, "order-sheet")))

    told = sign_in(client, staff(Role.OPERATOR, employer.centre)).get(page(order)).text
    assert all(f"Trung tâm kín {which}" in told for which in (60, 17, "im lặng"))
    assert "3 trung tâm được hỏi" not in told


def cells_of(response) -> str:
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


def test_an_order_that_was_not_taken_on_has_no_progress_yet(desk, employer):
    order = LabourOrderFactory(employer=employer, state=OrderState.REQUESTED)

    assert desk.get(page(order)).status_code == 404


def test_list_and_page_cost_the_same_for_one_or_many(desk, employer):
    order = LabourOrderFactory(employer=employer)

    def more(count):
        for _each in range(count):
            said(talk(under(order)), Stage.OFFER_ACCEPTED)
            OrderAskFactory(order=order)
            another = LabourOrderFactory(employer=EmployerFactory(centre=employer.centre))
            said(talk(under(another)), Stage.OFFER_ACCEPTED)
            LabourOrderFactory(employer=employer, state=OrderState.REQUESTED)

    more(1)
    cost = queries_of(desk, LIST), queries_of(desk, page(order))
    more(2)
    assert (queries_of(desk, LIST), queries_of(desk, page(order))) == cost
    assert len(desk.get(LIST).context["lines"]) == 4
