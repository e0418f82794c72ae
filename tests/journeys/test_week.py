"""The operator's week: a session like the last one, putting off, what orders call for; and the recruiter's one tap."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, NewsLine, SessionState
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews.models import Desk
from nhipcau.messaging.models import SmsMessage
from nhipcau.site.demo.size import SMALL
from tests.browser import SCREENS
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser


def the(username: str) -> User:
    return User.objects.get(username=username)


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_from_copy_to_open_registration_are_four_taps_and_nothing_is_typed(
    hand: Callable[..., Hand], over: FairSession, width: int, language: str
) -> None:
    his = hand(width, language, user=the("dieu-hanh"))
    his.page.goto("/phien/ban/")
    his.look("week-1-sessions")
    his.go(his.link("Like the last session"))
    his.look("week-2-copy")
    his.go(his.button("Plan this session"))
    his.look("week-3-plan")
    his.go(his.button("Announce"))
    his.go(his.button("Open the registration"))
    his.look("week-4-open")

    made = FairSession.objects.get(copied_from=over)
    assert made.state == SessionState.REGISTRATION_OPEN
    assert (his.taps, his.letters) == (4, 0)
    came = over.participations.filter(state__in=["present", "left"]).count()
    assert made.asked.count() == came > 0
    who_was_invited_is_on_every_list(his, made)

    fairs.send_waiting(now=clock.now())
    employer = made.asked.order_by("pk")[0].employer
    theirs = hand(width, language, user=employer.recruiters.get().user)
    theirs.page.goto("/phien/tham-gia/")
    theirs.look("week-5-invited")
    theirs.go(theirs.page.get_by_role("button", name=re.compile(r"\d")))
    theirs.look("week-6-applied")
    assert theirs.taps == 1
    assert made.participations.get().employer == employer
    his.page.reload()
    his.look("week-6b-one-answered")
    expect(his.page.locator("tr[data-row]")).to_have_count(came)
    expect(his.page.locator("tr[data-row]").get_by_text(his.word("Invited, no answer yet"))).to_have_count(came - 1)


def who_was_invited_is_on_every_list(his: Hand, made: FairSession) -> None:
    """Nobody has answered yet, so nobody is ready; they stand on the plan, on the list of readiness and in the table."""
    page, names = his.page, list(made.asked.values_list("employer__name", flat=True))
    expect(page.locator("a.door")).to_contain_text(str(len(names)))
    his.go(page.locator("a.door"))
    his.look("week-4b-nobody-ready")
    expect(page.get_by_text(his.word("Every enterprise is ready"))).to_have_count(0)
    for name in names:
        row = page.locator("[data-row]", has=page.get_by_text(name, exact=True))
        expect(row).to_contain_text(his.word("has not answered the invitation"))
    his.go(page.get_by_role("link", name=his.word("Enterprises"), exact=True))
    his.look("week-4c-nobody-answered")
    expect(page.locator("tr[data-row]")).to_have_count(len(names))
    expect(page.locator("tr[data-row]").get_by_text(his.word("Invited, no answer yet"))).to_have_count(len(names))


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_session_is_postponed_everybody_is_told_and_hears_the_new_day(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    before = SmsMessage.objects.count()
    his = hand(width, language, user=the("dieu-hanh"))
    page = his.page
    page.goto(f"/phien/{ready.pk}/ke-hoach/")
    his.go(his.link("Postpone or cancel"))
    his.look("week-7-before")
    expect(page.get_by_role("row")).not_to_have_count(0)
    his.type("Bão số 3.", page.locator("#note"))
    his.go(his.button("Postpone the session"))
    his.look("week-8-sending")

    fairs.send_waiting(now=clock.now())
    page.reload()
    his.look("week-9-sent")
    assert not NewsLine.objects.filter(news__session=ready, state=NewsLine.State.WAITING).exists()
    sent = SmsMessage.objects.count() - before
    assert sent > 0
    to_phone = page.locator("[data-row]").count()
    assert to_phone > 0
    his.go(page.locator("[data-row]").get_by_role("button").first)
    expect(page.locator("[data-row]")).to_have_count(to_phone - 1)

    his.go(his.link("Set the new day"))
    page.get_by_label(his.word("day"), exact=True).fill((ready.starts + timedelta(days=9)).date().isoformat())
    his.go(his.button("Save"))
    his.look("week-10-new-day")
    his.go(his.button("Announce"))
    fairs.send_waiting(now=clock.now())
    page.goto(f"/phien/{ready.pk}/bao-tin/")
    his.look("week-11-told-again")

    ready.refresh_from_db()
    assert ready.state == SessionState.ANNOUNCED
    assert SmsMessage.objects.count() - before == 2 * sent


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_open_orders_become_an_online_session_with_two_taps(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    Centre.objects.filter(pk=ready.centre_id).update(order_threshold=SMALL.order)
    fairs.propose_all(now=clock.now())
    his = hand(width, language, user=the("dieu-hanh"))
    his.page.goto("/")
    his.look("week-12-home")
    his.go(his.link("Open places in orders: time for an online session"))
    his.look("week-13-proposal")
    his.go(his.button("Make the online session"))
    his.look("week-14-draft")

    made = FairSession.objects.get(mode="online")
    assert (made.state, made.asked.count(), his.taps) == (SessionState.DRAFT, 1, 2)


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_what_is_missing_stands_on_the_desk_and_is_mended_from_its_list(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    there = ready.participations.get(employer__recruiters__user=the("tuyen-dung-1"))
    Desk.objects.filter(employer=there.employer).update(interviewer="")
    his = hand(width, language, user=the("dieu-hanh"))
    page = his.page
    page.goto("/")
    his.go(page.locator(f"a[href='/phien/{ready.pk}/san-sang/']"))
    his.look("week-15-readiness")
    missing = page.locator("[data-row]").count()
    nameless = page.locator("[data-row]", has_text=there.employer.name)
    expect(nameless).to_contain_text(his.word("has named no interviewer"))

    theirs = hand(width, language, user=the("tuyen-dung-1"))
    theirs.page.goto(f"/phien/tham-gia/{there.pk}/")
    theirs.look("week-16-interviewers")
    theirs.type("chị Lan", theirs.page.locator("#interviewers input.input").first)
    theirs.go(theirs.button("Save the names"))
    theirs.see("Saved.")
    page.reload()
    expect(nameless).to_have_count(0)
    expect(page.locator("[data-row]")).to_have_count(missing - 1)

    his.go(his.link("Mend"))
    his.type("Chị Hoà, 0912 345 678", page.get_by_label(his.word("contact on the day")))
    his.go(his.button("Save"))
    his.go(page.get_by_role("link", name=his.word("Readiness"), exact=True))
    his.look("week-17-less-is-missing")
    expect(page.locator("[data-row]")).to_have_count(missing - 2)
