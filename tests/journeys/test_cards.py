"""The front desk, under a minute a person: from the QR of the citizen card to the printed slip."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from nhipcau.accounts.models import User
from nhipcau.consents.api import Purpose, current
from nhipcau.fairs.models import Attendance, FairSession, Registration, RegistrationState, SessionSite
from nhipcau.seekers.api import Seeker, citizen_index, subject_of
from nhipcau.seekers.models import Source
from tests.browser import CHROMIUM, DESK, SCREENS, OpenPage, pages_at
from tests.journeys.cards import CARD, film
from tests.journeys.hand import Hand
from tests.journeys.town import Town

pytestmark = pytest.mark.browser
NAME = "Giáp Thị Hồng Nhung"
TAPS = 3  # yes to one sentence, let in, print the slip


def to_the_door(clerk: Hand, session: FairSession) -> None:
    clerk.page.goto(reverse("fairs:door", args=[session.pk]))
    expect(clerk.page.locator("#code")).to_be_focused()


def burst(clerk: Hand, text: str) -> None:
    """The keys of a scanner, which nobody presses: they are not counted."""
    clerk.page.keyboard.type(text)
    clerk.page.keyboard.press("Enter")


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_from_the_card_to_the_printed_slip_nothing_is_typed(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk = hand(width, language, user=User.objects.get(username="tiep-don"))
    page = clerk.page
    page.add_init_script("window.print = () => { sessionStorage.printed = Number(sessionStorage.printed || 0) + 1 }")
    to_the_door(clerk, under_way)

    burst(clerk, CARD)
    page.wait_for_url("**/khach/")
    expect(page.get_by_label(clerk.word("Full name"))).to_have_value(NAME)
    expect(page.get_by_label(clerk.word("Date of birth"))).to_have_value("01/02/1990")
    clerk.look("card-1-filled")
    clerk.tick(page.get_by_role("checkbox").first)
    clerk.go(clerk.button("Let in and give a number"))
    page.wait_for_url("**/cua/?*")
    clerk.look("card-2-number")
    clerk.go(clerk.link("Print the slip"))
    expect(page.locator(".slip-name")).to_have_text(NAME)
    clerk.look("card-3-slip")

    person = Registration.objects.select_related("seeker").get(seeker__full_name=NAME)
    assert page.evaluate("sessionStorage.printed") == "1"
    assert (clerk.taps, clerk.letters) == (TAPS, 0)
    assert (person.state, Attendance.objects.filter(registration=person).count()) == (RegistrationState.CHECKED_IN, 1)
    assert person.seeker.commune is not None
    assert {told["from"] for told in person.seeker.provenance.values()} == {Source.CARD}
    given = current(subject_of(person.seeker))
    assert [purpose for purpose in Purpose if given[purpose]] == [Purpose.COUNSELLING]
    with capsys.disabled():
        print(f" card to slip at {width} px: {clerk.taps} taps, {clerk.letters} keystrokes by hand", end="")


@pytest.mark.parametrize(("width", "language"), SCREENS[::3])
def test_somebody_registered_shows_the_card_instead_of_the_ticket(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    coming = Registration.objects.filter(
        session=under_way, site__role=SessionSite.Role.HOST, state=RegistrationState.CONFIRMED
    ).select_related("seeker")[0]
    carries(coming.seeker, "099190017432")
    clerk = hand(width, language, user=User.objects.get(username="tiep-don"))
    to_the_door(clerk, under_way)

    burst(clerk, card_of(coming.seeker))
    expect(clerk.page.locator("#result .sign")).to_contain_text(clerk.word("WELCOME"))
    clerk.look("card-4-welcome")

    coming.refresh_from_db()
    assert coming.state == RegistrationState.CHECKED_IN
    assert (clerk.taps, clerk.letters) == (0, 0)


@pytest.mark.parametrize(("width", "language"), SCREENS[::3])
def test_a_returning_person_is_let_in_with_one_tap(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    known = Seeker.objects.get(account__username="nguoi-tim-viec")
    carries(known, "099184017433")
    clerk = hand(width, language, user=User.objects.get(username="tiep-don"))
    to_the_door(clerk, under_way)

    burst(clerk, card_of(known))
    expect(clerk.page.locator("#result")).to_contain_text(clerk.word("Has a file already"))
    clerk.look("card-5-known")
    clerk.go(clerk.button("Register and let in"))
    expect(clerk.page.locator("#result .sign")).to_be_visible()

    assert Registration.objects.get(seeker=known).state == RegistrationState.CHECKED_IN
    assert (clerk.taps, clerk.letters) == (1, 0)


def test_a_card_that_arrives_while_somebody_types_goes_where_it_belongs(
    hand: Callable[..., Hand], under_way: FairSession
) -> None:
    clerk = hand(DESK, "vi", user=User.objects.get(username="tiep-don"))
    page = clerk.page
    page.goto(reverse("fairs:walk-in", args=[under_way.pk]))
    phone, box = page.locator("#id_phone"), page.get_by_role("checkbox").first
    clerk.type("0912345678", phone)
    page.wait_for_timeout(400)

    with page.expect_navigation():
        burst(clerk, CARD)
    expect(phone).to_have_value("0912345678")
    expect(page.get_by_label(clerk.word("Full name"))).to_have_value(NAME)
    box.check()
    with page.expect_navigation():
        burst(clerk, CARD.replace(NAME, "Trần Thị Bình"))

    expect(box).to_be_checked()
    expect(page.get_by_label(clerk.word("Full name"))).to_have_value("Trần Thị Bình")
    expect(phone).to_have_value("0912345678")


def test_the_counters_form_takes_a_card_too(hand: Callable[..., Hand], under_way: FairSession) -> None:
    clerk = hand(DESK, "vi", user=User.objects.get(username="tiep-don"))
    clerk.page.goto(reverse("seekers:register"))

    with clerk.page.expect_navigation():
        burst(clerk, CARD)

    expect(clerk.page.get_by_label(clerk.word("Citizen card number"))).to_have_value(CARD[:12])
    clerk.look("card-6-counter")


def test_without_scripts_the_field_and_enter_do_the_same(open_page: OpenPage, under_way: FairSession) -> None:
    page = open_page(DESK, "vi", user=User.objects.get(username="tiep-don"), scripts=False)
    page.goto(reverse("fairs:walk-in", args=[under_way.pk]))
    page.locator("#id_phone").fill("0912345678")
    page.locator("#card").fill(CARD)
    with page.expect_navigation():
        page.locator("#card").press("Enter")

    expect(page.locator("#id_full_name")).to_have_value(NAME)
    expect(page.locator("#id_phone")).to_have_value("0912345678")
    assert CARD[:12] not in page.url


@pytest.mark.parametrize(("width", "language"), SCREENS[::3])
def test_a_card_of_the_demo_page_can_be_tried_at_the_desk(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    clerk = hand(width, language, user=User.objects.get(username="tiep-don"))
    page = clerk.page
    page.goto(reverse("demo:stage"))
    cards = page.locator("section[aria-labelledby=demo-cards]")
    cards.scroll_into_view_if_needed()
    clerk.look("card-7-demo")
    text = cards.locator("input").last.input_value()

    to_the_door(clerk, under_way)
    burst(clerk, text)
    page.wait_for_url("**/khach/")
    expect(page.get_by_label(clerk.word("Full name"))).to_have_value("Ly A Pao")
    page.locator("details.more").scroll_into_view_if_needed()
    clerk.look("card-8-where")


@pytest.fixture
def before_a_camera(chromium: Browser, town: Town, tmp_path: Path) -> Iterator[Callable[[str], OpenPage]]:
    """A browser whose camera sees this text as a QR code; like an iPhone's it reads no codes by itself."""
    opened: list[tuple[Browser, Iterator[OpenPage]]] = []

    def seen(text: str) -> OpenPage:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        arguments += [
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film(text, tmp_path / 'card.y4m')}",
        ]
        browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=arguments)
        pages = pages_at(browser, town.server.url)
        opened.append((browser, pages))
        return next(pages)

    yield seen
    for browser, pages in opened:
        assert next(pages, None) is None
        browser.close()


def test_the_camera_reads_a_card_into_the_form(
    before_a_camera: Callable[[str], OpenPage], under_way: FairSession
) -> None:
    page = before_a_camera(CARD)(360, "vi", user=User.objects.get(username="tiep-don"))
    assert not page.evaluate("'BarcodeDetector' in window")
    page.goto(reverse("fairs:walk-in", args=[under_way.pk]))

    with page.expect_navigation():
        page.locator("[data-camera]").click()

    expect(page.locator("#id_full_name")).to_have_value(NAME)
    expect(page.locator("#id_citizen_number")).to_have_value(CARD[:12])


def test_the_camera_reads_a_ticket_at_the_door(
    before_a_camera: Callable[[str], OpenPage], under_way: FairSession
) -> None:
    coming = Registration.objects.filter(
        session=under_way, site__role=SessionSite.Role.HOST, state=RegistrationState.CONFIRMED
    )[0]
    page = before_a_camera(coming.code)(DESK, "vi", user=User.objects.get(username="tiep-don"))
    page.goto(reverse("fairs:door", args=[under_way.pk]))
    page.locator("[data-camera]").click()

    expect(page.locator("#result .sign")).to_contain_text("CHÀO MỪNG")
    coming.refresh_from_db()
    assert coming.state == RegistrationState.CHECKED_IN


def test_the_camera_reads_a_ticket_at_the_counselling_desk(
    before_a_camera: Callable[[str], OpenPage], under_way: FairSession
) -> None:
    here = Registration.objects.filter(
        session=under_way, site__role=SessionSite.Role.HOST, state=RegistrationState.CHECKED_IN
    )[0]
    page = before_a_camera(here.code)(360, "vi", user=User.objects.get(username="tu-van"))
    page.goto(reverse("counsel:session", args=[under_way.pk]))

    with page.expect_navigation():
        page.locator("[data-camera]").click()

    expect(page.locator("h1")).to_contain_text(here.seeker.full_name)


def test_the_camera_of_a_recruiter_reads_a_slip_and_says_when_it_is_not_theirs(
    before_a_camera: Callable[[str], OpenPage], under_way: FairSession
) -> None:
    recruiter = User.objects.get(username="tuyen-dung-1")
    page = before_a_camera("https://vieclam.example/phieu-gioi-thieu/ABCDEFGHJKMNPQRS")(360, "vi", user=recruiter)
    page.goto(reverse("matching:received"))

    with page.expect_navigation():
        page.locator("[data-camera]").click()

    expect(page.locator("#code-error")).to_be_visible()


def carries(person: Seeker, number: str) -> None:
    person.citizen_number, person.citizen_index = number, citizen_index(number)
    person.save(update_fields=["citizen_number", "citizen_index"])


def card_of(person: Seeker) -> str:
    sex = "Nữ" if person.sex == "female" else "Nam"
    return f"{person.citizen_number}||{person.full_name}|{person.birth_date:%d%m%Y}|{sex}|Quang Châu, Bắc Ninh|01072022"
