"""What is owed follows from the results in force, however often and in whatever order news arrives."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from nhipcau.centres.models import Centre
from nhipcau.counselling.actions import owing
from nhipcau.counselling.models import About, ExchangeEntry, FollowUp
from tests.centres.factories import CentreFactory
from tests.conftest import NOON
from tests.counselling.duties import asking_of, entry_of, hired, said, talked
from tests.matching.factories import ReferralFactory
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
VN = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def centre() -> Centre:
    made: Centre = CentreFactory()
    return made


def test_a_hire_is_owed_to_the_exchange_and_asked_after_a_month(centre: Centre) -> None:
    interview = hired(centre)

    entry, asking = entry_of(interview), asking_of(interview)
    assert (entry.centre, entry.noticed_on, entry.due_on) == (centre, date(2026, 3, 10), date(2026, 4, 7))
    assert (asking.about, asking.due_on, asking.done_at) == (About.HIRE, date(2026, 4, 10), None)


def test_the_persons_own_centre_owes_it_wherever_the_talk_was_held(centre: Centre) -> None:
    interview = hired(centre)
    assert interview.desk.centre != centre
    assert entry_of(interview).centre == asking_of(interview).centre == centre


@pytest.mark.parametrize(
    ("at", "noticed_on"),
    [
        (datetime(2026, 3, 10, 23, 59, 59, tzinfo=VN), date(2026, 3, 10)),
        (datetime(2026, 3, 11, 0, 0, 0, tzinfo=VN), date(2026, 3, 11)),
        (datetime(2026, 3, 10, 16, 59, 59, tzinfo=ZoneInfo("UTC")), date(2026, 3, 10)),
        (datetime(2026, 3, 10, 17, 0, 0, tzinfo=ZoneInfo("UTC")), date(2026, 3, 11)),
    ],
)
def test_the_day_of_notice_turns_at_midnight_in_vietnam(centre: Centre, at: datetime, noticed_on: date) -> None:
    assert entry_of(hired(centre, now=at)).noticed_on == noticed_on


def test_nobody_is_owed_for_somebody_who_was_not_taken(centre: Centre) -> None:
    said(talked(centre), "not_suitable", reason="skill")
    assert not ExchangeEntry.objects.exists()
    assert not FollowUp.objects.exists()


def test_a_hire_taken_back_is_owed_no_more_and_owed_anew_when_it_comes_again(centre: Centre) -> None:
    interview = hired(centre)
    said(interview, "offer_declined", reason="pay", now=NOON + timedelta(days=1))
    assert entry_of(interview).cancelled_at is not None
    assert asking_of(interview).done_at is not None

    said(interview, "offer_accepted", now=NOON + timedelta(days=2))
    entry = entry_of(interview)
    assert (entry.cancelled_at, entry.noticed_on) == (None, date(2026, 3, 12))


def test_the_same_news_twice_is_one_duty(centre: Centre) -> None:
    interview = hired(centre)
    for _again in range(3):
        owing.settle_interview(interview_id=interview.pk, now=NOON)
    assert (ExchangeEntry.objects.count(), FollowUp.objects.count()) == (1, 1)


def test_an_invitation_is_asked_after_and_owes_nothing_to_the_exchange(centre: Centre) -> None:
    interview = talked(centre)
    said(interview, "second_interview", day=date(2026, 3, 20))
    asking = asking_of(interview)
    assert (asking.about, asking.due_on) == (About.INVITATION, date(2026, 4, 10))
    assert not ExchangeEntry.objects.exists()

    said(interview, "offer_accepted", now=NOON + timedelta(days=12))
    assert asking_of(interview).about == About.HIRE
    assert entry_of(interview).noticed_on == date(2026, 3, 22)


def test_who_starts_later_is_asked_a_month_after_the_start(centre: Centre) -> None:
    interview = hired(centre)
    said(interview, "started", day=date(2026, 3, 31), now=NOON + timedelta(days=22))
    asking = asking_of(interview)
    assert (asking.started_on, asking.due_on) == (date(2026, 3, 31), date(2026, 4, 30))


def test_when_the_enterprise_says_that_somebody_stayed_the_asking_ends_and_the_next_one_waits(centre: Centre) -> None:
    interview = hired(centre)
    said(interview, "started", day=date(2026, 3, 11), now=NOON + timedelta(days=2))
    said(interview, "retained_1m", now=NOON + timedelta(days=40))
    assert asking_of(interview).done_at is not None
    assert (asking_of(interview, 3).due_on, asking_of(interview, 3).done_at) == (date(2026, 6, 11), None)


def test_a_referral_is_asked_after_a_month_and_no_more_once_it_is_taken_back(centre: Centre) -> None:
    referral = ReferralFactory(seeker=SeekerFactory(centre=centre), centre=centre, made_at=NOON)
    for _again in range(2):
        owing.settle_referral(referral_id=referral.pk, now=NOON)
    asking = FollowUp.objects.get(referral=referral)
    assert (asking.about, asking.due_on, asking.done_at) == (About.REFERRAL, date(2026, 4, 10), None)

    owing.drop_referral(referral_id=referral.pk, now=NOON + timedelta(days=1))
    assert FollowUp.objects.get(referral=referral).done_at is not None
