"""An extra interviewer for one day: how the link is made, opened, bound and ended."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from nhipcau.accounts.models import User
from nhipcau.accounts.rules import may
from nhipcau.centres.models import Role
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.interviews.actions import (
    CannotInvite,
    TooManyTries,
    call_next,
    close_occasion,
    end_guest,
    enter_by_link,
    record_outcome,
)
from nhipcau.interviews.models import Desk, Guest, GuestTry, Outcome
from nhipcau.interviews.rules.guests import MOST_ALIVE, MOST_SEATS, Standing, end_of_day, standing
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.conftest import Wait
from tests.interviews.factories import DeskFactory, InterviewFactory
from tests.interviews.guesting import NETWORK, come_in, invite, other_code

CALL, RECORD = "interviews.call_next", "interviews.record_outcome"
MIDNIGHT = NOON + timedelta(hours=12)


def test_a_colleague_is_invited_and_neither_secret_nor_code_is_kept(table: Desk, lan: User) -> None:
    made = invite(table, lan)

    kept = Guest.objects.get()
    assert len(made.secret) >= 32  # 24 random bytes: 192 bits
    assert (len(made.code), kept.ends_at, kept.invited_by) == (6, MIDNIGHT, lan)
    assert made.secret not in str(vars(kept))
    assert made.code not in (kept.code_digest, kept.secret_digest)
    assert str(kept.user) == f"Vũ Thị Mai · {table.employer.name}"
    assert not kept.user.has_usable_password()
    assert AuditRecord.objects.get(action="guest.invite").by_id == lan.pk


def test_who_has_link_and_code_works_at_that_desk_under_their_own_name(table: Desk, lan: User, wait: Wait) -> None:
    guest = come_in(invite(table, lan))
    assert guest is not None
    wait(table)

    talk = call_next(desk=table, by=guest.user, now=NOON)
    assert talk is not None
    outcome = record_outcome(interview=talk, stage="pool", by=guest.user, now=NOON)

    assert (outcome.by, outcome.for_recruiter) == (guest.user, False)
    assert talk.called_by == guest.user


def test_at_any_other_desk_of_the_enterprise_the_guest_may_nothing(table: Desk, room: Desk, lan: User) -> None:
    guest = come_in(invite(table, lan))
    assert guest is not None
    elsewhere = InterviewFactory(desk=room, talking=True)

    assert may(guest.user, CALL, table)
    assert not any(may(guest.user, permission, target) for permission in (CALL, RECORD) for target in (room, elsewhere))
    assert not any(may(guest.user, CALL, target) for target in (table.employer, table.centre, elsewhere.ticket))
    assert not may(guest.user, "interviews.invite_guest", table)
    with pytest.raises(PermissionDenied):
        record_outcome(interview=elsewhere, stage="pool", by=guest.user, now=NOON)
    assert not Outcome.objects.exists()


def test_a_guest_invites_nobody(table: Desk, lan: User) -> None:
    guest = come_in(invite(table, lan))
    assert guest is not None

    with pytest.raises(PermissionDenied):
        invite(table, guest.user)
    assert Guest.objects.count() == 1


@pytest.mark.parametrize("who", ["other_recruiter", "front_desk", "operator_elsewhere"])
def test_only_the_enterprise_and_who_acts_for_it_invite(table: Desk, who: str) -> None:
    other = {
        "other_recruiter": lambda: recruiter(DeskFactory().employer),
        "front_desk": lambda: staff(Role.FRONT_DESK, table.centre),
        "operator_elsewhere": lambda: staff(Role.OPERATOR),
    }[who]()

    with pytest.raises(PermissionDenied):
        invite(table, other)
    assert not Guest.objects.exists()


def test_the_operator_invites_for_a_recruiter_and_the_book_says_so(table: Desk, operator: User) -> None:
    invite(table, operator)

    assert AuditRecord.objects.get(action="guest.invite").details["staff"] is True


def test_before_the_code_the_link_opens_nothing(table: Desk, lan: User) -> None:
    made = invite(table, lan)

    assert not may(made.guest.user, CALL, table)
    assert enter_by_link(secret=made.secret, code="", network=NETWORK, now=NOON) is None
    assert enter_by_link(secret="", code=made.code, network=NETWORK, now=NOON) is None
    assert not may(made.guest.user, CALL, table)


def test_the_first_who_enters_is_bound_and_nobody_else_comes_in(table: Desk, lan: User) -> None:
    made = invite(table, lan)
    assert come_in(made) is not None

    assert come_in(made) is None
    assert may(made.guest.user, CALL, table)


@pytest.mark.promise("R52")
def test_five_wrong_codes_lock_the_link_also_for_the_right_one(table: Desk, lan: User) -> None:
    made = invite(table, lan)
    for _try in range(5):
        assert enter_by_link(secret=made.secret, code=other_code(made), network=NETWORK, now=NOON) is None

    assert come_in(made) is None
    guest = Guest.objects.get()
    assert (guest.tries, guest.entered_at, standing(guest, NOON)) == (5, None, Standing.LOCKED)


def test_after_four_wrong_codes_the_right_one_still_opens(table: Desk, lan: User) -> None:
    """The control of the lock."""
    made = invite(table, lan)
    for _try in range(4):
        enter_by_link(secret=made.secret, code=other_code(made), network=NETWORK, now=NOON)

    assert come_in(made) is not None


def test_wrong_tries_after_the_colleague_came_in_throw_nobody_out(table: Desk, lan: User) -> None:
    made = invite(table, lan)
    come_in(made)
    for _try in range(20):
        enter_by_link(secret=made.secret, code=other_code(made), network=NETWORK, now=NOON)

    assert may(made.guest.user, CALL, table)


@pytest.mark.promise("R52")
def test_a_network_that_tries_too_often_is_refused_for_any_link(table: Desk, lan: User, settings: object) -> None:
    settings.GUEST_TRIES_PER_ADDRESS = 8  # type: ignore[attr-defined]
    made = invite(table, lan)
    for number in range(8):
        enter_by_link(secret=f"no-such-link-{number}", code="123456", network=NETWORK, now=NOON)

    for secret in (made.secret, "no-such-link"):
        with pytest.raises(TooManyTries):
            enter_by_link(secret=secret, code=made.code, network=NETWORK, now=NOON)
    assert GuestTry.objects.count() == 8
    assert come_in(made, network="b" * 64) is not None
    assert come_in(invite(table, lan), now=NOON + timedelta(minutes=61)) is not None


@pytest.mark.parametrize("ender", ["inviter", "colleague", "operator", "themself"])
def test_ended_means_ended_at_once(table: Desk, lan: User, operator: User, wait: Wait, ender: str) -> None:
    guest = come_in(invite(table, lan))
    assert guest is not None
    by = {"inviter": lan, "colleague": recruiter(table.employer), "operator": operator, "themself": guest.user}[ender]
    wait(table)

    for _click in range(2):
        end_guest(guest=guest, by=by, now=NOON)

    assert not may(guest.user, CALL, table)
    with pytest.raises(PermissionDenied):
        call_next(desk=table, by=guest.user, now=NOON)
    assert AuditRecord.objects.filter(action="guest.end").count() == 1
    assert Guest.objects.get().ended_by == by


def test_others_do_not_end_it(table: Desk, lan: User) -> None:
    guest = come_in(invite(table, lan))
    assert guest is not None

    with pytest.raises(PermissionDenied):
        end_guest(guest=guest, by=recruiter(DeskFactory().employer), now=NOON)
    assert may(guest.user, CALL, table)


@pytest.mark.parametrize("entered", [True, False])
def test_closing_the_fair_ends_it(table: Desk, lan: User, operator: User, entered: bool) -> None:
    made = invite(table, lan)
    if entered:
        come_in(made)

    close_occasion(occasion=table.occasion, by=operator, now=NOON)

    assert not may(made.guest.user, CALL, table)
    assert come_in(made) is None


@pytest.mark.parametrize(("seconds", "lives"), [(-1, True), (0, False), (60, False)])
def test_midnight_ends_it(table: Desk, lan: User, time_machine: object, seconds: int, lives: bool) -> None:
    guest = come_in(invite(table, lan))
    assert guest is not None
    late = invite(table, lan)

    time_machine.move_to(MIDNIGHT + timedelta(seconds=seconds), tick=False)  # type: ignore[attr-defined]

    assert may(guest.user, CALL, table) is lives
    assert (come_in(late, now=MIDNIGHT + timedelta(seconds=seconds)) is not None) is lives


@pytest.mark.parametrize(("hour", "minute", "hours_left"), [(0, 0, 24), (7, 30, 16.5), (12, 0, 12), (23, 59, 1 / 60)])
def test_a_day_ends_at_the_midnight_of_the_wall_clock(hour: int, minute: int, hours_left: float) -> None:
    now = NOON.replace(hour=hour, minute=minute)
    assert end_of_day(now) - now == timedelta(hours=hours_left)


def test_a_new_table_beside_it_takes_the_next_free_number(table: Desk, lan: User) -> None:
    last = DeskFactory(place=table.place, number=table.number + 6)

    made = invite(table, lan, new_seat=True)

    desk = made.guest.desk
    assert (desk.place, desk.number, desk.employer) == (table.place, last.number + 1, table.employer)
    assert come_in(made) is not None
    assert may(made.guest.user, CALL, desk)
    assert not may(made.guest.user, CALL, table)


@pytest.mark.parametrize(("name", "closed"), [("  ", False), ("x" * 81, False), ("Mai", True)])
def test_who_cannot_be_invited_is_told_why_and_nothing_is_made(table: Desk, lan: User, name: str, closed: bool) -> None:
    Desk.objects.filter(pk=table.pk).update(closed_at=NOON if closed else None)

    with pytest.raises(CannotInvite) as refusal:
        invite(table, lan, name=name)

    assert len(refusal.value.reasons) == 1
    assert (Guest.objects.count(), User.objects.filter(username__startswith="guest-").count()) == (0, 0)


def test_a_table_has_room_for_six_guests_and_an_ended_one_makes_room(table: Desk, lan: User) -> None:
    made = [invite(table, lan) for _colleague in range(MOST_ALIVE)]
    with pytest.raises(CannotInvite):
        invite(table, lan)

    end_guest(guest=made[0].guest, by=lan, now=NOON)

    assert invite(table, lan).guest.pk


def test_an_enterprise_opens_twelve_tables_at_most(table: Desk, lan: User) -> None:
    for _desk in range(MOST_SEATS - 1):
        DeskFactory(employer=table.employer, place=table.place)

    with pytest.raises(CannotInvite):
        invite(table, lan, new_seat=True)
    assert Desk.objects.filter(employer=table.employer).count() == MOST_SEATS


def test_the_database_itself_wants_to_know_who_ended_it(table: Desk, lan: User) -> None:
    invite(table, lan)

    with pytest.raises(IntegrityError), transaction.atomic():
        Guest.objects.update(ended_at=NOON)
