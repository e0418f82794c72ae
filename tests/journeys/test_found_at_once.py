"""An opening is published, and seconds later those who look for such work have it before them."""

import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page

from nhipcau.accounts.models import User
from nhipcau.fairs.models import FairSession
from nhipcau.matching.api import opening_facts, person_facts, suitability
from nhipcau.matching.models import Suggestions
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Vacancy
from tests.browser import DESK, PHONE
from tests.journeys.hand import Hand
from tests.journeys.working import jobs_being_done

pytestmark = pytest.mark.browser
TITLE, TYPED = "Thợ đánh bóng đồng mỹ nghệ", "danh bong dong viet yen"
SECONDS: Final = 5.0


@pytest.fixture
def worked_on(ready: FairSession, settings: Any, tmp_path: Path) -> Iterator[FairSession]:
    """The town with its search index and everybody's list, and a process of its own that does its jobs."""
    settings.SEARCH_ROOT = tmp_path
    polisher = Seeker.objects.filter(account__username="nguoi-tim-viec")
    polisher.update(wished_work="thợ đánh bóng", wished_occupation=None, wished_shift="", wished_pay=None)
    call_command("rebuild_search", stdout=StringIO())
    call_command("make_lists", stdout=StringIO())
    with jobs_being_done():
        yield ready


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_opening_is_found_and_suggested_seconds_after_it_was_published(
    hand: Callable[..., Hand], worked_on: FairSession, language: str
) -> None:
    operator, seeker = hand(DESK, language, user=User.objects.get(username="dieu-hanh")), hand(PHONE, language)
    opening = waits_for_review(hand(DESK, language, user=User.objects.get(username="tuyen-dung-1")))
    polisher = hand(PHONE, language, user=User.objects.get(username="nguoi-tim-viec"))
    looks_for(seeker.page)
    assert TITLE not in titles(seeker.page)
    assert TITLE not in suggested(polisher.page)

    published = is_published(operator, opening)

    while TITLE not in titles(seeker.page):
        assert time.monotonic() - published < SECONDS
        looks_for(seeker.page)
    while TITLE not in suggested(polisher.page):
        assert time.monotonic() - published < SECONDS
    assert time.monotonic() - published < SECONDS
    whose = Suggestions.objects.filter(shown__contains=[opening.pk]).values_list("seeker", flat=True)
    assert {*whose} == {number for number in whose if suits(number, opening)}
    polisher.look("at-once-suggested")
    assert seeker.page.locator("#results .chip .number").count()  # the index answered: it alone counts
    seeker.look("at-once-found")


def waits_for_review(her: Hand) -> Vacancy:
    page = her.page
    page.goto(reverse("vacancies:enter"))
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_headcount").fill("5")
    page.locator("#id_pay_from").fill("9")
    page.locator("#id_place").fill("Phường Nếnh, Bắc Ninh")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()
    return Vacancy.objects.get(title=TITLE)


def is_published(his: Hand, opening: Vacancy) -> float:
    """The moment of the tap."""
    his.page.goto(reverse("vacancies:review", args=[opening.pk]))
    moment = time.monotonic()
    his.go(his.button("Publish"))
    opening.refresh_from_db()
    assert opening.status == "open"
    return moment


def looks_for(page: Page) -> None:
    page.goto(reverse("vacancies:board", query={"q": TYPED}))


def suggested(page: Page) -> str:
    page.goto(reverse("suggested:mine"))
    return page.locator("#suggested").inner_text() if page.locator("#suggested").count() else ""


def suits(seeker: int, opening: Vacancy) -> bool:
    person, asked = person_facts(Seeker.objects.filter(pk=seeker)), opening_facts([opening])
    return not suitability(person[seeker], asked[opening.pk]).shut


def titles(page: Page) -> list[str]:
    return page.locator("#results article h2").all_inner_texts()
