"""One button: everybody gets whom, where and when; nobody is told before it is sent."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.actions.sending_times import send_timetable
from nhipcau.fairs.actions.timetabling import Wanted, ask_timetable, make_timetable
from nhipcau.fairs.models import Appointment, DeskHours, Timetable
from nhipcau.foundation.outbox import api as outbox
from nhipcau.matching.models import NotForMe
from tests.conftest import NOON
from tests.fairs.timetabling.fair import desk_of, hall, made, oclock, operator_of, other_site, person, sent, table, told
from tests.interviews.factories import InterviewFactory
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
A, T = Appointment.State, Timetable.State


def test_everybody_gets_the_enterprises_they_chose_at_times_that_do_not_clash() -> None:
    site = hall()
    first, second = table(site), table(site)
    people = [person(site, first, second) for _each in range(4)]
    timetable = made(site)

    rows = list(Appointment.objects.order_by("starts"))
    assert timetable.state == T.MADE
    assert {(row.registration_id, row.session_vacancy_id) for row in rows} == {
        (one.pk, brought.pk) for one in people for brought in (first, second)
    }
    assert {row.state for row in rows} == {A.DRAFT}
    assert all(oclock(7, 30) <= row.starts < row.ends <= oclock(11, 30) for row in rows)
    assert timetable.certificate["covered"] == timetable.certificate["coverable"] == 4
    assert timetable.certificate["ratio"] == 1


def test_the_job_makes_it_and_a_second_run_makes_nothing_twice() -> None:
    site = hall()
    person(site, table(site))
    ask_timetable(session=site.session, wanted=Wanted(), by=operator_of(site), now=NOON)
    outbox.deliver_waiting()
    timetable = Timetable.objects.get()
    assert (timetable.state, Appointment.objects.count()) == (T.MADE, 1)
    make_timetable(timetable_id=timetable.pk, now=NOON)
    assert Appointment.objects.count() == 1


def test_while_one_is_being_made_no_other_can_be_asked_for() -> None:
    site = hall()
    ask_timetable(session=site.session, wanted=Wanted(), by=operator_of(site), now=NOON)
    with pytest.raises(Refused, match="Đang xếp"):
        ask_timetable(session=site.session, wanted=Wanted(), by=operator_of(site), now=NOON)
    assert Timetable.objects.count() == 1


def test_one_whose_job_died_stands_in_nobodys_way() -> None:
    site = hall()
    person(site, table(site))
    dead = ask_timetable(session=site.session, wanted=Wanted(), by=operator_of(site), now=NOON)
    later = made(site, now=NOON + timedelta(minutes=11))
    dead.refresh_from_db()
    assert (dead.state, later.state) == (T.FAILED, T.MADE)
    assert make_timetable(timetable_id=dead.pk, now=NOON + timedelta(minutes=12)).state == T.FAILED


def test_another_centres_operator_cannot_ask_or_send() -> None:
    site, other = hall(), hall()
    person(site, table(site))
    timetable = made(site)
    for refused in (
        lambda: ask_timetable(session=site.session, wanted=Wanted(), by=operator_of(other), now=NOON),
        lambda: send_timetable(timetable=timetable, by=operator_of(other), now=NOON),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    timetable.refresh_from_db()
    assert (timetable.state, Timetable.objects.count()) == (T.MADE, 1)


def test_a_fair_without_anybody_has_an_empty_timetable() -> None:
    timetable = made(hall())
    assert (timetable.state, timetable.certificate["bound"], Appointment.objects.count()) == (T.MADE, 0, 0)


def test_a_session_that_takes_nobody_has_no_timetable() -> None:
    site = hall(draft=True)
    with pytest.raises(Refused):
        ask_timetable(session=site.session, wanted=Wanted(), by=operator_of(site), now=NOON)
    assert not Timetable.objects.exists()


def test_hours_of_a_desk_and_of_a_person_are_kept_to() -> None:
    site = hall()
    brought = table(site)
    DeskHours.objects.create(desk=desk_of(brought), starts=oclock(9), ends=oclock(10), slot_minutes=20)
    late = person(site, brought, free_from=oclock(9, 30))
    early = person(site, brought, free_until=oclock(9, 25))
    never = person(site, brought, free_until=oclock(8))
    made(site)
    times = {row.registration_id: (row.starts, row.ends) for row in Appointment.objects.all()}
    assert times == {late.pk: (oclock(9, 40), oclock(10)), early.pk: (oclock(9), oclock(9, 20))}
    assert never.pk not in times


def test_what_suits_is_proposed_too_unless_the_person_turned_it_down_or_wants_no_suggestions() -> None:
    site = hall()
    chosen, suits = table(site), table(site)
    vacancy = suits.vacancy
    fitting = {"wished_work": "việc gì cũng được", "commune": vacancy.commune}
    happy, alone = (person(site, chosen, seeker=SeekerFactory(centre=site.centre, **fitting)) for _n in range(2))
    NotForMe.objects.create(seeker=alone.seeker, vacancy=vacancy, because="far", said_at=NOON)
    made(site, recommends=True)
    met = set(Appointment.objects.values_list("registration_id", "session_vacancy_id", "wished"))
    assert met == {
        (happy.pk, chosen.pk, True),
        (happy.pk, suits.pk, False),
        (alone.pk, chosen.pk, True),
    }


def test_an_opening_that_asks_for_more_than_is_in_the_file_is_not_booked_and_the_reason_is_kept() -> None:
    site = hall()
    brought = table(site)
    brought.vacancy.education = "upper"
    brought.vacancy.save()
    one = person(site, brought, seeker=SeekerFactory(centre=site.centre, education="primary"))
    timetable = made(site)
    assert not Appointment.objects.exists()
    assert timetable.whys.get(registration=one).told["barred"] == [brought.pk]


def test_nobody_has_more_interviews_than_asked_for_and_those_they_had_count() -> None:
    site = hall(running=True)
    four = [table(site) for _each in range(4)]
    one = person(site, *four, state="checked_in")
    desk = desk_of(four[0])
    InterviewFactory(ticket__desk=desk, ticket__seeker=one.seeker, desk=desk, done=True)
    made(site, now=oclock(8), most=2)
    assert Appointment.objects.count() == 1
    assert four[0].participation_id not in Appointment.objects.values_list("participation_id", flat=True)


def test_a_running_session_shares_out_what_is_left_of_the_morning() -> None:
    site = hall(running=True)
    person(site, table(site))
    made(site, now=oclock(10, 3))
    assert Appointment.objects.get().starts >= oclock(10, 13)


def test_sent_drafts_are_proposed_and_a_second_click_finds_it_done() -> None:
    site = hall()
    one = person(site, table(site))
    timetable = sent(site)
    send_timetable(timetable=timetable, by=operator_of(site), now=NOON + timedelta(minutes=1))
    row = Appointment.objects.get()
    assert (row.registration_id, row.state, row.timetable_id) == (one.pk, A.PROPOSED, timetable.pk)
    assert timetable.state == T.SENT


def test_a_draft_whose_person_cancelled_meanwhile_is_left_out() -> None:
    site = hall()
    brought = table(site)
    one, other = person(site, brought), person(site, brought)
    timetable = made(site)
    one.state = "cancelled"
    one.save()
    told(timetable, site)
    assert list(Appointment.objects.values_list("registration_id", flat=True)) == [other.pk]


def test_a_cancelled_attempt_cannot_be_sent() -> None:
    site = hall()
    person(site, table(site))
    old, new = made(site), made(site)
    old.refresh_from_db()
    assert old.state == T.REPLACED
    with pytest.raises(Refused):
        send_timetable(timetable=old, by=operator_of(site), now=NOON)
    new.refresh_from_db()
    assert (new.state, Appointment.objects.filter(state=A.DRAFT).count()) == (T.MADE, 1)


def test_people_at_a_meeting_point_take_turns_at_its_computers() -> None:
    site = hall()
    point = other_site(site, computers=1)
    brought = table(site, desks=3, online=True)
    for _each in range(3):
        person(point, brought)
    made(site)
    times = sorted(Appointment.objects.values_list("starts", "ends"))
    assert len(times) == 3
    assert all(ends <= starts for (_first, ends), (starts, _second) in pairwise(times))


def test_the_solver_is_compiled_before_anybody_presses(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("compile_timetable")
    assert "compiled in" in capsys.readouterr().out
