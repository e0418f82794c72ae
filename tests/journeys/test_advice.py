"""The counsellor and one person: why an opening suits, what would open more doors. The manager: how suggestions are spread."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre
from nhipcau.counselling.models import Screening
from nhipcau.fairs.models import FairSession
from nhipcau.matching.models import Spreading, Trade
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Vacancy
from tests.browser import BOTH
from tests.journeys.hand import Hand
from tests.journeys.test_counselling import somebody
from tests.matching.factories import measured

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "language"), BOTH)
def test_why_it_suits_and_what_would_open_more(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    ticket = somebody(under_way, shares=True)
    Seeker.objects.filter(pk=ticket.seeker_id).update(wished_shift="day", wished_pay=7_000_000, qualification="none")
    Vacancy.objects.filter(shift="day").update(qualification="short")
    counsellor = hand(width, language, user=User.objects.get(username="tu-van"))
    page = counsellor.page
    page.goto(f"/tu-van/ban/ve/{ticket.pk}/viec/")
    counsellor.tap(page.locator("#lists details.more > summary", has_text=counsellor.word("All reasons")))
    expect(page.locator("#lists details[open] li").first).to_be_visible()
    counsellor.look("advice-1-reasons")
    counsellor.go(page.get_by_role("link", name=counsellor.word("Point by point, to print")))
    counsellor.see("Edition of the scale")
    expect(page.get_by_role("button", name=counsellor.word("Print"))).to_be_visible()
    counsellor.look("advice-2-why")

    page.goto(f"/tu-van/ban/ve/{ticket.pk}/viec/")
    counsellor.go(page.locator("nav.tabs a").nth(2))
    expect(page.get_by_role("heading", name=counsellor.word("What would open more doors"))).to_be_visible()
    counsellor.look("advice-3-more")
    counsellor.go(page.get_by_role("link", name=counsellor.pattern("Show these openings")))
    expect(page.locator("#opened li.card").first).to_be_visible()
    counsellor.look("advice-4-opened")

    counsellor.go(page.locator("a[href$='#id_note']"))
    note = page.locator("#id_note")
    expect(note).to_have_value(counsellor.word("Advised on a training course."))
    counsellor.go(counsellor.button("Show fitting openings"))
    screening = Screening.objects.get(seeker=ticket.seeker)
    assert screening.note == counsellor.word("Advised on a training course.")


@pytest.mark.parametrize(("width", "language"), BOTH)
def test_without_a_fair_the_file_is_looked_at(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    person = somebody(under_way, shares=True).seeker
    Seeker.objects.filter(pk=person.pk).update(wished_shift="day")
    counsellor = hand(width, language, user=User.objects.get(username="tu-van"))
    page = counsellor.page
    page.goto(f"/tu-van/ban/nguoi/{person.pk}/")
    counsellor.look("advice-5-suggested")
    counsellor.go(counsellor.link("What would open more doors"))
    counsellor.look("advice-6-direct-more")
    expect(page.locator(f"a[href='/toi/nguoi/{person.pk}/sua/']").first).to_be_visible()


@pytest.mark.parametrize(("width", "language"), BOTH)
def test_the_manager_sees_what_each_step_would_do_and_chooses(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    manager = hand(width, language, user=User.objects.get(username="giam-doc"))
    page = manager.page
    page.goto("/viec-cua-toi/")
    manager.go(manager.link("How suggestions are spread"))
    manager.see("What each step would do here is reckoned tonight")
    manager.look("spreading-1-before")
    measured(under_way.centre)
    page.reload()
    expect(page.locator("table.bars")).to_have_count(3)
    manager.look("spreading-2-measured")
    manager.tick(page.locator("input[name=trade][value=wide]"))
    manager.go(manager.button("Choose this step"))
    manager.see("Chosen. It is in force with the next making of the lists.")
    manager.look("spreading-3-chosen")
    assert Spreading.objects.get(centre=Centre.objects.get(pk=under_way.centre_id)).trade == Trade.WIDE
    assert manager.taps == 3, "to the page, the step, the button"
