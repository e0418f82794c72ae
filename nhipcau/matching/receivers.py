"""What moves the lists: openings and people that change, what somebody says of a suggestion, and the night."""

from typing import Any

from procrastinate.contrib.django import app

from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.outbox import api as outbox
from nhipcau.matching import actions
from nhipcau.matching.events import PreferenceChanged, TradeChosen
from nhipcau.matching.queries.kept import kept_of
from nhipcau.seekers.api import tells_what_it_keeps
from nhipcau.seekers.events import SeekerChanged, SeekerRegistered
from nhipcau.vacancies.events import VacancyChanged, VacancyClosed, VacancyPublished, VacancyReturned

tells_what_it_keeps(kept_of)


def lists_follow(fact: Any) -> None:
    actions.follow_lists_soon()


for kind in (VacancyPublished, VacancyChanged, VacancyReturned, VacancyClosed, SeekerRegistered, SeekerChanged):
    outbox.on(kind)(lists_follow)


@outbox.on(PreferenceChanged)
def list_of_one_follows(fact: PreferenceChanged) -> None:
    actions.rematch_one.defer(seeker_id=fact.seeker_id)


@outbox.on(TradeChosen)
def lists_are_spread_otherwise(fact: TradeChosen) -> None:
    actions.make_lists_soon()


@app.periodic(cron="*/5 * * * *")  # what changed without announcing itself
@app.task(name="matching.sweep", queue="news", queueing_lock="matching.sweep", lock=actions.LISTS)
def sweep_lists(timestamp: int) -> None:
    actions.follow_lists(now=clock.now())


@app.periodic(cron="30 1 * * *")  # every night
@app.task(name="matching.nightly", queue="news", queueing_lock="matching.nightly", lock=actions.LISTS)
def make_lists_nightly(timestamp: int) -> None:
    actions.make_lists(now=clock.now())
