"""Real browsers in rooms with many, through a real media server: a talk, and a group interview with a partner abroad."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.stage.models import Stage
from nhipcau.gatherings.models import Gathering, Member, Question
from tests.browser import DESK, PHONE
from tests.centres.factories import staff
from tests.employers.factories import recruiter
from tests.gatherings.factories import GatheringFactory, MemberFactory
from tests.gatherings.guesting import invited
from tests.interviews.meeting import WATCH, figures, gets_picture_and_sound
from tests.seekers.factories import PhoneUserFactory, seeker_user
from tests.staging import Running

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
SENDS_NOTHING = "window.made.every(pc => pc.getSenders().every(one => !one.track))"


def come_in(page: Page, at: Gathering, *, camera: bool = True) -> None:
    page.add_init_script(WATCH)
    if camera:
        page.context.grant_permissions(["camera", "microphone"])
    page.goto(reverse("gatherings:room", args=[at.room]))
    page.locator("[data-do=enter]:visible").click()


def hears(page: Page, number: int) -> None:
    expect(page.locator("[data-gathering]")).to_have_attribute("data-heard", str(number), timeout=40_000)


def phone_user() -> User:
    made: User = PhoneUserFactory()
    return made


@pytest.fixture
def talk(db: None) -> Gathering:
    made: Gathering = GatheringFactory(soon=True)
    return made


@pytest.fixture
def both(media: Running, open_page: OpenPage, live_process: None, talk: Gathering) -> tuple[Page, Page]:
    """The operator at a desk opens the room, a listener came before on a phone without camera."""
    user = phone_user()
    MemberFactory(gathering=talk, user=user, name="Hoa T.")
    phone = open_page(PHONE, "vi", user=user)
    come_in(phone, talk, camera=False)
    expect(phone.get_by_text("Bạn đã vào phòng. Người chủ trì sắp mở.")).to_be_visible()
    desk = open_page(DESK, "en", user=staff(Role.OPERATOR, talk.centre))
    come_in(desk, talk)
    desk.get_by_role("button", name="Open the room").click()
    hears(phone, 1)
    return desk, phone


def test_a_listener_sees_and_hears_the_host_and_sends_nothing(both: tuple[Page, Page]) -> None:
    _desk, phone = both

    assert gets_picture_and_sound(phone)
    expect(phone.locator(".call-other.is-pictured")).to_have_count(1)
    assert phone.evaluate(SENDS_NOTHING)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_listener_is_asked_to_speak_is_heard_and_listens_again(both: tuple[Page, Page]) -> None:
    desk, phone = both
    assert gets_picture_and_sound(phone)
    phone.context.grant_permissions(["camera", "microphone"])

    desk.get_by_role("button", name="Ask to speak").click(timeout=15_000)
    phone.get_by_role("button", name="Bật lên và phát biểu").click(timeout=10_000)
    hears(desk, 1)
    assert gets_picture_and_sound(desk)
    assert gets_picture_and_sound(phone)

    desk.get_by_role("button", name="End the turn").click()
    outbox.deliver_waiting()
    hears(desk, 0)
    hears(phone, 1)
    assert gets_picture_and_sound(phone)
    expect(phone.locator("[data-gathering]")).to_have_attribute("data-sends", "no")


def test_a_question_goes_to_the_host_and_the_answer_comes_back_while_the_talk_goes_on(both: tuple[Page, Page]) -> None:
    desk, phone = both

    phone.get_by_label("Hỏi bằng chữ").fill("Lương tháng đầu bao nhiêu?")
    phone.get_by_role("button", name="Gửi").click()
    expect(desk.get_by_text("Lương tháng đầu bao nhiêu?").first).to_be_visible(timeout=6_000)
    desk.get_by_text("Answer or hide").click()
    desk.get_by_label("Answer; empty if").fill("14 triệu.")
    desk.get_by_role("button", name="Answered").click()

    expect(phone.get_by_text("14 triệu.")).to_be_visible(timeout=6_000)
    assert Question.objects.get().answer == "14 triệu."
    assert gets_picture_and_sound(phone)


def test_when_the_host_ends_it_everybody_is_told(both: tuple[Page, Page]) -> None:
    desk, phone = both

    desk.get_by_text("End it for everybody").first.click()
    desk.get_by_role("button", name="End it for everybody").click()

    expect(phone.get_by_text("Buổi này đã kết thúc.").first).to_be_visible(timeout=10_000)
    outbox.deliver_waiting()
    assert Stage.objects.get().closed_at is not None


def test_when_the_media_server_dies_they_meet_again_on_another(both: tuple[Page, Page], media: Running) -> None:
    _desk, phone = both
    assert gets_picture_and_sound(phone)

    media.kill(Stage.objects.get().server)

    for _look in range(60):
        phone.wait_for_timeout(500)
        if Stage.objects.get().generation == 2:
            break
    hears(phone, 1)
    assert gets_picture_and_sound(phone, 30)


def test_a_candidate_a_recruiter_and_a_partner_abroad_see_and_hear_each_other(
    media: Running, open_page: OpenPage, live_process: None, db: None
) -> None:
    group = GatheringFactory(group=True, going_on=True)
    candidate = MemberFactory(gathering=group, candidate=True, name="Lê Thị S.")
    host = recruiter(group.employer)
    made = invited(group, host, "partner")
    desk, phone, abroad = (
        open_page(DESK, "en", user=host),
        open_page(PHONE, "vi", user=seeker_user(candidate.seeker)),
        open_page(DESK, "en"),
    )
    abroad.goto(f"{reverse('gatherings:enter')}?k={made.secret}")
    abroad.get_by_label("The six digits").fill(made.code)
    abroad.get_by_role("button", name="Go in").click()
    expect(abroad.get_by_text("12:00 Vietnam time · 14:00 Japan time")).to_be_visible()
    for page in (desk, phone, abroad):
        come_in(page, group)

    for page in (desk, phone, abroad):
        hears(page, 2)
        assert gets_picture_and_sound(page)
        assert figures(page)["way"]
    expect(phone.get_by_text("Đối tác nước ngoài").first).to_be_visible()
    assert Member.objects.filter(gathering=group).count() == 3


def test_every_control_has_a_name_and_room_for_a_thumb(
    both: tuple[Page, Page], axe: Callable[[Page], list[str]]
) -> None:
    for page in both:
        assert axe(page) == []
        for button in page.locator("[data-gathering] button:visible, #people button:visible").all():
            box = button.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
            assert button.inner_text().strip()
