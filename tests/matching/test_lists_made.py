"""Everybody's list as the night makes it: exact, spread, and only what changed is written."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nhipcau.matching.actions import make_lists, say_not_for_me, switch_suggestions
from nhipcau.matching.models import Spread, Spreading, Standing, Suggestions, Trade
from nhipcau.matching.queries import suggestions_for
from nhipcau.matching.queries.lists import K
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Vacancy
from tests.accounts.factories import UserFactory
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory
from tests.matching.markets import best_of, communes, everything_listed, listed, market
from tests.seekers.factories import SeekerFactory, seeker_user
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db


def test_candidates_are_the_best_of_every_opening_there_is() -> None:
    market(12, 25)
    made = make_lists(now=NOON)
    assert (made.people, made.openings) == (12, 25)
    for seeker in Seeker.objects.all():
        assert listed(seeker) == best_of(seeker)


def test_shown_are_at_most_ten_of_the_candidates_in_their_order() -> None:
    market(12, 25)
    make_lists(now=NOON)
    for kept in Suggestions.objects.all():
        assert len(kept.shown) == min(10, len(kept.candidates))
        assert kept.shown == [number for number in kept.candidates if number in kept.shown]


def test_made_again_without_a_change_nothing_is_written() -> None:
    market(5, 8)
    assert make_lists(now=NOON).changed == 5
    assert make_lists(now=NOON + timedelta(days=1)).changed == 0
    assert {*Suggestions.objects.values_list("made_at", flat=True)} == {NOON}
    assert Standing.objects.get().made_at == NOON + timedelta(days=1)


def test_what_was_turned_down_is_no_candidate() -> None:
    market(1, 6)
    seeker = Seeker.objects.get()
    number = best_of(seeker)[0][0]
    vacancy = Vacancy.objects.get(pk=number)
    say_not_for_me(seeker=seeker, vacancy=vacancy, because="work", by=seeker_user(seeker), now=NOON)
    make_lists(now=NOON)
    assert number not in dict(listed(seeker))
    assert len(listed(seeker)) == len(best_of(seeker)) - 1


def test_who_switched_suggestions_off_has_no_list_and_stands_in_nobodys_way() -> None:
    market(3, 6)
    make_lists(now=NOON)
    seeker = Seeker.objects.first()
    assert seeker is not None
    switch_suggestions(seeker=seeker, on=False, by=seeker_user(seeker), now=NOON)
    assert make_lists(now=NOON).people == 2
    assert not Suggestions.objects.filter(pk=seeker.pk).exists()
    assert suggestions_for(seeker, now=NOON) == []


def test_people_alike_are_spread_over_openings_alike_unless_the_centre_wants_score_alone() -> None:
    place = communes()[0]
    for _each in range(20):
        VacancyFactory(on_board=True, commune=place, title="Công nhân may", headcount=2)
    first = SeekerFactory(commune=place, wished_work="công nhân may")
    SeekerFactory.create_batch(9, centre=first.centre, commune=place, wished_work="công nhân may")
    make_lists(now=NOON)
    assert len(_all_shown()) == 20
    Spreading.objects.create(centre=first.centre, trade=Trade.PLAIN, chosen_by=UserFactory(), chosen_at=NOON)
    make_lists(now=NOON)
    assert len(_all_shown()) == 10


def test_each_step_of_the_trade_is_measured_on_the_centres_own_people() -> None:
    market(6, 10)
    make_lists(now=NOON)
    centre = Seeker.objects.latest("pk").centre
    rows = Spread.objects.filter(centre=centre)
    assert {row.trade for row in rows} == {*Trade.values}
    assert {row.people for row in rows} == {6}
    assert {row.places for row in rows} == {sum(Vacancy.objects.values_list("headcount", flat=True))}


def test_no_centre_counts_on_the_places_that_anothers_people_want() -> None:
    place = communes()[0]
    VacancyFactory.create_batch(4, on_board=True, commune=place, title="Công nhân may", headcount=10)
    for many in (3, 1):
        centre = SeekerFactory(commune=place, wished_work="công nhân may").centre
        SeekerFactory.create_batch(many - 1, centre=centre, commune=place, wished_work="công nhân may")
    make_lists(now=NOON)
    parts = Spread.objects.filter(trade=Trade.EVEN).order_by("centre").values_list("people", "places")
    assert [*parts] == [(3, 4 * 8), (1, 4 * 3)]  # of ten places 7.5 and 2.5, the next whole one each


def test_without_anybody_or_anything_there_is_nothing_and_no_error() -> None:
    assert make_lists(now=NOON).people == 0
    seeker = SeekerFactory()
    assert make_lists(now=NOON).people == 1
    assert listed(seeker) == []
    assert suggestions_for(seeker, now=NOON) == []


def test_as_many_queries_for_many_people_as_for_few() -> None:
    market(4, 6)
    make_lists(now=NOON)
    Suggestions.objects.all().delete()
    with CaptureQueriesContext(
        connection,
    ) as few:
        make_lists(now=NOON)
    market(0, 0)
    centre = Seeker.objects.latest("pk").centre
    SeekerFactory.create_batch(30, centre=centre)
    Suggestions.objects.all().delete()
    with CaptureQueriesContext(connection) as many:
        make_lists(now=NOON)
    assert len(many) <= len(few) + 4  # the new files are read


def test_a_page_leaves_out_what_was_closed_or_turned_down_since_and_the_next_come_in() -> None:
    market(1, 25)
    make_lists(now=NOON)
    seeker = Seeker.objects.get()
    before = [one.vacancy.pk for one in suggestions_for(seeker, now=NOON)]
    assert len(before) == 10
    Vacancy.objects.filter(pk=before[0]).update(status="closed")
    refused = Vacancy.objects.get(pk=before[1])
    say_not_for_me(seeker=seeker, vacancy=refused, because="far", by=seeker_user(seeker), now=NOON)
    after = [one.vacancy.pk for one in suggestions_for(seeker, now=NOON)]
    assert not {*before[:2]} & {*after}
    assert len(after) == 10
    assert [one.explanation.score for one in suggestions_for(seeker, now=NOON)] == sorted(
        (one.explanation.score for one in suggestions_for(seeker, now=NOON)), reverse=True
    )


def test_somebody_whose_list_is_not_made_yet_is_matched_at_once() -> None:
    market(1, 12)
    seeker = Seeker.objects.get()
    assert everything_listed() == {}
    assert [one.vacancy.pk for one in suggestions_for(seeker, now=NOON)] == [n for n, _score in best_of(seeker)[:10]]


def test_whoever_changes_their_wish_sees_the_new_work_before_the_lists_have_followed() -> None:
    place = communes()[0]
    sewing, welding = (VacancyFactory(on_board=True, commune=place, title=title) for title in ("Thợ may", "Thợ hàn"))
    seeker = SeekerFactory(commune=place, wished_work="thợ may")
    make_lists(now=NOON)
    assert next(one.vacancy.pk for one in suggestions_for(seeker, now=NOON)) == sewing.pk
    seeker.wished_work = "thợ hàn"
    seeker.save()
    assert next(one.vacancy.pk for one in suggestions_for(seeker, now=NOON)) == welding.pk


def _all_shown() -> set[int]:
    return {number for kept in Suggestions.objects.all() for number in kept.shown}


def test_an_opening_among_nobodys_candidates_comes_in_with_whom_it_suits_best() -> None:
    """K openings pay better and leave no room for the last; its best people see it all the same."""
    place = communes()[0]
    employer = EmployerFactory()
    better = {"commune": place, "title": "Công nhân may", "employer": employer}
    VacancyFactory.create_batch(K, on_board=True, pay_to=12_000_000, **better)
    last = VacancyFactory(on_board=True, pay_from=None, pay_to=6_900_000, **better)
    seeker = SeekerFactory(commune=place, wished_work="công nhân may", wished_pay=7_000_000)
    assert [number for number, _score in best_of(seeker)].index(last.pk) == K
    make_lists(now=NOON)
    assert listed(seeker)[-1][0] == last.pk
    say_not_for_me(seeker=seeker, vacancy=last, because="pay", by=seeker_user(seeker), now=NOON)
    make_lists(now=NOON)
    assert last.pk not in dict(listed(seeker))


def test_the_commands_compile_and_make(capsys: pytest.CaptureFixture[str]) -> None:
    market(2, 3)
    call_command("compile_kernel")
    call_command("make_lists")
    compiled, made = capsys.readouterr().out.splitlines()
    assert compiled.startswith("compiled in ")
    assert made.startswith("2 people, 3 openings: 2 lists changed")
