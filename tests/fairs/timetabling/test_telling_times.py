"""People are told of their times in the background: everybody, once, wherever the job was cut off."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from nhipcau.fairs.actions import sending_times, telling_times
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.actions.seating import withdraw
from nhipcau.fairs.actions.timetabling import Wanted, ask_timetable
from nhipcau.fairs.models import Appointment, SessionSite, SessionVacancy, TimesLine, Timetable
from nhipcau.fairs.queries.appointments import told_of
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews.models import QueueTicket
from nhipcau.messaging.models import SmsMessage
from tests.conftest import NOON
from tests.fairs.factories import AttendanceFactory
from tests.fairs.test_ticket_by_sms import agree
from tests.fairs.timetabling.fair import hall, made, oclock, operator_of, person, sent, table, told
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
T, A, L = Timetable.State, Appointment.State, TimesLine.State
MIDNIGHT = NOON + timedelta(hours=12)


class Killed(BaseException):
    """The process ends in the middle."""


class Phones:
    """A gateway of text messages that counts; the process ends when it has taken so many."""

    taken: Counter[str] = Counter()
    dies_after: int | None = None

    def send(self, *, to: str, words: str) -> None:
        Phones.taken[to] += 1
        if Phones.dies_after == Phones.taken.total():
            raise Killed


@pytest.fixture
def phones(settings: Any) -> type[Phones]:
    settings.SMS_CHANNEL = "tests.fairs.timetabling.test_telling_times.Phones"
    Phones.taken, Phones.dies_after = Counter(), None
    return Phones


def agreeing(site: SessionSite, people: int, *wishes: SessionVacancy) -> None:
    for number in range(people):
        seeker = SeekerFactory(centre=site.centre, phone=f"090000000{number}", with_account=True)
        agree(person(site, *wishes, seeker=seeker))


def proposed(site: SessionSite, now: datetime = NOON) -> Timetable:
    timetable = made(site, now=now)
    sending_times.send_timetable(timetable=timetable, by=operator_of(site), now=now)
    return sending_times.propose_times(timetable_id=timetable.pk, now=now)


def test_the_press_only_notes_it_and_a_job_proposes_all_at_once() -> None:
    site = hall()
    brought = table(site)
    people = [person(site, brought) for _each in range(3)]
    timetable = made(site)
    sending_times.send_timetable(timetable=timetable, by=operator_of(site), now=NOON)
    timetable.refresh_from_db()
    assert timetable.state == T.SENDING
    assert not Appointment.objects.exclude(state=A.DRAFT).exists()
    outbox.deliver_waiting()
    timetable.refresh_from_db()
    assert (timetable.state, Appointment.objects.filter(state=A.PROPOSED).count()) == (T.SENT, 3)
    assert told_of(timetable).left == len(people)


def test_the_job_repeated_proposes_nothing_twice() -> None:
    site = hall()
    person(site, table(site))
    timetable = proposed(site)
    telling_times.tell_waiting(now=NOON)
    sending_times.propose_times(timetable_id=timetable.pk, now=NOON)
    assert told_of(timetable).left == 0


@pytest.mark.parametrize("dies_after", [1, 3, 5])
def test_a_job_that_is_killed_goes_on_and_tells_nobody_twice(phones: type[Phones], dies_after: int) -> None:
    site = hall()
    agreeing(site, 5, table(site))
    timetable = proposed(site)
    phones.dies_after = dies_after
    with pytest.raises(Killed):
        telling_times.tell_waiting(now=NOON)
    telling_times.tell_waiting(now=NOON)
    assert sorted(phones.taken.values()) == [1] * 5
    said = told_of(timetable)
    assert (said.left, said.done, said.unsure) == (0, 4, 1)  # whoever it was at may not have been reached


def test_without_the_note_before_each_message_people_are_told_twice(phones: type[Phones]) -> None:
    """The control: what is written in one transaction with the sending is forgotten with it."""
    site = hall()
    agreeing(site, 5, table(site))
    proposed(site)
    phones.dies_after = 3
    with pytest.raises(Killed), transaction.atomic():
        telling_times.tell_waiting(now=NOON)
    telling_times.tell_waiting(now=NOON)
    assert sorted(phones.taken.values()) == [1, 1, 2, 2, 2]


def test_at_night_the_page_shows_it_and_the_message_waits_for_the_morning(phones: type[Phones]) -> None:
    site = hall()
    agreeing(site, 2, table(site))
    timetable = proposed(site)
    telling_times.tell_waiting(now=MIDNIGHT)
    assert (phones.taken.total(), told_of(timetable).night) == (0, 2)
    telling_times.tell_waiting(now=MIDNIGHT + timedelta(hours=9))
    assert (phones.taken.total(), told_of(timetable).done) == (2, 2)


def test_who_is_here_is_booked_when_told() -> None:
    site = hall(running=True)
    brought = table(site)
    one = person(site, brought, state="checked_in")
    AttendanceFactory(registration=one, site=site)
    sent(site, now=oclock(8))
    ticket = QueueTicket.objects.get(seeker=one.seeker)
    assert ticket.due_at == one.appointments.get().starts


def test_who_is_here_is_told_first() -> None:
    site = hall(running=True)
    brought = table(site)
    at_home, here = person(site, brought), person(site, brought, state="checked_in")
    AttendanceFactory(registration=here, site=site)
    timetable = proposed(site, oclock(8))
    assert list(timetable.lines.order_by("pk").values_list("registration", flat=True)) == [here.pk, at_home.pk]


def test_who_was_not_told_of_the_one_before_is_told_of_the_next(phones: type[Phones]) -> None:
    site = hall()
    agreeing(site, 3, table(site))
    first = proposed(site)
    second = told(made(site), site)
    assert (first.lines.count(), told_of(second).done) == (0, 3)
    assert sorted(phones.taken.values()) == [1] * 3


def test_who_loses_a_time_later_is_told_once(phones: type[Phones]) -> None:
    site = hall()
    brought = table(site)
    agreeing(site, 2, brought)
    sent(site)
    withdraw(participation=brought.participation, by=operator_of(site), now=NOON)
    for _morning in range(2):
        telling_times.note_lost(now=NOON)
        telling_times.tell_waiting(now=NOON)
    assert sorted(phones.taken.values()) == [2, 2]
    assert all("khong con gio" in message.words for message in SmsMessage.objects.order_by("-pk")[:2])


def test_while_one_is_sent_no_other_is_asked_for_unless_its_job_died() -> None:
    site = hall()
    person(site, table(site))
    timetable = made(site)
    sending_times.send_timetable(timetable=timetable, by=operator_of(site), now=NOON)
    with pytest.raises(Refused):
        ask_timetable(session=site.session, wanted=Wanted(), by=operator_of(site), now=NOON)
    sending_times.send_timetable(timetable=timetable, by=operator_of(site), now=NOON + timedelta(minutes=1))
    timetable.refresh_from_db()
    assert timetable.sent_at == NOON
    ask_timetable(session=site.session, wanted=Wanted(), by=operator_of(site), now=NOON + timedelta(minutes=11))
    timetable.refresh_from_db()
    assert timetable.state == T.REPLACED
    sending_times.propose_times(timetable_id=timetable.pk, now=NOON + timedelta(minutes=12))
    assert not Appointment.objects.filter(state=A.PROPOSED).exists()
