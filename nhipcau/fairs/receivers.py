"""What fairs do by themselves: when a fact arrives, and when a night passes."""

from procrastinate.contrib.django import app

from nhipcau.fairs.actions import (
    announcing,
    calling_people,
    checking,
    proposing,
    seating,
    seats,
    sending_times,
    series,
    telling,
    telling_times,
    ticket_by_sms,
    timetabling,
    walk_ins,
)
from nhipcau.fairs.events import (
    EnterpriseNotComing,
    PersonRegistered,
    SessionAnnounced,
    TimesFellAway,
    TimetableAsked,
    TimetableSending,
    TimetableSent,
)
from nhipcau.fairs.queries.kept import kept_of
from nhipcau.fairs.queries.occasion import KIND
from nhipcau.fairs.queries.seats import people_at
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews.api import InterviewEnded, PersonCalled
from nhipcau.matching.api import InvitationSent
from nhipcau.seekers.api import seats as seated_by
from nhipcau.seekers.api import tells_what_it_keeps
from nhipcau.vacancies.events import OrderApproved

tells_what_it_keeps(kept_of)


@outbox.on(SessionAnnounced)
def make_links_when_announced(fact: SessionAnnounced) -> None:
    announcing.make_links_when_announced(session_id=fact.session_id, now=fact.at)


@outbox.on(PersonRegistered)
def write_the_ticket(fact: PersonRegistered) -> None:
    ticket_by_sms.send_ticket(registration_id=fact.registration_id, now=fact.at)


@outbox.on(TimetableAsked)
def make_the_timetable(fact: TimetableAsked) -> None:
    timetabling.make_timetable(timetable_id=fact.timetable_id, now=clock.now())


@outbox.on(TimetableSending)
def propose_the_times(fact: TimetableSending) -> None:
    sending_times.propose_times(timetable_id=fact.timetable_id, now=clock.now())


@app.periodic(
    cron="* * * * *"
)  # every minute: who was left by a job that died, and whose message waited for the morning
@app.task(name="fairs.tell_times", queue="news", queueing_lock="fairs.tell_times", lock="fairs.tell_times")
def tell_times(timestamp: int = 0) -> None:
    telling_times.tell_waiting(now=clock.now())


@outbox.on(TimetableSent)
def tell_the_times(fact: TimetableSent) -> None:
    outbox.soon(tell_times)


@outbox.on(EnterpriseNotComing)
def tell_who_had_times(fact: EnterpriseNotComing) -> None:
    telling_times.note_lost(now=clock.now())
    outbox.soon(tell_times)


@outbox.on(TimesFellAway)
def tell_whose_time_fell_away(fact: TimesFellAway) -> None:
    telling_times.note_lost(now=clock.now())
    outbox.soon(tell_times)


@outbox.on(PersonCalled)
def who_calls_is_there(fact: PersonCalled) -> None:
    if fact.occasion_kind == KIND:
        seating.note_presence(session_id=fact.occasion_id, employer_id=fact.employer_id, now=fact.at)


seated_by(people_at)


@outbox.on(InterviewEnded)
def stand_up_after_the_talk(fact: InterviewEnded) -> None:
    if fact.occasion_kind == KIND:
        seats.rise_after_talk(interview_id=fact.interview_id, now=fact.at)


@outbox.on(InvitationSent)
def tell_who_is_invited(fact: InvitationSent) -> None:
    if fact.occasion_kind == KIND:
        calling_people.tell(invitation_id=fact.invitation_id, now=clock.now())


@outbox.on(OrderApproved)
def propose_when_approved(fact: OrderApproved) -> None:
    proposing.propose_for(order_id=fact.order_id, now=fact.at)


@app.periodic(cron="30 2 * * *")  # every night
@app.task(name="fairs.materialise", queue="news", queueing_lock="fairs.materialise")
def materialise(timestamp: int) -> None:
    series.materialise_all(now=clock.now())


@app.periodic(cron="*/5 * * * *")  # every five minutes
@app.task(name="fairs.check_readiness", queue="news", queueing_lock="fairs.check_readiness")
def check_readiness(timestamp: int) -> None:
    checking.check_all(now=clock.now())


@app.periodic(cron="* * * * * */15")  # every quarter of a minute
@app.task(name="fairs.send_news", queue="news", queueing_lock="fairs.send_news", lock="fairs.send_news")
def send_news(timestamp: int) -> None:
    telling.send_waiting(now=clock.now())


@app.periodic(cron="40 2 * * *")  # every night
@app.task(name="fairs.forget_walk_ins", queue="news", queueing_lock="fairs.forget_walk_ins")
def forget_walk_ins(timestamp: int) -> None:
    walk_ins.forget_old(now=clock.now())


@app.periodic(cron="0 6 * * *")  # every morning
@app.task(name="fairs.propose_sessions", queue="news", queueing_lock="fairs.propose_sessions")
def propose_sessions(timestamp: int) -> None:
    proposing.propose_all(now=clock.now())


@app.periodic(cron="0 7 * * *")  # every morning
@app.task(name="fairs.tell_invited", queue="news", queueing_lock="fairs.tell_invited")
def tell_invited(timestamp: int) -> None:
    calling_people.tell_those_of_the_night(now=clock.now())


@app.periodic(cron="5 7 * * *")  # every morning
@app.task(name="fairs.tell_lost_times", queue="news", queueing_lock="fairs.tell_lost_times")
def tell_lost_times(timestamp: int) -> None:
    telling_times.note_lost(now=clock.now())
    outbox.soon(tell_times)
