"""What a person says of suggestions on the pages: with scripts in place, without them by a way round, refused changes nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.matching.models import NotForMe, Preference
from nhipcau.vacancies.models import Status, Vacancy
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.matching.factories import PreferenceFactory
from tests.matching.web.looking import (
    HTMX,
    MINE,
    TURNED_DOWN,
    one,
    phone_of,
    sewing,
    somebody,
    take_back,
    turn_down,
)
from tests.seekers.factories import SeekerFactory, seeker_user
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db
FAR = {"because": "far"}
VI = {"Accept-Language": "vi"}


def test_without_scripts_the_list_says_what_went_and_offers_the_undo() -> None:
    me, gone = somebody(), sewing(title="Công nhân may áo")
    client = phone_of(me)
    answer = client.post(turn_down(gone), FAR)
    assert answer.headers["Location"] == f"{MINE}?vua-bo={gone.pk}"

    page = client.get(answer.headers["Location"], headers=VI).text
    assert "Không gợi ý lại: Công nhân may áo (quá xa)." in page
    assert f'action="{take_back(gone)}"' in page
    assert client.post(take_back(gone)).headers["Location"] == MINE
    assert not NotForMe.objects.exists()
    assert [each.vacancy for each in client.get(MINE).context["shown"]] == [gone]


def test_with_scripts_the_card_says_so_and_the_next_one_comes_in() -> None:
    me = somebody()
    first, *rest = [sewing() for _n in range(11)]
    seen = [str(each.pk) for each in (first, *rest[:9])]
    part = phone_of(me).post(turn_down(first), {**FAR, "seen": seen}, headers={**HTMX, **VI}).text

    assert "<html" not in part
    assert f'id="viec-{first.pk}"' in part
    assert f'action="{take_back(first)}"' in part
    assert 'hx-swap-oob="beforeend:#suggested"' in part
    assert f'id="viec-{rest[9].pk}"' in part
    assert not any(f'id="viec-{each.pk}"' in part for each in rest[:9])


def test_where_no_other_suits_nothing_comes_in() -> None:
    me, only = somebody(), sewing()
    part = phone_of(me).post(turn_down(only), {**FAR, "seen": [only.pk]}, headers=HTMX).text
    assert "beforeend" not in part


def test_what_was_learnt_is_said_at_once_and_the_way_back_is_one_tap() -> None:
    me = somebody()
    client = phone_of(me)
    for _n in range(2):
        part = client.post(turn_down(sewing()), FAR, headers={**HTMX, **VI}).text
    assert "Bạn hay bỏ việc xa: chỗ làm gần được tính nặng gấp 1¼ lần." in part
    assert Preference.objects.get().place == 20

    assert client.post(reverse("suggested:weigh")).headers["Location"] == MINE
    assert Preference.objects.get().place == 16
    assert NotForMe.objects.count() == 2


def test_with_scripts_the_card_comes_back_where_it_was() -> None:
    me, gone = somebody(), sewing()
    client = phone_of(me)
    client.post(turn_down(gone), FAR)
    part = client.post(take_back(gone), headers={**HTMX, **VI}).text
    assert f'<article class="card card-link" id="viec-{gone.pk}">' in part
    assert "Không hợp vì:" in part
    assert not NotForMe.objects.exists()


def test_what_left_the_board_is_taken_back_all_the_same() -> None:
    me, gone = somebody(), sewing()
    client = phone_of(me)
    client.post(turn_down(gone), FAR)
    Vacancy.objects.update(status=Status.CLOSED)
    assert client.post(take_back(gone), headers=HTMX).headers["HX-Redirect"] == MINE
    client.post(turn_down(gone), FAR)
    assert client.post(take_back(gone), {"at": "turned-down"}).headers["Location"] == TURNED_DOWN
    assert not NotForMe.objects.exists()


def test_taken_back_twice_is_taken_back_once() -> None:
    me, gone = somebody(), sewing()
    client = phone_of(me)
    client.post(turn_down(gone), FAR)
    for _tap in range(2):
        assert client.post(take_back(gone)).status_code == 302
    assert AuditRecord.objects.filter(action="suggestion.take_back").count() == 1


def test_taking_back_what_was_never_turned_down_changes_nothing() -> None:
    assert phone_of(somebody()).post(take_back(sewing())).status_code == 302
    assert not Preference.objects.exists()
    assert not AuditRecord.objects.exists()


def test_said_on_the_openings_own_page_it_stays_there() -> None:
    me, opening = somebody(), sewing()
    client, here = phone_of(me), reverse("vacancies:vacancy", args=[opening.pk])
    assert client.post(turn_down(opening), {**FAR, "at": "opening"}).headers["Location"] == here
    assert "Bạn đã nói: không hợp với tôi (quá xa)." in client.get(one(opening), headers=VI).text
    assert client.post(take_back(opening), {"at": "opening"}).headers["Location"] == here

    part = client.post(turn_down(opening), {**FAR, "at": "opening"}, headers={**HTMX, **VI}).text
    assert "Bạn đã nói: không hợp với tôi (quá xa)." in part
    assert "<html" not in part
    part = client.post(take_back(opening), {"at": "opening"}, headers={**HTMX, **VI}).text
    assert "Không hợp vì:" in part
    assert "Bạn đã nói" not in part


@pytest.mark.parametrize("because", ["", "x", "FAR"])
def test_without_one_of_the_reasons_nothing_is_kept(because: str) -> None:
    me, opening = somebody(), sewing()
    client = phone_of(me)
    assert client.post(turn_down(opening), {"because": because}).headers["Location"] == MINE
    assert client.post(turn_down(opening), {"because": because}, headers=HTMX).headers["HX-Redirect"] == MINE
    assert "Chọn một lý do." in client.get(MINE, headers=VI).text
    assert not NotForMe.objects.exists()
    assert not AuditRecord.objects.exists()


def test_what_was_never_on_the_board_is_not_there() -> None:
    client = phone_of(somebody())
    hidden = VacancyFactory()
    for address in (turn_down(hidden), take_back(hidden)):
        assert client.post(address, FAR).status_code == 404
    assert client.post(turn_down(sewing(status=Status.CLOSED)), FAR).status_code == 404
    assert not NotForMe.objects.exists()
    assert not Preference.objects.exists()


def test_the_switch_goes_off_and_on() -> None:
    me = somebody()
    client, switch = phone_of(me), reverse("suggested:switch")
    for on, kept in (("0", False), ("0", False), ("1", True)):
        assert client.post(switch, {"on": on}).headers["Location"] == MINE
        assert Preference.objects.get().suggestions is kept
    assert AuditRecord.objects.filter(action="suggestion.switch").count() == 2


def test_it_is_said_for_the_person_who_was_chosen() -> None:
    me, opening = somebody(), sewing()
    son = SeekerFactory(account=seeker_user(me))
    client = phone_of(me)
    assert client.post(turn_down(opening), FAR).headers["Location"].startswith(reverse("seekers:choose"))
    assert client.post(turn_down(opening), FAR, headers=HTMX).status_code == 204
    assert not NotForMe.objects.exists()
    client.post(reverse("seekers:choose"), {"person": son.pk})
    client.post(turn_down(opening), FAR)
    assert NotForMe.objects.get().seeker == son


def test_nobody_else_says_anything_and_reading_says_nothing() -> None:
    me, opening = somebody(), sewing()
    clerk = sign_in(Client(), staff(Role.COUNSELLOR, me.centre))
    addresses = [turn_down(opening), take_back(opening), reverse("suggested:switch"), reverse("suggested:weigh")]
    PreferenceFactory(seeker=me, place=20)
    for address in addresses:
        assert clerk.post(address, {**FAR, "on": "0"}).status_code == 403
        assert Client().post(address, {**FAR, "on": "0"}).status_code == 302
        assert phone_of(me).get(address).status_code == 405
    assert not NotForMe.objects.exists()
    assert (Preference.objects.get().place, Preference.objects.get().suggestions) == (20, True)
