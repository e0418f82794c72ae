"""From nine in the evening to six in the morning nobody is woken by news that can wait."""

from datetime import datetime, time, timedelta

import pytest

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, News
from nhipcau.fairs.rules.telling import is_quiet, may_leave
from nhipcau.messaging.models import SmsMessage
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.fairs.factories import ENDS, STARTS, ParticipationFactory, SessionSiteFactory

pytestmark = pytest.mark.django_db
FAR = timedelta(days=3)


def at(moment: time, days: int = 0) -> datetime:
    """On the day of the fair, or some days from it."""
    return STARTS.replace(hour=moment.hour, minute=moment.minute) + timedelta(days=days)


NIGHT = [(time(20, 59), False), (time(21), True), (time(3, 30), True), (time(5, 59), True), (time(6), False)]


@pytest.mark.parametrize(("moment", "quiet"), NIGHT)
def test_the_night_is_from_nine_to_six(moment: time, quiet: bool) -> None:
    assert is_quiet(at(moment)) is quiet
    for kind in News:
        assert may_leave(kind, starts=at(moment) + FAR, now=at(moment)) is not quiet


@pytest.mark.parametrize(
    ("kind", "hours", "leaves"),
    [
        ("postponed", 4, True),
        ("postponed", 12, True),
        ("postponed", 12.1, False),
        ("postponed", 0, False),
        ("cancelled", 4, True),
        ("new_day", 4, True),
        ("unready", 4, False),
        ("asked", 4, False),
    ],
)
def test_at_night_only_a_fair_that_is_not_held_in_twelve_hours_is_news(kind: str, hours: float, leaves: bool) -> None:
    now = at(time(3, 30))
    assert may_leave(kind, starts=now + timedelta(hours=hours), now=now) is leaves


@pytest.fixture
def operator() -> User:
    site = SessionSiteFactory(session__starts=STARTS, session__ends=ENDS)
    ParticipationFactory(session=site.session, site=site, employer__contact_phone="0912345678")
    return staff(Role.OPERATOR, site.session.centre)


def sent(*moments: datetime) -> list[int]:
    return [fairs.send_waiting(now=moment) for moment in moments]


def test_a_check_at_half_past_three_is_made_then_and_told_at_six(operator: User) -> None:
    session = FairSession.objects.get()
    fairs.check_readiness(session_id=session.pk, now=at(time(3, 30)))

    assert sent(at(time(3, 30)), at(time(5, 59)), at(time(6))) == [0, 0, 1]
    assert session.checks.get().at == at(time(3, 30))
    assert SmsMessage.objects.get().at == at(time(6))


def test_a_fair_put_off_in_the_night_before_it_is_told_at_once(operator: User) -> None:
    fairs.postpone_session(session=FairSession.objects.get(), by=operator, now=NOON)

    assert sent(at(time(3, 30))) == [1]


def test_a_fair_put_off_in_an_earlier_night_is_told_in_the_morning(operator: User) -> None:
    fairs.postpone_session(session=FairSession.objects.get(), by=operator, now=NOON)

    assert sent(at(time(21), -2), at(time(5, 59), -1), at(time(6), -1)) == [0, 0, 1]
