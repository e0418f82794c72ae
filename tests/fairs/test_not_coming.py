"""An enterprise does not come on the day: nobody waits for it any more, and nobody loses a place elsewhere."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.actions.telling_times import tell_waiting
from nhipcau.fairs.models import Appointment, Participation, SessionSite, TimesLine
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import ENDED, Desk, Interview, QueueTicket
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.factories import AttendanceFactory
from tests.fairs.timetabling.fair import desk_of, hall, oclock, operator_of, person, sent, table
from tests.fairs.web.conftest import opened_by
from tests.interviews.factories import QueueTicketFactory
from tests.seekers.factories import seeker_user

pytestmark = pytest.mark.django_db
WHY = "Xe hỏng dọc đường"
A = Appointment.State


@pytest.fixture
def site() -> SessionSite:
    return hall(running=True)


def absent(site: SessionSite) -> Any:
    """An enterprise that was expected, with one table and one opening."""
    brought = table(site)
    Participation.objects.filter(pk=brought.participation_id).update(state="set_up")
    brought.participation.refresh_from_db()
    return brought


def waits_at(brought: Any, **more: Any) -> QueueTicket:
    ticket: QueueTicket = QueueTicketFactory(desk=desk_of(brought), **more)
    return ticket


def call_off(brought: Any, site: SessionSite, reason: str = WHY) -> fairs.CalledOff:
    by = operator_of(site)
    return fairs.note_not_coming(participation=brought.participation, reason=reason, by=by, now=NOON)


def test_its_queue_ends_with_an_honest_word_and_places_elsewhere_are_kept(site: SessionSite) -> None:
    gone, other = absent(site), table(site)
    mine = waits_at(gone)
    elsewhere = waits_at(other, seeker=mine.seeker)

    assert call_off(gone, site) == fairs.CalledOff(waited=1, had_times=0)

    mine.refresh_from_db()
    assert (mine.state, mine.employer_gone, mine.ended_at) == ("unserved", True, NOON)
    before = QueueTicket.objects.filter(pk=elsewhere.pk).values()
    assert (before[0]["state"], before[0]["position"], before[0]["employer_gone"]) == (
        "waiting",
        elsewhere.position,
        False,
    )
    page = opened_by(seeker_user(mine.seeker)).get(reverse("interviews:turn", args=[mine.pk])).text
    assert "hôm nay không đến" in page
    assert "Chỗ của bạn ở các hàng chờ khác vẫn được giữ" in page


def test_its_tables_close_and_it_reads_why(site: SessionSite) -> None:
    gone = absent(site)
    call_off(gone, site)
    participation = Participation.objects.get(pk=gone.participation_id)
    assert (participation.state, participation.reason) == ("withdrawn", WHY)
    assert desk_of(gone).closed_at == NOON
    assert AuditRecord.objects.get(action="participation.not_coming").details == {"waited": 0, "had_times": 0}


def test_a_call_that_is_out_is_taken_back(site: SessionSite) -> None:
    gone = absent(site)
    ticket = waits_at(gone)
    interviews.call_next(desk=desk_of(gone), by=recruiter(gone.participation.employer), now=NOON)
    call_off(gone, site)
    ticket.refresh_from_db()
    assert (Interview.objects.get().state, ticket.state, ticket.employer_gone) == ("cancelled", "unserved", True)


def test_whoever_had_a_time_is_told_and_gets_another_one_when_it_is_made_again(site: SessionSite) -> None:
    gone, other = table(site), table(site)
    one = person(site, gone, state="checked_in")
    AttendanceFactory(registration=one, site=site)
    sent(site, now=oclock(7, 30), most=1)
    Participation.objects.filter(pk=gone.participation_id).update(state="set_up")
    gone.participation.refresh_from_db()
    fairs.change_wishes(registration=one, wishes=[gone, other], by=seeker_user(one.seeker), now=oclock(7, 40))

    done = fairs.note_not_coming(participation=gone.participation, reason=WHY, by=operator_of(site), now=oclock(8))

    assert done.had_times == 1
    assert Appointment.objects.get().because == Appointment.Because.ENTERPRISE
    TimesLine.objects.update(state="told")
    with time_machine.travel(oclock(8), tick=False):
        outbox.deliver_waiting()
    assert TimesLine.objects.get().state == "waiting"
    assert tell_waiting(now=oclock(8)) == 1
    sent(site, now=oclock(8, 5), most=1)
    again = Appointment.objects.get(state=A.PROPOSED)
    assert (again.registration, again.participation_id) == (one, other.participation_id)


@pytest.mark.parametrize("state", ["present", "left", "applied", "rejected"])
def test_only_who_was_expected_and_is_not_there_is_taken_out(site: SessionSite, state: str) -> None:
    gone = absent(site)
    ticket = waits_at(gone)
    gone.participation.state, gone.participation.reason = state, "x"
    gone.participation.save()
    with pytest.raises(Refused):
        call_off(gone, site)
    ticket.refresh_from_db()
    assert (ticket.state, desk_of(gone).closed_at) == ("waiting", None)


def test_without_a_reason_or_another_centres_permission_nothing_changes(site: SessionSite) -> None:
    gone = absent(site)
    with pytest.raises(Refused):
        call_off(gone, site, reason="  ")
    for stranger in (
        staff(Role.OPERATOR),
        staff(Role.SITE_OFFICER, site.centre),
        recruiter(gone.participation.employer),
    ):
        with pytest.raises(PermissionDenied):
            fairs.note_not_coming(participation=gone.participation, reason=WHY, by=stranger, now=NOON)
    assert Participation.objects.get(pk=gone.participation_id).state == "set_up"
    assert desk_of(gone).closed_at is None


def test_the_operator_does_it_from_the_cockpit(site: SessionSite) -> None:
    gone = absent(site)
    waits_at(gone)
    cockpit, address = (
        reverse("fairs:cockpit", args=[site.session_id]),
        reverse("fairs:not-coming", args=[gone.participation_id]),
    )
    with time_machine.travel(oclock(8), tick=False):
        operator = opened_by(operator_of(site))
        assert address in operator.get(cockpit).text
        assert operator.post(address, {"reason": ""}).status_code == 409
        answer = operator.post(address, {"reason": WHY}, follow=True)
    assert answer.redirect_chain == [(cockpit, 302)]
    assert "Đã báo cho 1 người đang chờ và 0 người có giờ phỏng vấn" in answer.text
    assert address not in answer.text
    assert opened_by(operator_of(hall())).post(address, {"reason": WHY}).status_code == 404


STEPS = ("arrive", "leave", "not_coming", "join", "call", "start", "finish")


class Morning:
    """One enterprise among others; every step as the pages press it."""

    def __init__(self) -> None:
        self.site = hall(running=True)
        self.brought, self.other = absent(self.site), table(self.site)
        self.by: User = operator_of(self.site)
        self.lan: User = recruiter(self.brought.participation.employer)
        self.elsewhere = waits_at(self.other)
        self.now = NOON

    def press(self, step: str) -> None:
        self.now += timedelta(minutes=1)
        part = Participation.objects.get(pk=self.brought.participation_id)
        desk = desk_of(self.brought)
        talk = Interview.objects.filter(desk=desk).order_by("-pk").first()
        steps: dict[str, Callable[[], Any]] = {
            "arrive": lambda: fairs.arrive(participation=part, by=self.by, now=self.now),
            "leave": lambda: fairs.leave(participation=part, by=self.by, now=self.now),
            "not_coming": lambda: fairs.note_not_coming(participation=part, reason=WHY, by=self.by, now=self.now),
            "join": lambda: desk.closed_at or waits_at(self.brought),
            "call": lambda: interviews.call_next(desk=desk, by=self.lan, now=self.now),
            "start": lambda: talk and interviews.start_interview(interview=talk, by=self.lan, now=self.now),
            "finish": lambda: talk and interviews.finish_interview(interview=talk, by=self.lan, now=self.now),
        }
        steps[step]()

    def seen(self) -> tuple[Any, ...]:
        part = Participation.objects.filter(pk=self.brought.participation_id).values().get()
        tickets = QueueTicket.objects.order_by("pk").values_list("pk", "state", "employer_gone")
        return part, list(tickets), list(Desk.objects.order_by("pk").values_list("pk", "closed_at"))


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(walk=st.lists(st.sampled_from(STEPS), max_size=12))
def test_any_morning_leaves_nobody_waiting_for_who_does_not_come(walk: list[str]) -> None:
    morning, was_gone = Morning(), False
    for step in walk:
        before = morning.seen()
        try:
            morning.press(step)
        except (Refused, interviews.Refused):
            assert morning.seen() == before
        part = Participation.objects.get(pk=morning.brought.participation_id)
        theirs = QueueTicket.objects.filter(employer=part.employer)
        gone = part.state in {"withdrawn", "left"}
        was_gone |= gone
        assert theirs.filter(employer_gone=True).exists() <= was_gone
        if gone:
            assert not theirs.exclude(state__in=ENDED).exists()
            assert desk_of(morning.brought).closed_at is not None
            assert not Appointment.objects.filter(participation=part, state__in=(A.PROPOSED, A.CONFIRMED)).exists()
        morning.elsewhere.refresh_from_db()
        assert morning.elsewhere.state == "waiting"
