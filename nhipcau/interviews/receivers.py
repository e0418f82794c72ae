"""What interviews do by themselves: when a fact arrives, when time passes, when a page asks to watch."""

from typing import Any

from procrastinate.contrib.django import app

from nhipcau.accounts.api import may
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews import actions, queries
from nhipcau.interviews.events import InterviewEnded, PersonCalled, PersonReminded


@outbox.on(PersonReminded)
def write_to_the_person(fact: PersonReminded) -> None:
    actions.send_reminder(interview_id=fact.interview_id, now=fact.at)


@outbox.on(PersonCalled)
def tell_who_comes_next(fact: PersonCalled) -> None:
    actions.tell_near(desk_id=fact.desk_id, now=fact.at)


@outbox.on(InterviewEnded)
def forget_what_the_call_needed(fact: InterviewEnded) -> None:
    actions.forget_signals(interview_id=fact.interview_id, now=fact.at)


@live.presence("seeker")
def note_presence(number: int, here: bool, stream: int) -> None:
    note = actions.find_line if here else actions.lose_line
    note(seeker_id=number, stream=stream, now=clock.now())


@app.periodic(cron="* * * * * */20")  # every 20 seconds
@app.task(name="interviews.release_overdue", queue="news", queueing_lock="interviews.release_overdue")
def release_overdue(timestamp: int) -> None:
    actions.release_all_overdue(now=clock.now())


@app.periodic(cron="* * * * *")  # every minute; each wait is kept at most every five
@app.task(name="interviews.note_estimates", queue="news", queueing_lock="interviews.note_estimates")
def note_estimates(timestamp: int) -> None:
    actions.note_all_estimates(now=clock.now())


@app.periodic(cron="*/10 * * * *")  # every ten minutes; the rules know the night and the three times
@app.task(name="interviews.remind_of_results", queue="news", queueing_lock="interviews.remind_of_results")
def remind_of_results(timestamp: int) -> None:
    actions.remind_all(now=clock.now())


@live.guard("interview")
def watches_interview(user: Any, number: int) -> bool:
    return bool(user.is_authenticated) and queries.rooms_of(user).filter(pk=number).exists()


@live.guard("call")
def watches_call(user: Any, number: int) -> bool:
    """What is passed between the two sides of a room."""
    return watches_interview(user, number)


@live.guard("queue")
def watches_queue(user: Any, number: int) -> bool:
    """The queue of an enterprise, by its id: its recruiters, and staff who may act for recruiters."""
    return bool(queries.desks_visible_to(user).filter(employer_id=number).exists()) and (
        may(user, "interviews.call_next") or may(user, "interviews.act_for_recruiter")
    )
