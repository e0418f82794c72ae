"""The pages of an order: written screen by screen, decided, filled, asked about."""

from datetime import date

import pytest
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.vacancies import actions
from nhipcau.vacancies.models import LabourOrder, OrderAsk, OrderState
from nhipcau.vacancies.rules import OrderData
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.counting import queries_of
from tests.employers.factories import EmployerFactory, recruiter
from tests.reference.factories import ProvinceFactory
from tests.vacancies.factories import LabourOrderFactory, OrderAskFactory, VacancyFactory

pytestmark = pytest.mark.django_db
NEW, ASKS = reverse("vacancies:order-new"), reverse("vacancies:asks")
FIRST = {"title": "Lắp ráp điện tử", "headcount": "550", "due_on": "2026-12-31"}


@pytest.fixture
def employer():
    return EmployerFactory(contact_name="Chị Lan", contact_phone="0912345678")


@pytest.fixture
def desk(client, employer):
    return sign_in(client, recruiter(employer))


@pytest.fixture
def centre_desk(client, employer):
    return sign_in(client, staff(Role.OPERATOR, employer.centre))


def page(order, name="order", *more):
    return reverse(f"vacancies:{name}", args=[order.pk, *more])


def requested(employer):
    data = OrderData(title="May", headcount=550, due_on=date(2026, 12, 31))
    return actions.place_order(employer=employer, data=data, by=recruiter(employer), now=NOON)


def test_an_order_is_written_one_screen_at_a_time_and_kept_after_each(desk, employer):
    province = ProvinceFactory()
    screens = {
        "noi-o": {"where": "some", "provinces": [province.pk]},
        "dieu-kien": {"pay_from": "8,5", "pay_to": "12", "shift": "two", "has_bus": "on", "conditions": "Trên 18"},
        "lien-he": {"contact_name": "Anh Nam", "contact_phone": "0987654321"},
    }
    went = [desk.post(NEW, FIRST).headers["Location"]]
    order = LabourOrder.objects.get()
    for edition, (step, said) in enumerate(screens.items(), 1):
        url = page(order, "order-step", step)
        assert desk.get(url).status_code == 200
        went.append(desk.post(url, said | {"edition": edition}).headers["Location"])

    order.refresh_from_db()
    assert went == [*(page(order, "order-step", step) for step in screens), page(order)]
    assert (order.state, order.employer, order.edition) == (OrderState.DRAFT, employer, 4)
    assert (order.pay_from, order.pay_to, order.shift, order.has_bus) == (8_500_000, 12_000_000, "two", True)
    assert (list(order.provinces.all()), order.contact_name) == ([province], "Anh Nam")
    assert desk.post(page(order, "order-send")).headers["Location"] == page(order)
    order.refresh_from_db()
    assert order.state == OrderState.REQUESTED


def test_the_contact_of_the_enterprise_is_there_already(desk):
    desk.post(NEW, FIRST)

    order = LabourOrder.objects.get()
    assert (order.contact_name, order.contact_phone) == ("Chị Lan", "0912345678")


@pytest.mark.parametrize(
    ("step", "said", "field", "typed"),
    [
        ("viec", {"title": "May", "headcount": "0", "due_on": "2026-12-31"}, "headcount", "0"),
        ("viec", {"title": "May áo", "headcount": "9", "due_on": "2026-03-09"}, "title", "May áo"),
        ("noi-o", {"where": "some"}, "where", "some"),
        ("dieu-kien", {"pay_from": "nhiều", "conditions": "Trên 18"}, "conditions", "Trên 18"),
        ("lien-he", {"contact_name": "", "contact_phone": "0912"}, "contact_phone", "0912"),
    ],
)
def test_a_refused_screen_keeps_what_was_typed(desk, employer, step, said, field, typed):
    order = LabourOrderFactory(employer=employer, state=OrderState.REQUESTED, title="Việc cũ")

    response = desk.post(page(order, "order-step", step), said | {"edition": "1"})

    assert response.status_code == 422
    assert response.context["form"][field].value() == typed
    order.refresh_from_db()
    assert (order.edition, order.title) == (1, "Việc cũ")


def test_a_new_order_that_is_refused_keeps_what_was_typed(desk):
    response = desk.post(NEW, FIRST | {"due_on": "2026-03-09"})

    assert response.status_code == 422
    assert response.context["form"]["title"].value() == "Lắp ráp điện tử"
    assert not LabourOrder.objects.exists()


def test_two_who_save_the_same_screen_see_both_values(desk, employer):
    order = requested(employer)
    url = page(order, "order-step", "viec")
    desk.post(url, FIRST | {"headcount": "300", "edition": "1"})

    response = desk.post(url, FIRST | {"headcount": "400", "edition": "1"})

    assert response.status_code == 409
    assert [(side.kept, side.wanted) for side in response.context["sides"]] == [("300", "400")]
    assert desk.post(url, FIRST | {"headcount": "400", "edition": "2"}).status_code == 302
    order.refresh_from_db()
    assert order.headcount == 400


def test_a_returned_order_says_what_to_mend_and_goes_again(desk, employer):
    order = requested(employer)
    note = "Ghi rõ ca làm."
    actions.return_order(order=order, note=note, by=staff(Role.MANAGER, employer.centre), now=NOON)

    assert note in desk.get(page(order)).text
    desk.post(page(order, "order-send"))

    order.refresh_from_db()
    assert order.state == OrderState.REQUESTED


def test_the_centre_reads_and_approves(centre_desk, employer):
    order = requested(employer)
    assert centre_desk.get(page(order)).context["may"].decide

    centre_desk.post(page(order, "order-approve"), {"edition": "1"})

    order.refresh_from_db()
    assert order.state == OrderState.APPROVED


@pytest.mark.parametrize("edition", ["0", "2", "x", "", "9" * 30])
def test_what_was_not_read_is_not_approved(centre_desk, employer, edition):
    order = requested(employer)

    response = centre_desk.post(page(order, "order-approve"), {"edition": edition}, follow=True)

    order.refresh_from_db()
    assert order.state == OrderState.REQUESTED
    assert len(list(response.context["messages"])) == 1


def test_sending_back_without_a_reason_is_refused_on_the_page(centre_desk, employer):
    order = requested(employer)

    assert centre_desk.post(page(order, "order-return"), {"note": " "}).status_code == 422
    assert centre_desk.post(page(order, "order-return"), {"note": "Thiếu ca"}).status_code == 302
    order.refresh_from_db()
    assert (order.state, order.note) == (OrderState.RETURNED, "Thiếu ca")


def test_who_wrote_it_down_is_told_that_a_colleague_must_approve(client, employer):
    operator = staff(Role.OPERATOR, employer.centre)
    data = OrderData(title="May", headcount=5, due_on=date(2026, 12, 31))
    order = actions.place_order(employer=employer, data=data, by=operator, now=NOON)
    desk = sign_in(client, operator)

    assert page(order, "order-approve") not in desk.get(page(order)).text
    desk.post(page(order, "order-approve"), {"edition": "1"})
    order.refresh_from_db()
    assert order.state == OrderState.REQUESTED


def test_an_opening_made_from_an_order_says_what_the_order_said(desk, employer):
    order = LabourOrderFactory(
        employer=employer, title="Thợ may", headcount=550, pay_from=8_500_000, shift="two", has_bus=True,
        contact_name="Anh Nam",
    )  # fmt: skip
    VacancyFactory(employer=employer, order=order, headcount=200)

    form = desk.get(reverse("vacancies:enter"), {"don-hang": order.pk}).context["form"]

    assert (form["title"].value(), form["headcount"].value(), form["order"].value()) == ("Thợ may", 350, order.pk)
    assert (form["pay_from"].value(), form["shift"].value(), form["has_bus"].value()) == ("8,5", "two", True)
    assert form["contact_name"].value() == "Anh Nam"
    foreign = desk.get(reverse("vacancies:enter"), {"don-hang": LabourOrderFactory(title="Của người").pk})
    assert foreign.context["form"]["title"].value() is None


def test_openings_go_under_the_order_and_out_and_the_difference_is_said(desk, employer):
    order = LabourOrderFactory(employer=employer, headcount=100)
    opening = VacancyFactory(employer=employer, headcount=120)

    assert desk.get(page(order)).context["differs"] == 100
    desk.post(page(order, "order-put-under"), {"vacancy": opening.pk})
    assert desk.get(page(order)).context["differs"] == -20
    desk.post(page(order, "order-take-from", opening.pk))
    assert desk.get(page(order)).context["differs"] == 100
    assert desk.post(page(order, "order-put-under"), {"vacancy": VacancyFactory().pk}).status_code == 422


@pytest.mark.parametrize(
    ("name", "said", "form"),
    [
        ("order-change", {"headcount": "700", "due_on": "2026-12-31", "reason": ""}, "change_form"),
        ("order-close", {"how": "ended", "note": ""}, "close_form"),
        ("order-ask", {"centre": "", "people": "0", "words": "Có xe"}, "ask_form"),
    ],
)
def test_a_refused_step_comes_back_with_what_was_typed(centre_desk, employer, name, said, form):
    order = LabourOrderFactory(employer=employer)

    response = centre_desk.post(page(order, name), said)

    assert response.status_code == 422
    shown = response.context[form]
    assert {key: shown[key].value() for key in said} == said
    order.refresh_from_db()
    assert (order.state, order.headcount, OrderAsk.objects.count()) == (OrderState.APPROVED, 550, 0)


def test_the_number_is_changed_and_the_order_is_closed(centre_desk, employer):
    order = LabourOrderFactory(employer=employer)
    centre_desk.post(page(order, "order-change"), {"headcount": "700", "due_on": "2026-11-30", "reason": "Thêm chuyền"})
    centre_desk.post(page(order, "order-close"), {"how": "ended", "note": "Ngừng tuyển"})

    order.refresh_from_db()
    assert (order.headcount, order.due_on, order.state) == (700, date(2026, 11, 30), OrderState.ENDED)


@pytest.mark.parametrize("name", ["order", "order-send", "order-change", "order-close", "order-put-under"])
def test_another_enterprises_order_is_not_there(desk, name):
    order = LabourOrderFactory(title="Của người khác")
    url = page(order, name)

    assert {desk.get(url).status_code, desk.post(url, FIRST).status_code} <= {404, 405}
    order.refresh_from_db()
    assert (order.title, order.state) == ("Của người khác", OrderState.APPROVED)


def test_the_page_of_an_order_and_the_questions_cost_the_same_for_one_or_many(client, employer):
    order = LabourOrderFactory(employer=employer)
    operator = staff(Role.OPERATOR, employer.centre)
    client = sign_in(client, operator)
    mine, theirs = page(order), ASKS

    def more(count):
        for _each in range(count):
            VacancyFactory(employer=employer, order=order)
            VacancyFactory(employer=employer)
            OrderAskFactory(order=order)
            OrderAskFactory(centre=employer.centre)

    more(1)
    cost = queries_of(client, mine), queries_of(client, theirs)
    more(2)
    assert (queries_of(client, mine), queries_of(client, theirs)) == cost
    assert len(client.get(theirs).context["lines"]) == 3
