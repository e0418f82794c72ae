"""The burn-down and the list of orders in a real browser: long names, a phone and a desk, light and dark."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from nhipcau.centres.models import Role
from nhipcau.interviews.models import Stage
from nhipcau.vacancies import actions
from nhipcau.vacancies.models import OrderState
from tests.browser import DESK, PHONE
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory
from tests.statistics.test_orders import said, talk, under
from tests.vacancies.factories import LabourOrderFactory, OrderAskFactory, VacancyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Công ty TNHH Một thành viên Sản xuất và Thương mại Quang Châu"
TITLE = "Công nhân lắp ráp linh kiện điện tử cho ba chuyền mới tại nhà máy số 2"
FAR = "Trung tâm Dịch vụ việc làm tỉnh Bà Rịa – Vũng Tàu và vùng phụ cận"
LOOK = os.environ.get("LOOK_FOLDER")


def looked(page, name, axe) -> None:
    if LOOK:
        page.screenshot(path=Path(LOOK) / f"{name}-{page.viewport_size['width']}.png", full_page=True)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def order(db):
    employer = EmployerFactory(name=LONG)
    order = LabourOrderFactory(
        employer=employer, title=TITLE, headcount=60, placed_at=datetime(2026, 1, 20, tzinfo=UTC),
        due_on=NOON.date() + timedelta(days=40), pay_from=8_500_000, pay_to=12_000_000, shift="two", has_bus=True,
        conditions="Chưa biết nghề được dạy từ đầu, nhận cả người trên 35 tuổi.",
    )  # fmt: skip
    vacancy = under(order, headcount=45, title=TITLE)
    VacancyFactory(employer=employer, title="Vị trí đứng ngoài đơn hàng")
    for weeks, people in ((5, 3), (4, 2), (2, 6), (0, 2)):
        for _person in range(people):
            said(talk(vacancy), Stage.OFFER_ACCEPTED, at=NOON - timedelta(weeks=weeks))
    OrderAskFactory(order=order, centre=CentreFactory(name=FAR), words="Có xe đón tại trung tâm xã.")
    OrderAskFactory(
        order=order, centre=CentreFactory(name="Trung tâm DVVL Cao Bằng"), can_send=60, by_day=NOON.date(),
        answer="Đi thành nhóm.", answered_at=NOON,
    )  # fmt: skip
    operator = staff(Role.OPERATOR, order.centre)
    actions.change_order(
        order=order, headcount=70, due_on=order.due_on, reason="Thêm một chuyền", by=operator,
        now=NOON - timedelta(weeks=3),
    )  # fmt: skip
    return order


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_an_order_under_way_is_read_on_a_phone_and_at_a_desk(open_page, axe, order, width):
    LabourOrderFactory(employer=order.employer, title="Đơn chờ duyệt của xưởng may", state=OrderState.REQUESTED)
    LabourOrderFactory(employer=order.employer, headcount=2, placed_at=NOON, due_on=NOON.date() + timedelta(days=300))
    page = open_page(width, "vi", user=staff(Role.OPERATOR, order.centre))

    page.goto(reverse("statistics:orders"))
    looked(page, "orders-list", axe)
    page.goto(reverse("statistics:order", args=[order.pk]))
    expect(page.locator("svg.burn").first).to_be_visible()
    looked(page, "order-progress", axe)
    page.emulate_media(color_scheme="dark")
    looked(page, "order-progress-dark", axe)
    page.emulate_media(color_scheme="light")
    page.goto(reverse("vacancies:order", args=[order.pk]))
    looked(page, "order-page", axe)
    for summary in page.locator("main summary").all():
        summary.click()
    looked(page, "order-page-open", axe)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_question_from_another_centre_is_read_and_answered(open_page, axe, order, width):
    asked = staff(Role.OPERATOR)
    ask = OrderAskFactory(order=order, centre=asked.staff_roles.get().centre, words="Có xe đón tại trung tâm xã.")
    page = open_page(width, "vi", user=asked)
    page.goto(reverse("vacancies:asks"))
    looked(page, "asks", axe)

    page.locator("[name=can_send]").fill("60")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(f"**{reverse('vacancies:asks')}")
    expect(page.locator(f"#ask-{ask.pk} .state-done")).to_be_visible()
    looked(page, "asks-answered", axe)
