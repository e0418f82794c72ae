"""The demo is made once, and its morning is played through the use cases of its people."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from nhipcau.accounts.models import User
from nhipcau.counselling.models import Screening
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import Appointment, FairSession, Registration, SessionState
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews.models import Interview, Outcome
from nhipcau.matching.models import Referral
from nhipcau.site import tasks
from nhipcau.site.demo import stage
from nhipcau.site.demo.accounts import PARTS
from nhipcau.site.demo.size import SMALL
from nhipcau.site.demo.tally import double_calls, double_checkins, tally
from nhipcau.statistics import api as statistics
from nhipcau.statistics.models import RecordPaper, SessionRecord
from tests.fairs.factories import FairSessionFactory
from tests.interviews.factories import DeskFactory, InterviewFactory

PROMISED = {
    "enterprises_local", "enterprises_linked", "provinces", "openings", "registered", "walk_ins", "attended_hall",
    "attended_online", "interviews", "passed", "hired", "invited", "double_calls", "double_checkins", "seconds",
}  # fmt: skip


@pytest.fixture
def session(db: None) -> FairSession:
    call_command("load_reference", stdout=StringIO())
    return stage.make(size=SMALL)


def told(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def test_half_an_hour_before_the_opening_everything_is_ready_and_made_once(session: FairSession) -> None:
    assert session.state == SessionState.READY
    assert clock.now() == session.starts - timedelta(minutes=30)
    assert session.registrations.count() == SMALL.hall + SMALL.linked + SMALL.home
    assert session.participations.filter(state="set_up").count() == SMALL.local_enterprises + SMALL.linked_enterprises
    before = (User.objects.count(), Registration.objects.count())
    assert "34" in told("make_demo")
    assert (User.objects.count(), Registration.objects.count()) == before
    assert len(told("demo_accounts").splitlines()) == len(PARTS)
    planned = [
        [moment for moment, _person in stage.Morning(stage.recall(), session, SMALL, seed=seed).arrivals]
        for seed in (3, 3, 4)
    ]
    assert planned[0] == planned[1] != planned[2]


def test_a_real_centre_refuses_to_have_people_invented(db: None) -> None:
    with override_settings(DEMO=False), pytest.raises(stage.NotADemo):
        stage.make(size=SMALL)
    assert not User.objects.exists()


def test_a_morning_opened_by_hand_runs_to_its_end_and_the_report_says_what_happened(session: FairSession) -> None:
    fairs.open_session(session=session, by=stage.recall().operator, now=clock.now())
    session.refresh_from_db()

    figures = stage.play(session, seed=3, size=SMALL)

    assert set(figures) == PROMISED
    assert (figures["double_calls"], figures["double_checkins"]) == (0, 0)
    assert session.state == SessionState.REPORTED
    assert SessionRecord.objects.get(session=session).papers.count() == len(RecordPaper.Kind.values)
    assert figures["enterprises_local"] + figures["enterprises_linked"] >= SMALL.local_enterprises
    assert figures["openings"] > 0
    assert not session.sites.filter(opened_at=None).exists()
    assert figures["walk_ins"] == SMALL.walk_ins
    assert figures["interviews"] == Interview.objects.filter(state="done").count() > 0
    totals = statistics.figures_of(session)["totals"]
    same = ("openings", "registered", "walk_ins", "attended_hall", "attended_online", "interviews", "passed", "hired")
    assert {name: totals[name] for name in same} == {name: figures[name] for name in same}
    assert figures["passed"] == figures["hired"] + figures["invited"]
    assert Outcome.objects.count() == figures["interviews"]
    desk = statistics.figures_of(session)["counselling"]
    assert desk["screened"] == Screening.objects.count() > 0
    assert desk["referrals"] == Referral.objects.count() > 0
    assert 60 < desk["seconds"] < 180
    assert (desk["groups"], desk["group_people"]) == (3, 109)


def test_a_door_that_says_nothing_holds_the_play_up_for_a_while_and_no_longer(session: FairSession) -> None:
    """The control is the refusal: nobody else may close over it."""
    everybody, morning = stage.recall(), stage.Morning(stage.recall(), session, SMALL, seed=3)
    hall = session.sites.filter(centre=session.centre, place__isnull=False)[0]
    door = fairs.enrol_door(site=hall, name="Cửa 1", by=everybody.desk, now=clock.now()).device
    fairs.open_session(session=session, by=everybody.operator, now=clock.now())
    fairs.begin_closing(session=session, by=everybody.operator, now=session.ends)
    with pytest.raises(fairs.Refused):
        fairs.close_session(session=session, by=everybody.operator, now=session.ends)

    morning.step(session.ends + timedelta(minutes=19))
    assert (morning.session.state, morning.done) == (SessionState.CLOSING, False)

    morning.step(session.ends + timedelta(minutes=20))
    door.refresh_from_db()
    assert (morning.session.state, morning.done) == (SessionState.CLOSED, True)
    assert door.waived_by == everybody.operator


def test_the_stage_says_that_the_play_broke_off_until_it_goes_on(session: FairSession, client: Client) -> None:
    said = "Bấm lại: chạy tiếp từ đây"
    address = reverse("demo:stage")

    def job(status: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {ProcrastinateJob._meta.db_table} (queue_name, task_name, status) VALUES ('demo', %s, %s)",
                [tasks.NAME, status],
            )

    assert said not in client.get(address).text
    job("failed")
    assert said in client.get(address).text
    job("doing")
    assert said not in client.get(address).text


def test_the_stage_says_that_a_fair_is_closing(session: FairSession, client: Client) -> None:
    operator = stage.recall().operator
    fairs.open_session(session=session, by=operator, now=clock.now())
    assert "Phiên đang mở" in client.get(reverse("demo:stage")).text

    fairs.begin_closing(session=session, by=operator, now=clock.now())

    assert "Phiên đang mở" not in client.get(reverse("demo:stage")).text


def test_the_commands_speak_json_and_say_when_there_is_nothing_to_play(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("play_morning", "--speed", "0", "--json")


def test_a_played_morning_is_not_played_twice(db: None) -> None:
    FairSessionFactory(closed=True, is_demo=True)
    with pytest.raises(CommandError):
        call_command("play_morning", "--speed", "0", "--json")


def test_two_talks_of_one_person_at_once_are_counted_as_a_double_call(db: None) -> None:
    """The control: the count of doubles is not zero by itself."""
    session = FairSessionFactory(running=True)
    first = InterviewFactory(done=True, desk=DeskFactory(occasion_id=session.pk), ended_at=session.ends)
    second = InterviewFactory(
        done=True, desk=DeskFactory(occasion_id=session.pk), ticket__seeker=first.seeker, ended_at=session.ends
    )
    assert double_calls(session) == 1
    Interview.objects.filter(pk=second.pk).update(called_at=session.ends)
    assert double_calls(session) == 0
    assert double_checkins(session) == 0
    assert json.dumps(tally(session))


def test_times_that_a_visitor_sent_are_answered_laid_again_once_and_settled_at_the_close(session: FairSession) -> None:
    operator, now = stage.recall().operator, clock.now()
    asked = fairs.ask_timetable(session=session, wanted=fairs.Wanted(gap_minutes=10), by=operator, now=now)
    fairs.send_timetable(timetable=fairs.make_timetable(timetable_id=asked.pk, now=now), by=operator, now=now)
    fairs.propose_times(timetable_id=asked.pk, now=now)

    stage.play(session, seed=3, size=SMALL)

    answered = Appointment.objects.filter(answered_by__isnull=False).values_list("state", flat=True)
    assert {"confirmed", "declined"} <= set(answered)
    assert list(session.timetables.order_by("number").values_list("gap_minutes", flat=True)) == [10, 10]
    assert not Appointment.objects.filter(registration__session=session, state__in=("proposed", "draft")).exists()
    assert Appointment.objects.filter(because="over").exists()
