"""Two interviewers and the person in one room: through a real media server, and on another when that one dies."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.stage.models import Stage
from nhipcau.interviews.models import Desk, Interview
from tests.browser import DESK, PHONE
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import InterviewFactory
from tests.interviews.meeting import figures, gets_picture_and_sound
from tests.interviews.web.test_call_browser import come_in, connected
from tests.seekers.factories import seeker_user
from tests.staging import Running

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]


NOTES = """
    new MutationObserver(() => { window.toldOfIt ||= !document.querySelector("[data-state=lost]").hidden; })
        .observe(document.querySelector("[data-call]"), {subtree: true, attributes: true});
"""


LOSES = """
    (() => {
        const told = RTCPeerConnection.prototype.getStats;
        let lost = 0;
        RTCPeerConnection.prototype.getStats = async function () {
            const stats = await told.call(this);
            if (!window.loses) return stats;
            const made = new Map();
            for (const [id, one] of stats) {
                lost += one.type === "inbound-rtp" ? 500 : 0;
                made.set(id, one.type === "inbound-rtp" ? {...one, packetsLost: lost} : one);
            }
            return made;
        };
    })();
"""


@pytest.fixture
def call(room: Desk) -> Interview:
    made: Interview = InterviewFactory(desk=room, acknowledged_at=NOON)
    return made


@pytest.fixture
def panel(media: Running, open_page: OpenPage, live_process: None, call: Interview) -> list[Page]:
    """The person on a phone and an interviewer go directly, until the second interviewer comes."""
    first = open_page(PHONE, "vi", user=seeker_user(call.seeker))
    second = open_page(DESK, "en", user=recruiter(call.employer))
    for page in (first, second):
        come_in(page, call)
    connected(first, second)
    third = open_page(DESK, "en", user=recruiter(call.employer))
    come_in(third, call)
    return [first, second, third]


def meet(pages: list[Page]) -> None:
    """Everybody sees and hears the two others, through the media server alone."""
    for page in pages:
        expect(page.locator("[data-call]")).to_have_attribute("data-staged", "yes", timeout=15_000)
        expect(page.locator(".call-other.is-pictured")).to_have_count(2, timeout=20_000)
    for page in pages:
        assert gets_picture_and_sound(page)


def test_three_meet_through_the_media_server_and_the_direct_way_ends(panel: list[Page]) -> None:
    meet(panel)

    for page in panel:
        standing = page.evaluate("window.made.filter(pc => pc.connectionState === 'connected').length")
        assert standing == 3  # one that sends and one for each of the others
    assert Stage.objects.get().generation == 1
    assert figures(panel[0])["way"]


def test_when_its_server_dies_everybody_is_back_on_another_without_doing_anything(
    panel: list[Page], media: Running
) -> None:
    meet(panel)
    died = Stage.objects.get().server

    panel[0].evaluate(NOTES)
    media.kill(died)

    for _look in range(100):
        panel[0].wait_for_timeout(200)
        if panel[0].evaluate("window.toldOfIt"):
            break
    assert panel[0].evaluate("window.toldOfIt")
    meet(panel)
    assert Stage.objects.get().server != died
    for page in panel:
        assert page.locator("[data-call]").get_attribute("data-connected") == "yes"


def test_who_opens_the_page_anew_is_back_among_the_others(panel: list[Page]) -> None:
    meet(panel)

    panel[1].reload()

    meet(panel)


def test_the_end_of_the_talk_takes_the_room_off_its_server(panel: list[Page]) -> None:
    meet(panel)

    panel[1].get_by_role("button", name="Start the interview").click()
    panel[1].get_by_role("button", name="End and write the result").click()

    expect(panel[0].get_by_text("Cuộc gọi đã kết thúc.")).to_be_visible(timeout=10_000)
    outbox.deliver_waiting()
    assert Stage.objects.get().closed_at is not None


def test_a_weak_line_hears_sound_alone_and_gets_the_picture_back(panel: list[Page]) -> None:
    meet(panel)
    phone = panel[0]
    phone.evaluate(f"() => {{ {LOSES} window.loses = true; }}")

    expect(phone.get_by_text("bạn nghe được mọi người")).to_be_visible(timeout=20_000)
    expect(phone.locator(".call-other.is-pictured")).to_have_count(0, timeout=10_000)
    before = int(str(figures(phone)["sound"]))
    phone.wait_for_timeout(1500)
    assert int(str(figures(phone)["sound"])) > before
    expect(panel[1].locator(".call-other.is-pictured")).to_have_count(2)

    phone.evaluate("window.loses = false")
    expect(phone.locator(".call-other.is-pictured")).to_have_count(2, timeout=40_000)
