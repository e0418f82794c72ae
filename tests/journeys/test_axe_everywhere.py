"""Every page of the product, at a fair under way: axe finds nothing, nothing sticks out, nothing complains."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role, StaffRole
from nhipcau.fairs.models import FairSeries, FairSession, Registration, RegistrationState
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.outbox.models import Delivery, OutboxMessage
from nhipcau.interviews.models import Desk, Interview, QueueTicket
from nhipcau.vacancies.models import Complaint, Vacancy
from tests.browser import DESK, PHONE, sign_in_context
from tests.journeys.addresses import ANYBODY, Ids, Walk
from tests.journeys.town import Town

pytestmark = pytest.mark.browser
PEOPLE: Final = ("nguoi-tim-viec", "tuyen-dung-1", "tiep-don", "dieu-hanh", "giam-doc", "quan-tri")
# What the sign-in of the demo goes around; tests/accounts/web looks at these pages.
BEHIND_A_PASSWORD: Final = {
    *("account_change_password", "account_reauthenticate", "mfa_reauthenticate", "mfa_activate_totp"),
    *("mfa_deactivate_totp", "mfa_view_recovery_codes"),
}
LOOK = os.environ.get("LOOK_FOLDER")  # where pictures of these pages are kept, when somebody wants to look
WRITTEN_IN: Final = {"vi": "vi-VN", "en": "en-GB"}


@pytest.fixture
def walk(under_way: FairSession) -> Walk:
    me = somebody_at_home(under_way)
    return Walk([me.seeker.account.username, *PEOPLE], ids_of(under_way, me)).go()


@pytest.mark.parametrize("language", WRITTEN_IN)
def test_axe_finds_nothing_on_any_page(chromium: Browser, town: Town, walk: Walk, language: str) -> None:
    found: list[Any] = []
    for who in dict.fromkeys(who for _name, who, _url in walk.pages):
        page = before(chromium, town, who, language, found)
        for name, whose, url in walk.pages:
            if whose == who:
                found += [(name, *line) for line in look(page, url, name, language)]
        page.context.close()

    assert found == []
    assert set(walk.closed) == BEHIND_A_PASSWORD


def before(chromium: Browser, town: Town, who: str, language: str, found: list[Any]) -> Page:
    """An open page of this person; what its scripts complain about is found too. The live stream is another process."""
    context = chromium.new_context(
        base_url=town.server.url,
        reduced_motion="reduce",
        timezone_id="Asia/Ho_Chi_Minh",
        locale=WRITTEN_IN[language],
        viewport={"width": PHONE, "height": 740},
    )
    context.route("**/live/**", lambda route: route.fulfill(status=204))
    if who != ANYBODY:
        sign_in_context(context, town.server.url, User.objects.get(username=who))
    page = context.new_page()
    page.on("console", lambda said: found.append((page.url, said.text)) if said.type == "error" else None)
    page.on("pageerror", lambda error: found.append((page.url, str(error))))
    return page


def look(page: Page, url: str, name: str, language: str) -> Iterator[tuple[Any, ...]]:
    """Every page in Vietnamese at both widths and in both themes; in English on a phone."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": PHONE, "height": 740})
    page.goto(url)
    page.evaluate(AXE_SCRIPT)
    widths = (PHONE, DESK) if language == "vi" else (PHONE,)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield width, "wider than its window"
        if LOOK:
            Path(LOOK).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(LOOK) / f"{name.replace(':', '-')}-{width}-{language}.png", full_page=True)
        yield from axe_finds(page, width)
    page.emulate_media(color_scheme="dark")
    for width in reversed(widths):
        page.set_viewport_size({"width": width, "height": 800})
        yield from axe_finds(page, f"{width} dark", runOnly=["color-contrast"])


def axe_finds(page: Page, seen: Any, **only: Any) -> Iterator[tuple[Any, ...]]:
    page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    result = page.evaluate("options => axe.run(options)", {"resultTypes": ["violations"], **only})
    for violation in result["violations"]:
        for node in violation["nodes"]:
            yield seen, violation["id"], node["html"][:200]


def somebody_at_home(session: FairSession) -> Registration:
    """A person with an account who is in, and stands in queues."""
    at_home = Registration.objects.filter(session=session, seeker__account__isnull=False)
    here = at_home.filter(state=RegistrationState.CHECKED_IN).select_related("seeker__account").order_by("pk").first()
    assert here is not None
    return here


def ids_of(session: FairSession, me: Registration) -> Ids:
    desks = Desk.objects.filter(occasion_id=session.pk, employer__recruiters__user__username="tuyen-dung-1")
    talks = Interview.objects.filter(desk__in=desks)
    vacancy = Vacancy.objects.order_by("pk").first()
    complaint = Complaint.objects.create(vacancy=vacancy, kind=Complaint.Kind.values[0], made_at=clock.now())
    news = OutboxMessage.objects.create(kind="fairs.PersonRegistered", body={})
    letter = Delivery.objects.create(message=news, receiver="statistics.count", state="dead", attempts=6)
    return {
        "session_id": list(FairSession.objects.order_by("starts").values_list("pk", flat=True)),
        "site_id": list(session.sites.order_by("pk").values_list("pk", flat=True)),
        "participation_id": list(session.participations.order_by("pk").values_list("pk", flat=True)),
        "series_id": list(FairSeries.objects.order_by("pk").values_list("pk", flat=True)),
        "registration_id": [me.pk],
        "desk_id": list(desks.order_by("pk").values_list("pk", flat=True)),
        "interview_id": list(talks.order_by("pk").values_list("pk", flat=True)),
        "ticket_id": list(QueueTicket.objects.filter(seeker=me.seeker).values_list("pk", flat=True)),
        "room": list(Interview.objects.exclude(room="").order_by("pk").values_list("room", flat=True)),
        "vacancy_id": list(Vacancy.objects.order_by("pk").values_list("pk", flat=True)),
        "employer_id": list(Vacancy.objects.order_by("pk").values_list("employer_id", flat=True)),
        "recruiter_id": [0],
        "role_id": list(StaffRole.objects.filter(role=Role.FRONT_DESK).values_list("pk", flat=True)),
        "centre_id": [session.centre_id],
        "complaint_id": [complaint.pk],
        "sheet_id": [0],
        "delivery_id": [letter.pk],
        "seeker_id": [me.seeker_id],
        "purpose": ["messages"],
        "section": ["ho-ten"],
        "step": ["dong-y"],
        "stage": ["met"],
        "username": ["dieu-hanh"],
    }
