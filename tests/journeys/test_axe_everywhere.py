"""Every page of the product, at a fair under way: axe finds nothing, nothing sticks out, nothing complains."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role, StaffRole
from nhipcau.employers.models import Employer
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import (
    FairSeries,
    FairSession,
    Registration,
    RegistrationState,
    SessionProposal,
    SessionVacancy,
    SiteInvitation,
)
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.outbox.models import Delivery, OutboxMessage
from nhipcau.gatherings.models import Gathering, Member
from nhipcau.interviews.models import Desk, Interview, QueueTicket
from nhipcau.seekers import api as seekers
from nhipcau.seekers.models import Shared
from nhipcau.vacancies.models import Complaint, LabourOrder, Status, Vacancy
from tests.browser import DESK, PHONE, sign_in_context
from tests.counselling.factories import GroupAdviceFactory, OfferedOpeningFactory
from tests.journeys.addresses import ANYBODY, Address, Ids, Walk
from tests.journeys.town import Town
from tests.matching.factories import InvitationFactory, ReferralFactory
from tests.seekers.test_people_sheet import GOOD as HEADED
from tests.seekers.test_people_sheet import OTHER, book
from tests.vacancies.sheets import BAD, GOOD, read

pytestmark = pytest.mark.browser
PEOPLE: Final = (
    "nguoi-tim-viec",
    "tuyen-dung-1",
    "tiep-don",
    "dieu-hanh",
    "giam-doc",
    "quan-tri",
    "dieu-hanh-cao-bang",
    "tu-van",
    "can-bo-xa",
)
# What the sign-in of the demo goes around; tests/accounts/web looks at these pages.
BEHIND_A_PASSWORD: Final = {
    *("account_change_password", "account_reauthenticate", "mfa_reauthenticate", "mfa_activate_totp"),
    *("mfa_deactivate_totp", "mfa_view_recovery_codes"),
}
# Made in the course of a journey of its own, where axe looks at it: a list that was sent, a record, a draft, a villager.
ON_A_JOURNEY: Final = {
    *("fairs:villager-ticket", "fairs:villager-lines", "interviews:result-sheet"),
    *("statistics:record", "vacancies:order-step", "fairs:proposal", "fairs:set-aside"),
}
LOOK = os.environ.get("LOOK_FOLDER")  # where pictures of these pages are kept, when somebody wants to look
WRITTEN_IN: Final = {"vi": "vi-VN", "en": "en-GB"}

STICKS_OUT: Final = """
    [...document.querySelectorAll("main *")].filter(each => each.getBoundingClientRect().right > innerWidth)
        .slice(-1).map(each => each.outerHTML.slice(0, 200))
"""


@pytest.fixture
def walk(under_way: FairSession) -> Walk:
    me = somebody_at_home(under_way)
    return Walk([me.seeker.account.username, *PEOPLE], ids_of(under_way, me)).go()


def test_axe_finds_nothing_on_any_page(chromium: Browser, town: Town, walk: Walk) -> None:
    assert seen(chromium, town, walk.pages, "vi") == []
    assert set(walk.closed) == BEHIND_A_PASSWORD | ON_A_JOURNEY


def test_axe_finds_nothing_on_a_sample_of_pages_in_english(chromium: Browser, town: Town, walk: Walk) -> None:
    assert seen(chromium, town, walk.pages[::3], "en") == []


def seen(chromium: Browser, town: Town, pages: Sequence[Address], language: str) -> list[Any]:
    found: list[Any] = []
    for who in dict.fromkeys(who for _name, who, _url in pages):
        page = before(chromium, town, who, language, found)
        for name, whose, url in pages:
            if whose == who:
                found += [(name, *line) for line in look(page, url, name, language)]
        page.context.close()
    return found


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
    """Every page in Vietnamese at both widths, then as the dark theme colours it; in English on a phone."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": PHONE, "height": 740})
    page.goto(url)
    page.evaluate(AXE_SCRIPT)
    widths = (PHONE, DESK) if language == "vi" else (PHONE,)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield width, "wider than its window", page.evaluate(STICKS_OUT)
        if LOOK:
            Path(LOOK).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(LOOK) / f"{name.replace(':', '-')}-{width}-{language}.png", full_page=True)
        yield from axe_finds(page, width)
    page.emulate_media(color_scheme="dark")
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
    recruiter = User.objects.get(username="tuyen-dung-1")
    employer = Employer.objects.get(recruiters__user=recruiter)
    desks = Desk.objects.filter(occasion_id=session.pk, employer=employer)
    sheet = read(employer, recruiter, GOOD, BAD, now=clock.now())
    return {
        "session_id": ids(FairSession.objects.order_by("starts")),
        "site_id": ids(session.sites),
        "participation_id": ids(session.participations),
        "series_id": ids(FairSeries.objects),
        "registration_id": [me.pk],
        "desk_id": ids(desks),
        "interview_id": ids(Interview.objects.filter(desk__in=desks)),
        "ticket_id": ids(QueueTicket.objects.filter(seeker=me.seeker)),
        "room": list(Interview.objects.exclude(room="").order_by("pk").values_list("room", flat=True)),
        "vacancy_id": ids(Vacancy.objects.filter(status=Status.OPEN)),
        "employer_id": [employer.pk],
        "role_id": ids(StaffRole.objects.filter(role=Role.FRONT_DESK)),
        "centre_id": [session.centre_id],
        "complaint_id": [wrong_opening().pk],
        "sheet_id": [sheet.pk],
        "token": [sheet.file.token if sheet.file else ""],
        "delivery_id": [letter_nobody_took().pk],
        "seeker_id": [me.seeker_id],
        "order_id": ids(LabourOrder.objects),
        "proposal_id": ids(SessionProposal.objects),
        "purpose": ["messages"],
        "section": ["ho-ten"],
        "step": ["dong-y"],
        "stage": ["met"],
        "username": ["dieu-hanh"],
        **linked_ids(session),
        **of_the_meetings(),
        **of_the_counsellor(session, me, employer),
        "call_id": called(session, me, employer),
    }


def linked_ids(session: FairSession) -> Ids:
    """A link that still serves, the invitation on a desk, a file that is shared, a list of people that was sent."""
    now, clerk = clock.now(), User.objects.get(username="tiep-don")
    operator = User.objects.get(username="dieu-hanh")
    _sent, secret = fairs.invite_centre(session=session, name="Trung tâm DVVL Yên Bái (mẫu)", by=operator, now=now)
    kept = seekers.send_people(name="ds.xlsx", body=book(HEADED, OTHER), centre=session.centre, by=clerk, now=now)
    return {
        "secret": [secret],
        "invitation_id": ids(SiteInvitation.objects.filter(centre__isnull=False, accepted_at=None)),
        "shared_id": ids(Shared.objects),
        "people_sheet_id": [kept.pk],
    }


def of_the_meetings() -> Ids:
    """The demo's talk and its group interview, whose rooms open later in the morning."""
    rooms = Gathering.objects.order_by("pk").values_list("room", flat=True)
    return {"gathering_id": ids(Gathering.objects), "hall": list(rooms), "member_id": ids(Member.objects)}


def of_the_counsellor(session: FairSession, me: Registration, employer: Employer) -> Ids:
    """A slip in the person's hand, an opening offered, a group that listened."""
    keys = {"occasion_kind": "fair", "occasion_id": session.pk}
    brought = SessionVacancy.objects.filter(participation__session=session, participation__employer=employer)
    sent = ReferralFactory(seeker=me.seeker, centre=session.centre, vacancy=brought[0].vacancy, number=90_000, **keys)
    OfferedOpeningFactory(seeker=me.seeker, centre=session.centre, vacancy=sent.vacancy, referral=sent, **keys)
    line = GroupAdviceFactory(centre=session.centre, **keys)
    return {"referral_id": [sent.pk], "slip": [sent.code], "opening_id": ids(brought), "advice_id": [line.pk]}


def called(session: FairSession, me: Registration, employer: Employer) -> list[int]:
    """One that waits for the person's answer, one to which somebody with a ticket has said yes."""
    brought = SessionVacancy.objects.filter(participation__session=session, participation__employer=employer)[0]
    keys = {"vacancy": brought.vacancy, "occasion_id": session.pk, "made_at": clock.now(), "until": session.ends}
    other = Registration.objects.filter(session=session).exclude(pk=me.pk).order_by("pk")[0]
    said = {"answer": "yes", "answered_at": clock.now()}
    made = InvitationFactory(seeker=me.seeker, **keys), InvitationFactory(seeker=other.seeker, **keys, **said)
    return [one.pk for one in made]


def ids(rows: Any) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def wrong_opening() -> Complaint:
    vacancy = Vacancy.objects.filter(status=Status.OPEN)[0]
    return Complaint.objects.create(vacancy=vacancy, kind=Complaint.Kind.values[0], made_at=clock.now())


def letter_nobody_took() -> Delivery:
    news = OutboxMessage.objects.create(kind="fairs.PersonRegistered", body={})
    return Delivery.objects.create(message=news, receiver="statistics.count", state=Delivery.State.DEAD, attempts=6)
