"""What gatherings do by themselves: when a fact arrives, when time passes, when a page asks to watch."""

from typing import Any

from procrastinate.contrib.django import app

from nhipcau.accounts.api import may
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.gatherings import actions
from nhipcau.gatherings.events import GatheringCalledOff, GatheringEnded, GatheringMoved, OffStage
from nhipcau.gatherings.models import Gathering
from nhipcau.gatherings.queries.gatherings import mine
from nhipcau.gatherings.queries.invites import invite_of
from nhipcau.gatherings.queries.kept import kept_of
from nhipcau.gatherings.rules.planning import PLAN
from nhipcau.seekers.api import tells_what_it_keeps

tells_what_it_keeps(kept_of)


@app.periodic(cron="* * * * *")  # every minute; each member is told once the day before and once soon before
@app.task(name="gatherings.remind", queue="news", queueing_lock="gatherings.remind")
def remind(timestamp: int) -> None:
    actions.remind_all(now=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="gatherings.end_forgotten", queue="news", queueing_lock="gatherings.end_forgotten")
def end_forgotten(timestamp: int) -> None:
    actions.end_forgotten(now=clock.now())


@outbox.on(OffStage)
def give_up_seats(fact: OffStage) -> None:
    actions.give_up_seats(gathering_id=fact.gathering_id, visits=fact.visits)


@outbox.on(GatheringEnded)
def close_the_stage(fact: GatheringEnded) -> None:
    actions.close_stage(gathering_id=fact.gathering_id, now=fact.at)


@outbox.on(GatheringCalledOff)
def tell_called_off(fact: GatheringCalledOff) -> None:
    actions.tell_called_off(gathering_id=fact.gathering_id, now=fact.at)


@outbox.on(GatheringMoved)
def tell_moved(fact: GatheringMoved) -> None:
    actions.tell_moved(gathering_id=fact.gathering_id, now=fact.at)


@live.guard("gathering")
def watches_gathering(user: Any, number: int) -> bool:
    """Its members, whoever came by a link that is good, and its hosts."""
    if not user.is_authenticated:
        return False
    if (made := invite_of(user, clock.now())) is not None:
        return made.member.gathering_id == number
    if mine(user).filter(gathering_id=number, invite=None).exists():
        return True
    gathering = Gathering.objects.filter(pk=number).first()
    return gathering is not None and may(user, PLAN, gathering)
