"""The day in real browsers with the real live process: a television, a phone that drops, two recruiters at once."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.fairs.models import FairSession, SessionSite
from nhipcau.foundation.live import api as live
from nhipcau.interviews.actions import call_next, release_overdue
from nhipcau.interviews.models import Desk, Interview, QueueTicket, TicketState
from tests.browser import DESK, PHONE
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.factories import FairSessionFactory, SessionSiteFactory
from tests.interviews.factories import DeskFactory, InterviewFactory, QueueTicketFactory
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hall() -> SessionSite:
    session: FairSession = FairSessionFactory(running=True)
    made: SessionSite = SessionSiteFactory(session=session)
    return made


def eventually(holds: object, seconds: float = 5) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


def test_the_television_shows_two_calls_within_a_second_of_each(
    open_page, live_process: None, hall: SessionSite
) -> None:
    tables = [DeskFactory(occasion_id=hall.session_id, place=hall.place, number=number) for number in (3, 7)]
    for number, table in enumerate(tables, start=41):
        QueueTicketFactory(desk=table, number=number)
    page = open_page(DESK)
    page.goto(reverse("fairs:board", args=[hall.session_id]))
    expect(page.locator("body")).to_have_attribute("data-live-state", "on")

    for number, table in enumerate(tables, start=41):
        call_next(desk=table, by=recruiter(table.employer), now=NOON)
        expect(page.locator(f"[data-call^='{number}-']")).to_be_visible(timeout=1_000)


def test_a_phone_that_drops_for_nine_minutes_keeps_its_place(open_page, live_process: None) -> None:
    room = DeskFactory(online=True)
    ticket: QueueTicket = QueueTicketFactory(desk=room, place=None, seeker=SeekerFactory())
    page = open_page(PHONE, user=seeker_user(ticket.seeker))
    page.goto(reverse("interviews:turn", args=[ticket.pk]))
    expect(page.locator("body")).to_have_attribute("data-live-state", "on")

    def is_now(state: str) -> bool:
        ticket.refresh_from_db()
        return ticket.state == state

    page.goto("about:blank")
    assert eventually(lambda: is_now(TicketState.AWAY))
    with time_machine.travel(NOON + timedelta(minutes=9), tick=False):
        release_overdue(occasion=room.occasion, now=NOON + timedelta(minutes=9))
        assert is_now(TicketState.AWAY)
        page.goto(reverse("interviews:turn", args=[ticket.pk]))
        assert eventually(lambda: is_now(TicketState.WAITING))
    assert ticket.position == float(ticket.number)


def test_two_recruiters_who_press_at_the_same_moment_call_two_people(open_page, live_process: None) -> None:
    first = DeskFactory()
    second = DeskFactory(employer=first.employer, place=first.place)
    people = [QueueTicketFactory(desk=first) for _ in range(2)]
    pages = [opened(open_page, desk, recruiter(first.employer)) for desk in (first, second)]

    for page in pages:  # both requests are under way before either is answered
        page.evaluate("document.querySelector('form[action$=\"/goi/\"]').requestSubmit()")
    assert eventually(lambda: Interview.objects.count() == 2)

    assert set(Interview.objects.values_list("ticket_id", flat=True)) == {ticket.pk for ticket in people}
    assert set(Interview.objects.values_list("desk_id", flat=True)) == {first.pk, second.pk}


def opened(open_page, desk: Desk, by: User):
    page = open_page(DESK, user=by)
    page.goto(reverse("interviews:desk", args=[desk.pk]))
    return page


def test_what_somebody_unfolded_stays_so_when_the_part_is_fetched_anew(open_page, live_process: None) -> None:
    ticket = QueueTicketFactory(seeker=SeekerFactory())
    page = open_page(PHONE, "en", user=seeker_user(ticket.seeker))
    page.goto(reverse("interviews:turn", args=[ticket.pk]))
    expect(page.locator("body")).to_have_attribute("data-live-state", "on")
    page.locator(".confirm summary").click()
    sure = page.locator(".confirm").get_by_role("button").first
    expect(sure).to_be_visible()

    with page.expect_response(lambda answer: "hx-request" in answer.request.headers):
        live.touch(f"seeker:{ticket.seeker_id}")

    page.wait_for_timeout(500)
    expect(sure).to_be_visible()
    sure.click()
    assert eventually(lambda: QueueTicket.objects.get(pk=ticket.pk).state == TicketState.LEFT)


def test_an_answer_that_came_before_the_stream_stood_is_seen_all_the_same(open_page, live_process: None) -> None:
    room = DeskFactory(online=True)
    call = InterviewFactory(desk=room)
    page = open_page(DESK, "en", user=recruiter(room.employer))
    page.route("**/live/stream*", lambda route: route.abort())
    page.goto(reverse("interviews:desk", args=[room.pk]))
    expect(page.get_by_text("Waiting for their answer")).to_be_visible()

    Interview.objects.filter(pk=call.pk).update(acknowledged_at=NOON)  # nobody is told: the stream was not open yet

    expect(page.get_by_text("Waiting for their answer")).to_have_count(0, timeout=8_000)
