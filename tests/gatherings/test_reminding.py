"""The day before and half an hour before, once each, to who agreed to messages."""

from datetime import date, timedelta

import pytest

from nhipcau.consents.models import ConsentEntry, ConsentText
from nhipcau.gatherings.actions import remind_all
from nhipcau.gatherings.models import Gathering, Member
from nhipcau.messaging.models import SmsMessage
from nhipcau.seekers.models import Seeker
from tests.conftest import NOON
from tests.gatherings.factories import TOMORROW, GatheringFactory, MemberFactory
from tests.seekers.factories import SeekerFactory


def agrees(seeker: Seeker) -> Seeker:
    text, _made = ConsentText.objects.get_or_create(
        purpose="messages", version=1, defaults={"text_vi": "Tôi đồng ý.", "in_force_from": date(2026, 1, 1)}
    )
    ConsentEntry.objects.create(subject=f"seeker:{seeker.pk}", text=text, given=True, channel="counter", at=NOON)
    return seeker


@pytest.fixture
def group(db: None) -> Gathering:
    made: Gathering = GatheringFactory(group=True, title="Hàn hơi, Nhật Bản")
    return made


def candidate(group: Gathering, **more: object) -> Member:
    seeker = agrees(SeekerFactory(phone="0912345678"))
    made: Member = MemberFactory(gathering=group, candidate=True, seeker=seeker, **more)
    return made


def test_a_candidate_is_told_the_day_before_and_soon_before_once_each(group: Gathering) -> None:
    candidate(group)
    sent = [remind_all(now=TOMORROW - timedelta(minutes=before)) for before in (24 * 60 + 1, 24 * 60, 600, 30, 29, 0)]

    assert sent == [0, 1, 0, 1, 0, 0]
    first = SmsMessage.objects.order_by("pk")[0].words
    assert first.startswith("Hàn hơi, Nhật Bản bắt đầu lúc 09:00, Thứ Tư, 11/3")
    assert "Còn thiếu 8 giấy tờ." in first


def test_who_does_not_come_or_has_not_agreed_or_was_taken_out_is_not_written_to(group: Gathering) -> None:
    candidate(group, answer="not_coming")
    candidate(group, left_at=NOON)
    MemberFactory(gathering=group, candidate=True, seeker=SeekerFactory(phone="0912345670"))

    assert remind_all(now=TOMORROW - timedelta(hours=2)) == 0
    assert not SmsMessage.objects.exists()


def test_nobody_is_reminded_of_what_was_called_off(group: Gathering) -> None:
    candidate(group)
    Gathering.objects.update(state="cancelled", called_off_because="Hoãn")

    assert remind_all(now=TOMORROW - timedelta(hours=2)) == 0


@pytest.mark.parametrize("people", [1, 3])
def test_reading_whom_to_remind_costs_the_same(
    group: Gathering, people: int, django_assert_num_queries: object
) -> None:
    """Besides one claim for each member: gatherings, members, papers, consents."""
    for _one in range(people):
        MemberFactory(gathering=group, candidate=True)

    with django_assert_num_queries(4 + people):  # type: ignore[operator]
        remind_all(now=TOMORROW - timedelta(hours=2))
