"""Many results at once: each stands for itself on a page, all or nothing from a sheet."""

from datetime import date

import pytest

from nhipcau.accounts.models import User
from nhipcau.interviews.actions import Answer, NotWhole, record_all_or_nothing, record_results
from nhipcau.interviews.models import Desk, Interview, Outcome
from tests.conftest import NOON
from tests.interviews.factories import InterviewFactory, OutcomeFactory

FRIDAY = date(2026, 3, 13)


@pytest.fixture
def talks(table: Desk) -> list[Interview]:
    return [InterviewFactory(desk=table, done=True) for _person in range(4)]


def test_good_lines_are_written_and_wrong_ones_hold_nobody_up(talks: list[Interview], lan: User) -> None:
    first, second, third, fourth = (talk.pk for talk in talks)
    answers = [
        Answer(first, "not_suitable", reason="shift"),
        Answer(second, "not_suitable"),
        Answer(third, "second_interview", date=FRIDAY, note="Mang hồ sơ"),
        Answer(fourth, "second_interview", date=date(2026, 3, 9)),
    ]

    written = record_results(answers=answers, interviews=talks, by=lan, now=NOON)

    assert (written.added, set(written.lines), set(written.refused)) == (2, {first, third}, {second, fourth})
    assert written.refused[second] == ["Hãy chọn lý do."]
    kept = Outcome.objects.order_by("pk").values_list("interview", "stage", "reason", "date", "note", "for_recruiter")
    assert list(kept) == [
        (first, "not_suitable", "shift", None, "", False),
        (third, "second_interview", "", FRIDAY, "Mang hồ sơ", False),
    ]


def test_the_same_answers_again_add_nothing(talks: list[Interview], lan: User) -> None:
    answers = [Answer(talk.pk, "pool") for talk in talks]
    record_results(answers=answers, interviews=talks, by=lan, now=NOON)

    assert record_results(answers=answers, interviews=talks, by=lan, now=NOON).added == 0
    assert Outcome.objects.count() == 4


def test_staff_write_for_the_recruiter_and_every_line_says_so(talks: list[Interview], operator: User) -> None:
    answers = [Answer(talk.pk, "pool") for talk in talks]

    written = record_results(answers=answers, interviews=talks, by=operator, now=NOON)

    assert {line.for_recruiter for line in written.lines.values()} == {True}


def test_what_another_person_wrote_meanwhile_is_not_written_over(talks: list[Interview], lan: User) -> None:
    talk = talks[0]
    other = OutcomeFactory(interview=talk, stage="offer_accepted")
    late = Answer(talk.pk, "not_suitable", reason="pay", seen=0)

    written = record_results(answers=[late], interviews=talks, by=lan, now=NOON)

    assert written.refused[talk.pk][0].startswith("Trong lúc đó có người khác")
    assert "Nhận việc" in written.refused[talk.pk][0]
    assert talk.outcomes.get() == other
    knowing = Answer(talk.pk, "not_suitable", reason="pay", seen=other.pk)
    assert record_results(answers=[knowing], interviews=talks, by=lan, now=NOON).added == 1


def test_ones_own_line_is_not_called_somebody_elses(talks: list[Interview], lan: User) -> None:
    mine = OutcomeFactory(interview=talks[0], stage="offer_accepted", by=lan)
    late = Answer(talks[0].pk, "not_suitable", reason="pay", seen=0)

    written = record_results(answers=[late], interviews=talks, by=lan, now=NOON)

    assert written.refused[talks[0].pk][0].startswith("Bạn vừa ghi kết quả khác")
    assert talks[0].outcomes.get() == mine


def test_a_talk_that_is_not_theirs_is_refused_like_one_that_does_not_exist(talks: list[Interview], lan: User) -> None:
    foreign = InterviewFactory(done=True)
    answers = [Answer(foreign.pk, "pool"), Answer(999_999, "pool")]

    written = record_results(answers=answers, interviews=talks, by=lan, now=NOON)

    assert written.refused[foreign.pk] == written.refused[999_999]
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("stage", ["started", "retained_1m", "hired", ""])
def test_only_results_of_the_day_are_written_in_bulk(talks: list[Interview], lan: User, stage: str) -> None:
    written = record_results(answers=[Answer(talks[0].pk, stage)], interviews=talks, by=lan, now=NOON)

    assert (written.added, len(written.refused)) == (0, 1)


def test_all_or_nothing_means_nothing_when_one_line_is_refused(talks: list[Interview], lan: User) -> None:
    answers = [Answer(talk.pk, "pool") for talk in talks[:3]] + [Answer(talks[3].pk, "offer_declined")]

    with pytest.raises(NotWhole) as refusal:
        record_all_or_nothing(answers=answers, interviews=talks, by=lan, now=NOON)

    assert set(refusal.value.refused) == {talks[3].pk}
    assert not Outcome.objects.exists()


def test_all_or_nothing_means_all_when_none_is_refused(talks: list[Interview], lan: User) -> None:
    """The control of the refusal."""
    answers = [Answer(talk.pk, "pool") for talk in talks]

    assert record_all_or_nothing(answers=answers, interviews=talks, by=lan, now=NOON).added == 4
