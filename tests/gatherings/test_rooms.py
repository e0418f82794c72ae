"""The room: when it opens, who is in it, who may speak, and that everybody is out when it ends."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.gatherings.actions import (
    Refused,
    admit,
    ask_to_speak,
    end_forgotten,
    end_gathering,
    end_speaking,
    enter_room,
    leave_room,
    open_gathering,
    tell,
)
from nhipcau.gatherings.models import Gathering, Member, State, Visit
from nhipcau.gatherings.rules.rooms import may_speak, most_speakers
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.gatherings.factories import TOMORROW, GatheringFactory, MemberFactory, VisitFactory
from tests.seekers.factories import PhoneUserFactory, seeker_user


@pytest.fixture
def listener(talk: Gathering) -> Member:
    made: Member = MemberFactory(gathering=talk)
    return made


def enter(member: Member, **more: object) -> Visit:
    said = {"by": member.user, "now": NOON} | more
    return enter_room(gathering=member.gathering, member=member, **said)  # type: ignore[arg-type]


def test_the_room_opens_a_quarter_of_an_hour_before_and_not_earlier(db: None) -> None:
    member = MemberFactory(gathering=GatheringFactory(starts_at=TOMORROW, partner_zone="Asia/Tokyo"))

    with pytest.raises(Refused, match="08:45 Vietnam time · 10:45 Japan time"):
        enter(member, now=TOMORROW - timedelta(minutes=16))
    assert enter(member, now=TOMORROW - timedelta(minutes=15)).left_at is None


def test_a_page_opened_anew_takes_the_place_of_the_earlier(listener: Member) -> None:
    first, second = enter(listener), enter(listener)

    first.refresh_from_db()
    assert (first.left_at, second.left_at) == (NOON, None)
    with pytest.raises(Refused):
        tell(visit=first, by=first.by, now=NOON, line={"connected": True})
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitFactory(member=listener)


def test_nobody_comes_in_by_the_place_of_another(listener: Member) -> None:
    for stranger in (PhoneUserFactory(), staff(Role.OPERATOR)):
        with pytest.raises(PermissionDenied):
            enter(listener, by=stranger)
        with pytest.raises(PermissionDenied):
            enter_room(gathering=listener.gathering, member=None, by=stranger, now=NOON)
    assert not Visit.objects.exists()


def test_a_recruiter_hosts_and_staff_who_look_in_are_named_in_the_audit_book(group: Gathering, mai: User) -> None:
    officer = staff(Role.OPERATOR, group.centre)

    visits = [enter_room(gathering=group, member=None, by=user, now=NOON) for user in (mai, officer)]

    assert [visit.member.role for visit in visits] == ["host", "staff"]
    assert AuditRecord.objects.get(action="gathering.look_in").by_id == officer.pk


def test_staff_host_what_is_the_centres_own(talk: Gathering, operator: User) -> None:
    visit = enter_room(gathering=talk, member=None, by=operator, now=NOON)

    assert visit.member.role == "host"
    assert not AuditRecord.objects.filter(action="gathering.look_in").exists()


def test_what_a_page_tells_of_its_line_is_kept(listener: Member) -> None:
    visit = enter(listener)
    tell(visit=visit, by=visit.by, now=NOON, line={"connected": True, "rung": "small", "loss": 0.1, "rtt": 80})
    later = NOON + timedelta(seconds=5)
    tell(visit=visit, by=visit.by, now=later, line={"hears": True, "sees": True, "drops": 1})

    visit.refresh_from_db()
    assert (visit.connected, visit.rung, visit.loss, visit.rtt, visit.drops) == (True, "small", 0.1, 80, 1)
    assert (visit.heard_at, visit.seen_at_first, visit.told_at) == (later, later, later)


def test_a_listener_is_heard_only_while_the_host_lets_them_speak(
    talk: Gathering, listener: Member, operator: User
) -> None:
    visit = enter(listener)
    with pytest.raises(Refused):
        admit(visit=visit, sends=True, by=visit.by)
    assert admit(visit=visit, sends=False, by=visit.by) == visit

    for _tap in range(2):
        ask_to_speak(member=listener, by=operator, now=NOON)
    assert admit(visit=visit, sends=True, by=visit.by) == visit

    end_speaking(member=listener, by=operator, now=NOON)
    with pytest.raises(Refused, match="You listen here"):
        admit(visit=visit, sends=True, by=visit.by)
    listener.refresh_from_db()
    assert not may_speak(listener)
    assert OutboxMessage.objects.get(kind__endswith="OffStage").body["visits"] == [visit.pk]
    assert AuditRecord.objects.filter(action="gathering.ask_to_speak").count() == 1


def test_who_speaks_may_end_it_and_nobody_else_but_the_host(talk: Gathering, listener: Member, operator: User) -> None:
    ask_to_speak(member=listener, by=operator, now=NOON)
    with pytest.raises(PermissionDenied):
        end_speaking(member=listener, by=PhoneUserFactory(), now=NOON)
    with pytest.raises(PermissionDenied):
        ask_to_speak(member=MemberFactory(gathering=talk), by=listener.user, now=NOON)

    assert listener.user is not None
    end_speaking(member=listener, by=listener.user, now=NOON)
    assert Member.objects.get(pk=listener.pk).speaks_since is None


def test_no_more_speak_than_the_room_bears(talk: Gathering, operator: User) -> None:
    MemberFactory.create_batch(most_speakers(talk), gathering=talk, speaks_since=NOON)
    one_more = MemberFactory(gathering=talk)

    with pytest.raises(Refused, match=r"As many people speak as the room bears\."):
        ask_to_speak(member=one_more, by=operator, now=NOON)
    assert Member.objects.get(pk=one_more.pk).speaks_since is None


def test_a_candidate_speaks_without_being_asked(group: Gathering) -> None:
    candidate = MemberFactory(gathering=group, candidate=True)
    user = seeker_user(candidate.seeker)
    visit = enter(candidate, by=user)

    assert admit(visit=visit, sends=True, by=user) == visit


def test_only_a_host_opens_and_ends_and_twice_is_once(db: None) -> None:
    talk = GatheringFactory(soon=True)
    operator = staff(Role.OPERATOR, talk.centre)
    for act in (open_gathering, end_gathering):
        with pytest.raises(PermissionDenied):
            act(gathering=talk, by=MemberFactory(gathering=talk).user, now=NOON)
        for _press in range(2):
            talk = act(gathering=talk, by=operator, now=NOON)

    assert (talk.state, talk.opened_at, talk.ended_at) == (State.ENDED, NOON, NOON)
    assert AuditRecord.objects.filter(action__in=["gathering.open", "gathering.end"]).count() == 2


def test_when_it_ends_everybody_is_out_and_nobody_comes_in(talk: Gathering, listener: Member, operator: User) -> None:
    visit = enter(listener)
    ask_to_speak(member=listener, by=operator, now=NOON)

    end_gathering(gathering=talk, by=operator, now=NOON)

    visit.refresh_from_db()
    assert visit.left_at == NOON
    assert Member.objects.get(pk=listener.pk).speaks_since is None
    with pytest.raises(Refused):
        enter(Member.objects.get(pk=listener.pk))
    with pytest.raises(Refused):
        admit(visit=visit, sends=True, by=visit.by)


def test_it_is_not_opened_the_day_before_nor_ended_before_it_is_open(db: None) -> None:
    talk = GatheringFactory()
    operator = staff(Role.OPERATOR, talk.centre)
    for act in (open_gathering, end_gathering):
        with pytest.raises(Refused):
            act(gathering=talk, by=operator, now=NOON)
    assert Gathering.objects.get().state == State.PLANNED


def test_a_room_that_nobody_ended_is_ended_two_hours_after(talk: Gathering) -> None:
    assert end_forgotten(now=talk.ends_at + timedelta(hours=2)) == 0
    assert end_forgotten(now=talk.ends_at + timedelta(hours=2, seconds=1)) == 1
    assert Gathering.objects.get().state == State.ENDED


def test_leaving_is_done_by_whose_page_it_is_and_once(listener: Member) -> None:
    visit = enter(listener)

    assert leave_room(visit=visit, by=PhoneUserFactory(), now=NOON) is False
    assert [leave_room(visit=visit, by=visit.by, now=NOON) for _press in range(2)] == [True, False]
