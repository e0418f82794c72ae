"""The call of an online room: who is in it, what may pass, and what is gone afterwards."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.api import open_computer_account
from nhipcau.accounts.models import User
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews.actions import (
    Passed,
    Refused,
    enter_call,
    exchange,
    extend_talk,
    finish_interview,
    leave_call,
    show_sign,
)
from nhipcau.interviews.actions.call_rooms import name_in_room
from nhipcau.interviews.models import CallPage, Desk, Interview, InterviewState, RoomMessage, Side, Signal
from nhipcau.interviews.queries import open_pages
from nhipcau.interviews.rules.calls import MOST_EXTENSIONS, MOST_WAITING, SILENT, ends_by, is_there
from nhipcau.interviews.rules.people import short_name
from tests.accounts.factories import UserFactory
from tests.conftest import NOON
from tests.interviews.factories import InterviewFactory
from tests.seekers.factories import seeker_user

OFFER = {"type": "offer", "sdp": "v=0\r\n"}
AT_HOME = "candidate:1 1 udp 2113937151 192.168.1.7 50000 typ host"
AT_THE_RELAY = "candidate:2 1 udp 33562623 203.0.113.9 49200 typ relay raddr 14.160.1.2 rport 50000"


@pytest.fixture
def call(room: Desk) -> Interview:
    made: Interview = InterviewFactory(desk=room, acknowledged_at=NOON)
    return made


@pytest.fixture
def hoa(call: Interview) -> User:
    return seeker_user(call.seeker)


@pytest.fixture
def at_home(call: Interview, hoa: User) -> CallPage:
    return enter_call(interview=call, relay_only=False, by=hoa, now=NOON)


@pytest.fixture
def at_desk(call: Interview, lan: User) -> CallPage:
    return enter_call(interview=call, relay_only=False, by=lan, now=NOON)


def candidates(*lines: str) -> list[dict[str, str]]:
    return [{"candidate": line, "sdpMid": "0"} for line in lines]


def test_whoever_sits_at_a_meeting_point_is_named_with_the_computer(call: Interview) -> None:
    computer = open_computer_account(display_name="PC 7 · Điểm cầu Cao Bằng", by=UserFactory(), now=NOON)

    assert (
        name_in_room(computer, call, Side.PERSON) == f"{short_name(call.seeker.full_name)} · PC 7 · Điểm cầu Cao Bằng"
    )


def test_each_side_is_named_as_the_other_may_read_it(at_home: CallPage, at_desk: CallPage, call: Interview) -> None:
    assert (at_home.side, at_desk.side) == (Side.PERSON, Side.ENTERPRISE)
    assert at_home.name != call.seeker.full_name
    assert at_home.name[-1] == "."


def test_a_stranger_does_not_come_in(call: Interview) -> None:
    with pytest.raises(PermissionDenied):
        enter_call(interview=call, relay_only=False, by=UserFactory(), now=NOON)

    assert not CallPage.objects.exists()


@pytest.mark.parametrize("changes", [{"acknowledged_at": None}, {"state": InterviewState.CANCELLED}])
def test_a_room_that_is_not_open_lets_nobody_in(call: Interview, hoa: User, changes: dict[str, object]) -> None:
    Interview.objects.filter(pk=call.pk).update(**changes)

    with pytest.raises(Refused):
        enter_call(interview=call, relay_only=False, by=hoa, now=NOON)

    assert not CallPage.objects.exists()


def test_a_page_opened_anew_takes_the_place_of_the_earlier(at_home: CallPage, call: Interview, hoa: User) -> None:
    again = enter_call(interview=call, relay_only=False, by=hoa, now=NOON)

    at_home.refresh_from_db()
    assert at_home.left_at == NOON
    assert open_pages(call) == [again]
    with pytest.raises(Refused):
        exchange(page=at_home, known=0, by=hoa, now=NOON)


def test_a_page_that_says_nothing_for_a_while_is_not_there(at_home: CallPage) -> None:
    assert is_there(at_home, NOON + SILENT - timedelta(seconds=1))
    assert not is_there(at_home, NOON + SILENT)


def test_what_is_said_arrives_once_and_is_thrown_away_when_known(
    at_home: CallPage, at_desk: CallPage, hoa: User, lan: User
) -> None:
    exchange(page=at_desk, signals=[Passed(at_home.pk, "description", OFFER)], by=lan, now=NOON)

    (first,) = exchange(page=at_home, known=0, by=hoa, now=NOON)
    assert (first.sender_id, first.kind, first.body) == (at_desk.pk, "description", OFFER)
    assert [one.pk for one in exchange(page=at_home, known=0, by=hoa, now=NOON)] == [first.pk]
    assert exchange(page=at_home, known=first.pk, by=hoa, now=NOON) == []
    assert not Signal.objects.exists()


def test_nothing_passes_into_another_room(at_home: CallPage, hoa: User) -> None:
    elsewhere = InterviewFactory(desk__online=True, acknowledged_at=NOON)
    foreign = enter_call(interview=elsewhere, relay_only=False, by=seeker_user(elsewhere.seeker), now=NOON)

    exchange(page=at_home, signals=[Passed(foreign.pk, "description", OFFER)], by=hoa, now=NOON)

    assert not Signal.objects.exists()


def test_nobody_speaks_or_hears_through_the_page_of_another(at_home: CallPage, at_desk: CallPage, lan: User) -> None:
    with pytest.raises(Refused):
        exchange(page=at_home, signals=[Passed(at_desk.pk, "description", OFFER)], by=lan, now=NOON)
    with pytest.raises(Refused):
        exchange(page=at_home, known=0, by=lan, now=NOON)

    assert not Signal.objects.exists()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("description", {"type": "offer", "sdp": "v" * 24_001}),
        ("description", {"type": "offer"}),
        ("description", {"type": "shout", "sdp": "v=0"}),
        ("description", "v=0"),
        ("candidates", []),
        ("candidates", [{"candidate": 7}]),
        ("candidates", candidates(AT_HOME) * 61),
        ("song", {"type": "offer", "sdp": "v=0"}),
    ],
)
def test_what_no_browser_says_is_not_passed_on(
    kind: str, body: object, at_home: CallPage, at_desk: CallPage, lan: User
) -> None:
    with pytest.raises(Refused):
        exchange(page=at_desk, signals=[Passed(at_home.pk, kind, body)], by=lan, now=NOON)

    assert not Signal.objects.exists()


def test_whoever_floods_the_room_is_stopped(at_home: CallPage, at_desk: CallPage, lan: User) -> None:
    many = [Passed(at_home.pk, "description", OFFER)] * MOST_WAITING
    exchange(page=at_desk, signals=many, by=lan, now=NOON)

    with pytest.raises(Refused):
        exchange(page=at_desk, signals=many[:1], by=lan, now=NOON)

    assert Signal.objects.count() == MOST_WAITING


def test_whoever_hides_their_network_tells_and_learns_only_the_relays(
    at_desk: CallPage, call: Interview, hoa: User, lan: User
) -> None:
    hidden = enter_call(interview=call, relay_only=True, by=hoa, now=NOON)
    sdp = f"v=0\r\nc=IN IP4 192.168.1.7\r\na=rtcp:50000 IN IP4 192.168.1.7\r\na={AT_HOME}\r\na={AT_THE_RELAY}\r\n"
    said = [
        Passed(at_desk.pk, "candidates", candidates(AT_HOME, AT_THE_RELAY)),
        Passed(at_desk.pk, "description", {"type": "offer", "sdp": sdp}),
    ]
    exchange(page=hidden, signals=said, by=hoa, now=NOON)
    exchange(page=at_desk, signals=[Passed(hidden.pk, *_of(said[0]))], by=lan, now=NOON)

    for page, by in ((at_desk, lan), (hidden, hoa)):
        heard = str([one.body for one in exchange(page=page, known=0, by=by, now=NOON)])
        assert "203.0.113.9" in heard
        assert "192.168.1.7" not in heard
        assert "14.160.1.2" not in heard


def test_without_that_wish_the_addresses_are_passed_on(
    at_home: CallPage, at_desk: CallPage, hoa: User, lan: User
) -> None:
    exchange(page=at_home, signals=[Passed(at_desk.pk, "candidates", candidates(AT_HOME))], by=hoa, now=NOON)

    (heard,) = exchange(page=at_desk, known=0, by=lan, now=NOON)
    assert heard.body == candidates(AT_HOME)


def _of(said: Passed) -> tuple[str, object]:
    return said.kind, said.body


def test_the_first_sound_and_picture_are_kept(at_home: CallPage, hoa: User) -> None:
    later = NOON + timedelta(seconds=9)
    exchange(page=at_home, line={"connected": True, "hears": True, "rung": "full", "loss": 0.01}, by=hoa, now=NOON)
    exchange(page=at_home, line={"hears": True, "sees": True, "rung": "sound", "loss": 0.3}, by=hoa, now=later)

    at_home.refresh_from_db()
    assert (at_home.heard_at, at_home.seen_at_first, at_home.told_at) == (NOON, later, later)
    assert (at_home.connected, at_home.rung, at_home.loss) == (True, "sound", 0.3)


def test_staff_who_look_in_are_noted_and_named(call: Interview, operator: User, at_home: CallPage) -> None:
    page = enter_call(interview=call, relay_only=False, by=operator, now=NOON)

    assert page.side == Side.STAFF
    assert AuditRecord.objects.filter(action="interview.look_in", target_id=str(call.pk), by=operator).exists()


def test_when_the_talk_is_over_nothing_is_left_of_what_was_passed(
    at_home: CallPage, at_desk: CallPage, call: Interview, lan: User
) -> None:
    exchange(page=at_desk, signals=[Passed(at_home.pk, "candidates", candidates(AT_HOME))], by=lan, now=NOON)
    Interview.objects.filter(pk=call.pk).update(state=InterviewState.IN_PROGRESS, started_at=NOON)
    call.ticket.state = "serving"
    call.ticket.save()

    finish_interview(interview=call, by=lan, now=NOON)
    outbox.deliver_waiting()

    assert not Signal.objects.exists()
    assert not CallPage.objects.filter(left_at=None).exists()


def test_who_leaves_is_gone_and_may_say_so_twice(at_home: CallPage, at_desk: CallPage, hoa: User, lan: User) -> None:
    leave_call(page=at_home, by=lan, now=NOON)
    at_home.refresh_from_db()
    assert at_home.left_at is None

    leave_call(page=at_home, by=hoa, now=NOON)
    leave_call(page=at_home, by=hoa, now=NOON + timedelta(minutes=1))
    at_home.refresh_from_db()
    assert at_home.left_at == NOON


def test_a_talk_is_made_longer_by_five_minutes_three_times(room: Desk, lan: User) -> None:
    talk = InterviewFactory(desk=room, talking=True)
    end = ends_by(talk)
    assert end is not None
    for done in range(MOST_EXTENSIONS):
        extend_talk(interview=talk, extensions=done, by=lan, now=NOON)
        extend_talk(interview=talk, extensions=done, by=lan, now=NOON)  # the same press again

    talk.refresh_from_db()
    assert ends_by(talk) == end + timedelta(minutes=15)
    with pytest.raises(Refused):
        extend_talk(interview=talk, extensions=MOST_EXTENSIONS, by=lan, now=NOON)
    talk.refresh_from_db()
    assert talk.extensions == MOST_EXTENSIONS


def test_a_talk_that_has_not_begun_is_not_made_longer(call: Interview, lan: User, hoa: User) -> None:
    with pytest.raises(Refused):
        extend_talk(interview=call, extensions=0, by=lan, now=NOON)
    with pytest.raises(PermissionDenied):
        extend_talk(interview=call, extensions=0, by=hoa, now=NOON)

    call.refresh_from_db()
    assert call.extensions == 0


def test_a_sign_stands_among_the_messages(call: Interview, hoa: User) -> None:
    show_sign(interview=call, sign="cannot_hear", by=hoa, now=NOON)

    message = RoomMessage.objects.get()
    assert (message.sign, message.words, message.from_person) == ("cannot_hear", "", True)


def test_a_sign_that_is_not_on_the_list_is_refused(call: Interview, hoa: User) -> None:
    with pytest.raises(Refused):
        show_sign(interview=call, sign="dance", by=hoa, now=NOON)

    assert not RoomMessage.objects.exists()
