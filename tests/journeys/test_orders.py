"""An order for people: asked for by the enterprise, taken on by the centre, filled, asked about, followed week by week."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.employers.models import Employer
from nhipcau.fairs.models import FairSession
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews.api import record_outcome
from nhipcau.interviews.models import Interview, InterviewState, Stage
from nhipcau.statistics.queries.orders import progress_of
from nhipcau.vacancies.models import LabourOrder, OrderAsk, OrderState, Vacancy
from tests.browser import DESK, PHONE
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser
TITLE = "Công nhân may xuất khẩu, ca ngày"


@pytest.mark.parametrize(("width", "language"), [(PHONE, "vi"), (DESK, "en")])
def test_from_the_request_to_the_burn_down(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    recruiter, operator, linked = (
        hand(width, language, user=User.objects.get(username=name))
        for name in ("tuyen-dung-1", "dieu-hanh", "dieu-hanh-cao-bang")
    )
    order = asks_for_people(recruiter, ready)
    is_approved(operator, order)
    an_opening_stands_under_it(recruiter, order)
    a_linked_centre_is_asked_and_answers(operator, linked, order)
    is_followed(operator, order)


def asks_for_people(her: Hand, ready: FairSession) -> LabourOrder:
    page = her.page
    page.goto("/")
    her.go(her.link("Orders for people"))
    her.look("order-1-list")
    her.go(her.link("Ask for people"))
    her.look("order-2-first-screen")
    her.type(TITLE, page.locator("[name=title]"))
    her.type("120", page.locator("[name=headcount]"))
    page.locator("[name=due_on]").fill((ready.starts + timedelta(days=44)).date().isoformat())
    her.go(her.button("Save and go on"))
    her.tick(page.locator("[name=where][value=any]"))
    her.look("order-3-where")
    her.go(her.button("Save and go on"))
    her.type("8,5", page.locator("[name=pay_from]"))
    her.type("nhiều", page.locator("[name=pay_to]"))
    her.tick(page.locator("[name=has_bus]"))
    with page.expect_navigation():
        her.tap(her.button("Save and go on"))
    expect(page.locator("[name=pay_from]")).to_have_value("8,5")
    her.look("order-4-refused")
    page.locator("[name=pay_to]").fill("12")
    her.go(her.button("Save and go on"))
    expect(page.locator("[name=contact_name]")).not_to_have_value("")
    her.go(her.button("Save and go on"))
    her.look("order-5-check")
    her.go(her.button("Send to the centre"))
    her.look("order-6-sent")
    order = LabourOrder.objects.get(title=TITLE)
    assert (order.state, order.pay_from, order.pay_to) == (OrderState.REQUESTED, 8_500_000, 12_000_000)
    return order


def is_approved(his: Hand, order: LabourOrder) -> None:
    his.page.goto("/")
    his.look("order-7-desk")
    his.go(his.link("Orders to approve"))
    his.look("order-8-waiting")
    his.go(his.page.get_by_role("link", name=TITLE))
    his.look("order-9-to-decide")
    his.go(his.button("Approve"))
    his.look("order-10-approved")
    order.refresh_from_db()
    assert order.state == OrderState.APPROVED


def an_opening_stands_under_it(her: Hand, order: LabourOrder) -> None:
    page = her.page
    page.goto(f"/viec-lam/don-hang/{order.pk}/")
    her.go(her.link("A new opening from this order"))
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    expect(page.locator("[name=headcount]")).to_have_value("120")
    her.look("order-11-opening")
    her.go(her.button("Send to the centre"))
    opening = Vacancy.objects.get(title=TITLE)
    assert (opening.order, opening.headcount, opening.pay_from) == (order, 120, 8_500_000)
    page.goto(f"/viec-lam/don-hang/{order.pk}/")
    her.look("order-12-with-opening")


def a_linked_centre_is_asked_and_answers(his: Hand, theirs: Hand, order: LabourOrder) -> None:
    page = his.page
    page.goto(f"/viec-lam/don-hang/{order.pk}/")
    his.tap(page.locator("summary", has_text=his.word("Ask a linked centre")))
    centre = User.objects.get(username="dieu-hanh-cao-bang").staff_roles.get().centre
    page.locator("#ask_centre").select_option(str(centre.pk))
    his.type("40", page.locator("#ask_people"))
    his.type("Có xe đón tại xã.", page.locator("#ask_words"))
    his.look("order-13-ask")
    his.go(his.button("Ask this centre"))
    his.look("order-14-asked")

    theirs.page.goto("/")
    theirs.go(theirs.link("Orders we are asked about"))
    theirs.look("order-15-asked-centre")
    ask = OrderAsk.objects.get(order=order)
    card = theirs.page.locator(f"#ask-{ask.pk}")
    card.locator("[name=can_send]").fill("25")
    theirs.type("Đi hai đợt.", card.locator("[name=words]"))
    theirs.go(card.get_by_role("button", name=theirs.word("Send the answer")))
    theirs.look("order-16-answered")
    ask.refresh_from_db()
    assert (ask.can_send, ask.answer, ask.noted_by_host) == (25, "Đi hai đợt.", False)


def is_followed(his: Hand, order: LabourOrder) -> None:
    page = his.page
    page.goto(f"/viec-lam/don-hang/{order.pk}/")
    his.look("order-17-promised")
    his.go(his.link("Progress"))
    expect(page.locator("svg.burn").first).to_be_visible()
    his.look("order-18-progress")
    page.emulate_media(color_scheme="dark")
    his.look("order-19-dark")
    page.emulate_media(color_scheme="light")


def somebody_is_hired(order: LabourOrder) -> None:
    """Of a morning as small as this one chance may have hired nobody for the order: an answer comes afterwards."""
    talks = Interview.objects.filter(vacancy__order=order, state=InterviewState.DONE)
    talk = talks.exclude(outcomes__stage__in=(Stage.NOT_SUITABLE, Stage.OFFER_DECLINED)).order_by("pk").first()
    assert talk is not None
    if not talk.outcomes.filter(stage=Stage.OFFER_ACCEPTED).exists():
        by = User.objects.get(username="tuyen-dung-1")
        record_outcome(interview=talk, stage=Stage.OFFER_ACCEPTED, by=by, now=clock.now())


@pytest.mark.parametrize(("width", "language"), [(PHONE, "vi"), (DESK, "vi")])
def test_after_the_morning_the_burn_down_has_moved(
    hand: Callable[..., Hand], over: FairSession, width: int, language: str
) -> None:
    employer = Employer.objects.get(recruiters__user__username="tuyen-dung-1")
    order = LabourOrder.objects.get(employer=employer)
    somebody_is_hired(order)
    progress = progress_of([order], clock.today())[order.pk]
    assert progress.hired > 0

    his = hand(width, language, user=User.objects.get(username="dieu-hanh"))
    his.page.goto("/")
    his.go(his.link("Orders behind their pace"))
    his.look("order-20-trouble")
    his.go(his.page.get_by_role("link", name=order.title, exact=True))
    his.look("order-21-moved")
    expect(his.page.locator(".figures")).to_contain_text(str(progress.hired))
    assert order.asks.count() == 2
    assert order.asks.filter(answered_at=None).count() == 1
