"""What fairs do by themselves: when a fact arrives, and when a night passes."""

from procrastinate.contrib.django import app

from nhipcau.fairs.actions import seating, series, telling, ticket_by_sms
from nhipcau.fairs.events import PersonRegistered, SessionCancelled, SessionPostponed
from nhipcau.fairs.queries.occasion import KIND
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews.api import PersonCalled


@outbox.on(SessionPostponed)
def tell_of_a_postponed_session(fact: SessionPostponed) -> None:
    telling.tell_of_change(session_id=fact.session_id, now=fact.at)


@outbox.on(SessionCancelled)
def tell_of_a_cancelled_session(fact: SessionCancelled) -> None:
    telling.tell_of_change(session_id=fact.session_id, now=fact.at)


@outbox.on(PersonRegistered)
def write_the_ticket(fact: PersonRegistered) -> None:
    ticket_by_sms.send_ticket(registration_id=fact.registration_id, now=fact.at)


@outbox.on(PersonCalled)
def who_calls_is_there(fact: PersonCalled) -> None:
    if fact.occasion_kind == KIND:
        seating.note_presence(session_id=fact.occasion_id, employer_id=fact.employer_id, now=fact.at)


@app.periodic(cron="30 2 * * *")  # every night
@app.task(name="fairs.materialise", queue="news", queueing_lock="fairs.materialise")
def materialise(timestamp: int) -> None:
    series.materialise_all(now=clock.now())
