"""Between two nights the lists follow what changes, and say the same as if all were made anew."""

from random import Random

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from nhipcau.centres.models import Role
from nhipcau.foundation.outbox import api as outbox
from nhipcau.matching.actions import choose_trade, follow_lists, make_lists, rematch, say_not_for_me, switch_suggestions
from nhipcau.matching.models import Standing, Suggestions
from nhipcau.matching.queries.histories import OPENINGS, Until, changed, read_now
from nhipcau.matching.queries.lists import K
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Vacancy
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.matching.markets import best_of, change_something, communes, everything_listed, listed, market
from tests.seekers.factories import SeekerFactory, seeker_user
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("seed", "people", "openings"), [(1, 10, 20), (2, 10, 20), (3, 4, K + 30), (4, 4, K + 30)])
def test_following_says_the_same_as_looking_at_every_pair(seed: int, people: int, openings: int) -> None:
    """With fewer openings than a list has lines, and with more: then one comes in only if another leaves.

    Openings that nobody else would see are introduced in the night alone: they stand behind the K best.
    """
    market(people, openings, seed=seed)
    make_lists(now=NOON)
    chance, places = Random(seed), communes()
    for _each in range(8):
        change_something(chance, places)
        follow_lists(now=NOON)
    for seeker in Seeker.objects.all():
        assert listed(seeker)[:K] == best_of(seeker)[:K]


def test_a_new_opening_is_shown_to_whom_it_suits_and_to_nobody_else() -> None:
    here, far = communes()[0], communes()[3]
    tailor = SeekerFactory(commune=here, wished_work="công nhân may")
    far_away = SeekerFactory(commune=far, wished_work="công nhân may", wished_pay=20_000_000)
    make_lists(now=NOON)
    new = VacancyFactory(on_board=True, commune=here, title="Công nhân may")
    assert follow_lists(now=NOON) == 1
    assert Suggestions.objects.get(pk=tailor.pk).shown == [new.pk]
    assert Suggestions.objects.get(pk=far_away.pk).shown == []


def test_a_closed_opening_leaves_every_list() -> None:
    market(6, 8)
    make_lists(now=NOON)
    gone = Suggestions.objects.exclude(candidates=[]).first()
    assert gone is not None
    number = gone.candidates[0]
    Vacancy.objects.filter(pk=number).update(status="closed")
    assert follow_lists(now=NOON) >= 1
    assert all(number not in kept.candidates for kept in Suggestions.objects.all())


def test_a_changed_wish_changes_the_list_of_that_person_alone() -> None:
    market(6, 20)
    make_lists(now=NOON)
    before = everything_listed()
    seeker = Seeker.objects.order_by("pk").first()
    assert seeker is not None
    Seeker.objects.filter(pk=seeker.pk).update(wished_work="thợ hàn", wished_pay=None, wished_shift="any")
    follow_lists(now=NOON)
    seeker.refresh_from_db()
    assert listed(seeker) == best_of(seeker)
    after = everything_listed()
    assert {number for number in before if before[number] != after[number]} == {seeker.pk}


def test_followed_twice_changes_nothing_more() -> None:
    market(4, 8)
    make_lists(now=NOON)
    change_something(Random(3), communes())
    follow_lists(now=NOON)
    before = Standing.objects.values().get()
    assert follow_lists(now=NOON) == 0
    assert Standing.objects.values().get() == before


def test_without_a_full_run_or_with_another_scale_everything_is_made_anew() -> None:
    market(3, 5)
    assert follow_lists(now=NOON) == 3
    Suggestions.objects.update(candidates=[], points=[], shown=[])
    assert follow_lists(now=NOON) == 0
    Standing.objects.update(edition="older")
    assert follow_lists(now=NOON) == 3


def test_a_line_of_the_history_that_comes_late_is_read_all_the_same() -> None:
    VacancyFactory(on_board=True)
    late = VacancyFactory(on_board=True)
    VacancyFactory(on_board=True)
    now = read_now(OPENINGS)
    missed = min(line for line in now.seen if line > min(now.seen))
    as_it_was_seen = Until(now.number, tuple(line for line in now.seen if line != missed))
    whose, until = changed(OPENINGS, as_it_was_seen)
    assert whose == {late.pk}
    assert changed(OPENINGS, until) == (set(), until)


def test_what_somebody_says_of_a_suggestion_moves_only_their_own_list() -> None:
    market(3, 12)
    make_lists(now=NOON)
    outbox.deliver_waiting()
    seeker = Seeker.objects.order_by("pk").first()
    assert seeker is not None
    refused = Suggestions.objects.get(pk=seeker.pk).shown[0]
    by = seeker_user(seeker)
    say_not_for_me(seeker=seeker, vacancy=Vacancy.objects.get(pk=refused), because="pay", by=by, now=NOON)
    outbox.deliver_waiting()
    jobs = ProcrastinateJob.objects.filter(task_name="matching.rematch", status="todo")
    assert [job.args for job in jobs] == [{"seeker_id": seeker.pk}]
    assert rematch(seekers=[seeker.pk], now=NOON) == 1
    assert refused not in Suggestions.objects.get(pk=seeker.pk).candidates
    switch_suggestions(seeker=seeker, on=False, by=by, now=NOON)
    rematch(seekers=[seeker.pk], now=NOON)
    assert not Suggestions.objects.filter(pk=seeker.pk).exists()
    switch_suggestions(seeker=seeker, on=True, by=by, now=NOON)
    assert rematch(seekers=[seeker.pk], now=NOON) == 1
    assert len(listed(seeker)) == len(best_of(seeker)) - 1


def test_another_choice_of_the_centre_makes_all_lists_anew() -> None:
    centre = CentreFactory()
    choose_trade(centre=centre, trade="plain", by=staff(Role.MANAGER, centre), now=NOON)
    outbox.deliver_waiting()
    assert ProcrastinateJob.objects.filter(task_name="matching.make", status="todo").count() == 1
