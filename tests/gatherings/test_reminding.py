"""The day before and half an hour before, once each, to who agreed to messages."""

from datetime import date, timedelta
from typing import Any

import pytest

from nhipcau.centres.models import Role
from nhipcau.consents.models import ConsentEntry, ConsentText
from nhipcau.foundation.outbox import api as outbox
from nhipcau.gatherings.actions import call_off, change_gathering, remind_all, tell_called_off, tell_moved
from nhipcau.gatherings.models import Gathering, Member
from nhipcau.gatherings.rules.planning import GatheringData
from nhipcau.messaging.models import SmsMessage
from nhipcau.seekers.models import Seeker
from tests.centres.factories import staff
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


def test_calling_it_off_is_written_once_to_who_wanted_to_come(group: Gathering) -> None:
    candidate(group)
    MemberFactory(
        gathering=group, candidate=True, seeker=agrees(SeekerFactory(phone="0912345670")), answer="not_coming"
    )
    MemberFactory(gathering=group, candidate=True, seeker=SeekerFactory(phone="0912345671"))
    call_off(gathering=group, because="Đối tác hoãn chuyến.", by=staff(Role.OPERATOR, group.centre), now=NOON)
    outbox.deliver_waiting()

    assert tell_called_off(gathering_id=group.pk, now=NOON) == 0
    assert [one.words for one in SmsMessage.objects.all()] == [
        "Hàn hơi, Nhật Bản ngày Thứ Tư, 11/3 sẽ không diễn ra: Đối tác hoãn chuyến."
    ]


def test_a_new_time_is_written_each_time_it_changes(group: Gathering) -> None:
    candidate(group)
    said: dict[str, Any] = {"kind": group.kind, "title": group.title, "minutes": 60, "capacity": 8, "papers": ("cv",)}
    operator = staff(Role.OPERATOR, group.centre)
    Gathering.objects.update(employer=None)
    for hours in (1, 2, 1, 1):
        data = GatheringData(**said, starts_at=TOMORROW + timedelta(hours=hours))
        change_gathering(
            gathering=group, data=data, by=operator, now=NOON + timedelta(minutes=SmsMessage.objects.count())
        )
        outbox.deliver_waiting()

    told = [one.words for one in SmsMessage.objects.order_by("pk")]
    assert [words.split("đổi giờ: ")[1][:5] for words in told] == ["10:00", "11:00", "10:00"]


def test_nobody_is_told_a_new_time_of_what_was_called_off_meanwhile(group: Gathering) -> None:
    candidate(group)
    Gathering.objects.update(state="cancelled", called_off_because="Hoãn")

    assert tell_moved(gathering_id=group.pk, now=NOON) == 0
    assert not SmsMessage.objects.exists()


@pytest.mark.parametrize("people", [1, 3])
def test_reading_whom_to_remind_costs_the_same(
    group: Gathering, people: int, django_assert_num_queries: object
) -> None:
    """Besides one claim for each member: gatherings, members, papers, consents."""
    for _one in range(people):
        MemberFactory(gathering=group, candidate=True)

    with django_assert_num_queries(4 + people):  # type: ignore[operator]
        remind_all(now=TOMORROW - timedelta(hours=2))
