"""A person reads, and takes along, all that is kept of them here."""

from datetime import date

from nhipcau.gatherings.models import Gathering, Paper, Result
from nhipcau.gatherings.queries.kept import kept_of
from tests.accounts.factories import UserFactory
from tests.conftest import NOON
from tests.gatherings.factories import MemberFactory, QuestionFactory


def test_what_is_kept_is_told_in_words_and_nothing_of_others(group: Gathering) -> None:
    mine, other = (MemberFactory(gathering=group, candidate=True) for _person in range(2))
    by = UserFactory()
    for member, note in ((mine, "Hàn tốt"), (other, "của người khác")):
        Result.objects.create(member=member, stage="not_suitable", reason="skill", note=note, by=by, at=NOON)
        until = {"valid_until": date(2026, 12, 1), "checked_by": by, "checked_at": NOON}
        Paper.objects.create(member=member, kind="passport", state="accepted", **until)
        QuestionFactory(member=member, gathering=group, words=f"Hỏi: {note}?")

    parts = {part.heading: part.lines for part in kept_of(mine.seeker)}

    assert [len(lines) for lines in parts.values()] == [1, 1, 1, 1]
    assert parts["Questions you asked in writing"][0].words == "Hỏi: Hàn tốt?"
    assert parts["Results of group interviews"][0].words == "Not suitable, Lacks the skill asked for, Hàn tốt"
    assert "Accepted, valid until" in parts["Papers for work abroad"][0].words
    assert "người khác" not in str(parts)
