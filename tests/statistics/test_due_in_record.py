"""Results that are due: the record counts them as the desk of the operator does, and its sentences say so."""

import pytest

from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import Interview
from nhipcau.statistics.papers.official import Item, Para, head_of
from nhipcau.statistics.papers.report_paper import report_paper
from nhipcau.statistics.papers.rows import Gathered
from nhipcau.statistics.queries.record import gather
from tests.interviews.factories import OutcomeFactory
from tests.statistics.day import Day, day

ASKED = "Đôn đốc"


@pytest.fixture
def made(db: None) -> Day:
    return day()


def due(gathered: Gathered) -> int:
    return sum(one.due for one in gathered.enterprises)


def said(gathered: Gathered) -> str:
    blocks = report_paper(gathered, head_of(gathered.session.centre), number=1).blocks
    return " ".join(block.words for block in blocks if isinstance(block, (Para, Item)))


@pytest.mark.parametrize(("stage", "due"), [(None, True), ("", True), ("met", True), ("pool", False), ("offer", False)])
def test_met_is_no_result(stage: str | None, due: bool) -> None:
    assert interviews.is_due(stage) is due


def test_who_was_only_met_is_due_as_much_as_who_has_no_result(made: Day) -> None:
    before = due(gather(made.session))
    for talk in Interview.objects.filter(outcomes=None):
        OutcomeFactory(interview=talk, stage="met")

    after = gather(made.session)
    assert before > 0
    assert due(after) == before
    assert "chưa có kết quả cuối cùng" in said(after)
    assert ASKED in said(after)


def test_when_every_talk_has_its_final_result_the_record_says_so_and_asks_nobody(made: Day) -> None:
    for talk in Interview.objects.filter(outcomes=None):
        OutcomeFactory(interview=talk, stage="pool")

    after = gather(made.session)
    assert due(after) == 0
    assert "đều có kết quả cuối cùng" in said(after)
    assert ASKED not in said(after)
