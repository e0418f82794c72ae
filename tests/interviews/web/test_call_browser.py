"""Two real browsers in one online room: sound and picture, directly."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nhipcau.interviews.models import CallPage, Desk, Interview
from tests.browser import DESK, PHONE
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import InterviewFactory
from tests.interviews.meeting import WATCH, frames, gets_picture_and_sound
from tests.seekers.factories import seeker_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]


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
        page.add_init_script(WATCH)
        page.context.grant_permissions(["camera", "microphone"])
        page.goto(reverse("interviews:room", args=[call.room]))
    return pages


def test_both_see_and_hear_each_other(both: tuple[Page, Page], call: Interview) -> None:
    for page in both:
        expect(page.locator("[data-call]")).to_have_attribute("data-connected", "yes", timeout=15_000)
    for page in both:
        assert gets_picture_and_sound(page)
    assert frames(both[0]) > 0
    for page in both:
        expect(page.locator(".is-pictured")).to_have_count(1)
    assert CallPage.objects.filter(interview=call, left_at=None).count() == 2
