"""Two real browsers in one online room: sound and picture, directly."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nhipcau.interviews.models import CallPage, Desk, Interview
from tests.browser import DESK, PHONE
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import InterviewFactory
from tests.interviews.meeting import WATCH, frames, gets_picture_and_sound
from tests.seekers.factories import seeker_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
REFUSED = """
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
"""


@pytest.fixture
def call(room: Desk) -> Interview:
    made: Interview = InterviewFactory(desk=room, acknowledged_at=NOON)
    return made


@pytest.fixture
def both(open_page: OpenPage, live_process: None, call: Interview) -> tuple[Page, Page]:
    """The recruiter's desk and the person's phone, both in the room with camera and microphone."""
    pages = (
        open_page(DESK, "en", user=recruiter(call.employer)),
        open_page(PHONE, "vi", user=seeker_user(call.seeker)),
    )
    for page in pages:
        come_in(page, call)
    return pages


def come_in(page: Page, call: Interview) -> None:
    page.add_init_script(WATCH)
    page.context.grant_permissions(["camera", "microphone"])
    page.goto(reverse("interviews:room", args=[call.room]))


def connected(*pages: Page) -> None:
    for page in pages:
        expect(page.locator("[data-call]")).to_have_attribute("data-connected", "yes", timeout=15_000)


def test_both_see_and_hear_each_other(both: tuple[Page, Page], call: Interview) -> None:
    connected(*both)
    for page in both:
        assert gets_picture_and_sound(page)
        expect(page.locator(".is-pictured")).to_have_count(1)
    assert frames(both[0]) > 0
    assert CallPage.objects.filter(interview=call, left_at=None).count() == 2


def test_every_control_has_a_name_and_room_for_a_thumb(
    both: tuple[Page, Page], axe: Callable[[Page], list[str]]
) -> None:
    connected(*both)
    for page in both:
        assert axe(page) == []
        for button in page.locator("[data-call] button:visible, .call-signs button").all():
            box = button.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
            assert button.inner_text().strip()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_sign_of_one_tap_stands_large_before_the_other_and_the_call_goes_on(both: tuple[Page, Page]) -> None:
    desk, phone = both
    connected(desk, phone)

    phone.get_by_role("button", name="Tôi không nghe thấy").click()

    expect(desk.locator("[data-said]")).to_contain_text("I cannot hear you", timeout=5_000)
    assert gets_picture_and_sound(desk)


def test_the_talk_begins_and_is_made_longer_while_the_call_goes_on(both: tuple[Page, Page]) -> None:
    desk, phone = both
    connected(desk, phone)

    desk.get_by_role("button", name="Start the interview").click()
    expect(phone.get_by_text("Còn lại")).to_be_visible(timeout=5_000)
    desk.get_by_role("button", name="Five minutes more").click()
    expect(desk.locator("[data-count-down]")).to_contain_text("14:", timeout=5_000)

    assert gets_picture_and_sound(phone)
    desk.get_by_role("button", name="End and write the result").click()
    expect(desk.get_by_role("heading", name="What was the result?")).to_be_visible()
    expect(phone.get_by_text("Cuộc gọi đã kết thúc.")).to_be_visible(timeout=10_000)


def test_a_page_that_is_opened_anew_is_back_in_the_call(both: tuple[Page, Page], call: Interview) -> None:
    desk, phone = both
    connected(desk, phone)

    phone.reload()

    connected(phone)
    assert gets_picture_and_sound(phone)
    assert gets_picture_and_sound(desk)
    assert CallPage.objects.filter(interview=call, left_at=None).count() == 2


def test_who_hangs_up_is_gone_at_once(both: tuple[Page, Page]) -> None:
    desk, phone = both
    connected(desk, phone)

    phone.get_by_role("button", name="Gác máy").click()

    expect(desk.locator(".call-other")).to_have_count(0, timeout=3_000)
    expect(desk.get_by_text("You are in the room. The person is coming.")).to_be_visible()


def test_staff_who_look_in_are_seen_by_both_and_see_both(
    both: tuple[Page, Page], open_page: OpenPage, call: Interview
) -> None:
    connected(*both)
    officer = open_page(DESK, "vi", user=staff("operator", call.desk.centre))
    come_in(officer, call)

    connected(officer)
    expect(officer.locator(".call-other")).to_have_count(2)
    for page, words in zip(both, ("of the centre is in the room", "của trung tâm đang ở trong phòng"), strict=True):
        expect(page.get_by_text(words)).to_be_visible(timeout=5_000)
        expect(page.locator(".call-other")).to_have_count(2, timeout=10_000)
    assert gets_picture_and_sound(officer)


def test_whoever_has_neither_camera_nor_microphone_still_sees_hears_and_writes(
    open_page: OpenPage, live_process: None, call: Interview
) -> None:
    desk = open_page(DESK, "en", user=recruiter(call.employer))
    phone = open_page(PHONE, "vi", user=seeker_user(call.seeker))
    phone.add_init_script(REFUSED)
    for page in (desk, phone):
        come_in(page, call)
        if page is phone:
            expect(page.get_by_text("Trình duyệt chưa được dùng camera và micro.")).to_be_visible(timeout=10_000)

    connected(desk, phone)
    assert gets_picture_and_sound(phone)
    phone.get_by_role("textbox", name="Tin nhắn").fill("Em nghe rõ, chưa nói được.")
    phone.get_by_role("button", name="Gửi").click()
    expect(desk.get_by_text("Em nghe rõ, chưa nói được.")).to_be_visible(timeout=5_000)
