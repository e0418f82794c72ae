"""After the fair: hires are entered on the national exchange, and people are asked how it went."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.counselling.models import ExchangeEntry, FollowUp
from nhipcau.fairs.models import FairSession
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews.models import Outcome, Stage
from tests.browser import SCREENS
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_hires_of_the_morning_are_marked_as_entered(
    hand: Callable[..., Hand], over: FairSession, width: int, language: str
) -> None:
    counsellor = hand(width, language, user=User.objects.get(username="tu-van"))
    page = counsellor.page
    owed = ExchangeEntry.objects.filter(centre=over.centre, entered_at=None, cancelled_at=None).count()
    assert owed > 0
    page.goto("/")
    counsellor.go(counsellor.link("Hires for the national exchange"))
    counsellor.look("duties-1-owed")
    counsellor.tick(page.get_by_role("checkbox").first)
    counsellor.go(counsellor.button("Mark: entered on the national exchange"))
    expect(page.get_by_role("checkbox")).to_have_count(owed - 1)
    counsellor.go(page.locator(".tabs a").nth(1))
    counsellor.look("duties-2-entered")
    counsellor.see("Entered on the national exchange")
    assert counsellor.taps == 4


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_month_later_one_tap_says_that_somebody_works_there(
    hand: Callable[..., Hand], over: FairSession, width: int, language: str
) -> None:
    clock.show(over.starts + timedelta(days=40))
    counsellor = hand(width, language, user=User.objects.get(username="tu-van"))
    page = counsellor.page
    page.goto("/")
    counsellor.go(counsellor.link("People to ask how it went"))
    counsellor.look("duties-3-to-ask")
    before = FollowUp.objects.filter(done_at=None).count()
    hire = FollowUp.objects.filter(centre=over.centre, interview__isnull=False, done_at=None).order_by("due_on", "pk")[
        0
    ]
    card = page.locator(f"#nguoi-{hire.pk}")
    started = (over.starts + timedelta(days=3)).strftime("%d/%m/%Y")
    counsellor.type(started, card.get_by_label(counsellor.word("At work since")))
    counsellor.go(card.get_by_role("button", name=counsellor.word("Works there")))
    counsellor.look("duties-4-asked")
    assert FollowUp.objects.filter(done_at=None, months=1).count() == before - 1
    assert Outcome.objects.filter(stage=Stage.RETAINED_1M).count() == 1
