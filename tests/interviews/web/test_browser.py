"""A recruiter at a phone and at a desk, a person on a phone, in a real browser."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from nhipcau.interviews.actions import call_next
from nhipcau.interviews.models import Desk, Interview, Outcome
from tests.browser import SCREENS
from tests.centres.factories import PlaceFactory
from tests.employers.factories import EmployerFactory, recruiter
from tests.interviews.factories import DeskFactory, InterviewFactory, QueueTicketFactory, RoomMessageFactory
from tests.seekers.factories import SeekerFactory, seeker_user
from tests.vacancies.factories import VacancyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOK = os.environ.get("LOOK_FOLDER")  # where pictures of these pages are kept, when somebody wants to look
NAMES = ("Nguyễn Thị Thu Hường", "Trần Văn Nam", "Lê Thị Mỹ Duyên", "Hoàng Minh Đức")


@pytest.fixture
def table() -> Desk:
    name = "Công ty TNHH Một thành viên Sản xuất và Thương mại Quang Châu"
    made: Desk = DeskFactory(
        employer=EmployerFactory(name=name, contact_phone="0987654321"),
        place=PlaceFactory(name="Sảnh tầng 1"),
        number=12,
        interviewer="Chị Lan",
    )
    return made


def queue(desk: Desk) -> None:
    vacancy = VacancyFactory(employer=desk.employer, title="May công nghiệp")
    for number, name in enumerate(NAMES, start=31):
        seeker = SeekerFactory(full_name=name, wished_work="May công nghiệp", wished_pay=9_000_000)
        QueueTicketFactory(
            desk=desk, seeker=seeker, vacancy=vacancy, number=number, priority=number == 33, joined_at=timezone.now()
        )


def keep(page: object, name: str, width: int, language: str) -> None:
    if LOOK:
        Path(LOOK).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(LOOK) / f"{name}-{width}-{language}.png", full_page=True)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_recruiter_goes_from_person_to_person(width, language, table, open_page, axe) -> None:
    queue(table)
    page = open_page(width, language, user=recruiter(table.employer))
    findings = []

    def look(name: str) -> None:
        findings.extend(axe(page))
        keep(page, name, width, language)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.goto(reverse("interviews:desks"))
    look("desk-idle")
    page.locator(".thumb-bar button").click()
    page.wait_for_selector(".thumb-bar form[action$='/bat-dau/']")
    look("desk-called")
    page.locator(".thumb-bar button").click()
    page.wait_for_selector("a[href*='result=not_suitable']")
    look("desk-talking")

    page.locator("a[href*='result=not_suitable']").click()
    page.locator("input[name=reason][value=shift]").check()
    look("desk-reason")
    page.locator("button[value=next]").click()
    page.wait_for_selector(".thumb-bar form[action$='/bat-dau/']")

    assert Outcome.objects.get().reason == "shift"
    assert Interview.objects.count() == 2
    assert findings == []


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_person_is_called_online_and_writes_in_the_room(width, language, table, open_page, axe) -> None:
    room = DeskFactory(employer=table.employer, online=True, number=5)
    seeker = SeekerFactory(full_name=NAMES[0])
    ticket = QueueTicketFactory(desk=room, seeker=seeker, number=31)
    QueueTicketFactory(desk=DeskFactory(), seeker=seeker, number=31)
    page = open_page(width, language, user=seeker_user(seeker))
    findings = []

    def look(name: str) -> None:
        findings.extend(axe(page))
        keep(page, name, width, language)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.goto(reverse("interviews:turn", args=[ticket.pk]))
    look("turn-waiting")
    call_next(desk=room, by=recruiter(table.employer), now=timezone.now())
    page.reload()
    look("turn-called")
    page.locator("form[action$='/toi-den/'] button").click()
    page.locator("input[name=words]").fill("Chào anh chị")
    look("room")
    page.locator("form[action$='/nhan/'] button").click()
    page.wait_for_selector("#talk li:has-text('Chào anh chị')")

    assert findings == []


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_results_and_the_room_of_the_enterprise(width, language, table, open_page, axe) -> None:
    page = open_page(width, language, user=recruiter(table.employer))
    held = [InterviewFactory(desk=table, done=True, ticket__seeker__full_name=name) for name in NAMES]
    room = DeskFactory(employer=table.employer, online=True, number=5)
    call = InterviewFactory(desk=room, acknowledged_at=timezone.now() - timedelta(seconds=30))
    RoomMessageFactory(interview=call)
    findings = []
    addresses = {
        "desks": reverse("interviews:desks"),
        "results": reverse("interviews:results"),
        "talk": reverse("interviews:talk", args=[held[0].pk]),
        "room-enterprise": reverse("interviews:room", args=[call.room]),
    }

    for name, address in addresses.items():
        page.goto(address)
        findings += [f"{name}: {found}" for found in axe(page)]
        keep(page, name, width, language)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name

    assert findings == []


def test_without_scripts_the_three_taps_work_too(table, open_page) -> None:
    queue(table)
    page = open_page(user=recruiter(table.employer), scripts=False)

    page.goto(reverse("interviews:desk", args=[table.pk]))
    page.locator(".thumb-bar button").click()
    page.locator(".thumb-bar button").click()
    page.locator("a[href*='result=second_interview']").click()
    page.locator("button[value=next]").click()

    assert Outcome.objects.get().stage == "second_interview"
    assert Interview.objects.count() == 2
