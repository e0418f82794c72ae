"""Before the fair: a recruiter finds people whom an opening suits, invites them; one says yes, and has a name from then on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.fairs.models import FairSession, Registration, SessionVacancy
from nhipcau.matching.api import Invitation, NotForMe
from nhipcau.matching.queries.held import forget_held
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import LabourOrder, OrderState, Vacancy
from tests.browser import SCREENS
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser


@pytest.fixture
def her_opening(ready: FairSession) -> SessionVacancy:
    """What the demo's recruiter brings; the demo's seeker is the one person whom nothing keeps from it."""
    forget_held()
    recruiter = User.objects.get(username="tuyen-dung-1")
    there = SessionVacancy.objects.filter(participation__session=ready)
    brought: SessionVacancy = there.filter(participation__employer__recruiters__user=recruiter).order_by("pk")[0]
    me = Seeker.objects.get(account__username="nguoi-tim-viec")
    Seeker.objects.exclude(pk=me.pk).update(wished_pay=90_000_000)
    Seeker.objects.filter(pk=me.pk).update(wished_pay=None, wished_shift="any", will_move=True)
    Registration.objects.filter(seeker=me).update(state="cancelled")
    return brought


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_somebody_is_invited_says_yes_and_is_known_by_name(
    hand: Callable[..., Hand], her_opening: SessionVacancy, width: int, language: str
) -> None:
    me = Seeker.objects.get(account__username="nguoi-tim-viec")
    her = hand(width, language, user=User.objects.get(username="tuyen-dung-1"))
    her.page.goto(f"/viec-lam/cua-toi/{her_opening.vacancy_id}/")
    her.go(her.link("People who fit, and inviting them to a fair"))
    her.look("people-1-how-many")
    her.go(her.button("Show who fits best"))
    her.look("people-1-who-fit")
    assert me.full_name not in her.page.content()
    expect(her.page.locator("input[name=person]")).to_have_count(1)
    her.tick(her.page.locator("input[name=person]"))
    her.go(her.page.locator(".thumb-bar button"))
    her.look("people-2-invited")
    her.see("Has not answered")
    assert Invitation.objects.get().seeker == me

    mine = hand(width, language, user=me.account)
    mine.page.goto("/phien/ngay-cua-toi/")
    mine.look("people-3-card")
    mine.go(mine.page.locator("a[href*='/duoc-moi/']"))
    mine.look("people-4-asked")
    mine.go(mine.button("I will come"))
    mine.look("people-5-ticket")
    assert Registration.objects.exclude(state="cancelled").get(seeker=me).wishes.get().session_vacancy == her_opening

    her.page.reload()
    her.see("Comes")
    her.look("people-6-comes")
    her.go(her.page.get_by_role("link", name=me.full_name))
    her.look("people-7-who")
    expect(her.page.get_by_role("heading", name=me.full_name)).to_be_visible()


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_somebody_says_no_with_a_reason_without_scripts(
    hand: Callable[..., Hand], open_page: Callable[..., object], her_opening: SessionVacancy, width: int, language: str
) -> None:
    me = Seeker.objects.get(account__username="nguoi-tim-viec")
    her = hand(width, language, user=User.objects.get(username="tuyen-dung-1"))
    her.page.goto(f"/phien/nguoi-phu-hop/{her_opening.vacancy_id}/")
    her.go(her.button("Show who fits best"))
    her.go(her.page.locator("button[name=one]").first)

    plain = Hand(open_page(width, language, user=me.account, scripts=False), language, lambda page: [])
    plain.page.goto(f"/phien/duoc-moi/{Invitation.objects.get().pk}/")
    plain.page.get_by_text(plain.word("No, thank you")).click()
    plain.page.locator("input[name=because][value=shift]").check()
    plain.button("Send my no").click()
    expect(plain.page.get_by_text(plain.word("You said no"))).to_be_visible()

    assert NotForMe.objects.get(seeker=me).vacancy_id == her_opening.vacancy_id
    her.page.reload()
    her.go(her.button("Show who fits best"))
    her.look("people-8-nobody-else")
    expect(her.page.locator("input[name=person]")).to_have_count(0)


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_the_map_of_an_order_is_drawn_and_read(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    forget_held()
    recruiter = User.objects.get(username="tuyen-dung-1")
    order = LabourOrder.objects.filter(employer__recruiters__user=recruiter, state=OrderState.APPROVED).first()
    assert order is not None
    Vacancy.objects.filter(employer=order.employer).update(order=order)
    for name, who in (("people-9-map", "tuyen-dung-1"), ("people-10-map-centre", "dieu-hanh")):
        his = hand(width, language, user=User.objects.get(username=who))
        his.page.goto(f"/bao-cao/don-hang/{order.pk}/")
        his.go(his.link("Where people could come from"))
        expect(his.page.locator("svg.sources circle").first).to_be_visible()
        his.look(name)
        assert his.page.locator("table tbody tr").count() >= 1
