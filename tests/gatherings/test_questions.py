"""Questions in writing: asked, supported, answered, hidden."""

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.gatherings.actions import Refused, answer_question, ask_question, hide_question, support
from nhipcau.gatherings.models import Gathering, Member, Question
from nhipcau.gatherings.queries import questions_in
from nhipcau.gatherings.rules.questions import MOST_UNANSWERED
from tests.conftest import NOON
from tests.gatherings.factories import MemberFactory, QuestionFactory


@pytest.fixture
def hoa(talk: Gathering) -> Member:
    made: Member = MemberFactory(gathering=talk, name="Hoa T.")
    return made


def ask(member: Member, words: str = "Lương bao nhiêu?", **more: object) -> Question:
    said = {"anonymous": False, "by": member.user, "now": NOON} | more
    return ask_question(member=member, words=words, **said)  # type: ignore[arg-type]


def test_a_question_is_asked_once_however_often_it_is_sent(hoa: Member) -> None:
    assert ask(hoa, " Lương   bao nhiêu? ") == ask(hoa)
    assert Question.objects.get().words == "Lương bao nhiêu?"


@pytest.mark.parametrize("words", ["", "  ", "x" * 301])
def test_a_question_has_words_and_not_too_many(hoa: Member, words: str) -> None:
    with pytest.raises(Refused):
        ask(hoa, words)
    assert not Question.objects.exists()


def test_nobody_asks_in_the_name_of_another(hoa: Member) -> None:
    with pytest.raises(PermissionDenied):
        ask(hoa, by=MemberFactory(gathering=hoa.gathering).user)
    assert not Question.objects.exists()


def test_who_has_five_questions_waiting_waits_too(hoa: Member, operator: User) -> None:
    asked = [ask(hoa, f"Câu {number}?") for number in range(MOST_UNANSWERED)]
    with pytest.raises(Refused):
        ask(hoa, "Câu nữa?")

    answer_question(question=asked[0], words="", by=operator, now=NOON)
    assert ask(hoa, "Câu nữa?").pk


def test_others_ask_the_same_once_each_and_may_take_it_back(hoa: Member, talk: Gathering) -> None:
    question, other = ask(hoa), MemberFactory(gathering=talk)
    with pytest.raises(Refused, match="your own"):
        support(question=question, member=hoa, by=hoa.user, now=NOON)  # type: ignore[arg-type]

    for times in (1, 0, 1):
        support(question=question, member=other, by=other.user, now=NOON)
        assert question.supports.count() == times


def test_the_most_asked_comes_first_or_the_newest_and_what_is_answered_after_it(
    talk: Gathering, operator: User
) -> None:
    old, asked, newest, answered = QuestionFactory.create_batch(4, member__gathering=talk, gathering=talk)
    reader = MemberFactory(gathering=talk)
    support(question=asked, member=reader, by=reader.user, now=NOON)
    answer_question(question=answered, words="12 tháng.", by=operator, now=NOON)

    shown = list(questions_in(talk, member=reader))

    assert shown == [asked, newest, old, answered]
    assert [(one.times, one.supported) for one in shown][:2] == [(1, True), (0, False)]  # type: ignore[attr-defined]
    assert list(questions_in(talk, member=reader, newest=True)) == [newest, asked, old, answered]


def test_a_question_of_another_room_is_not_supported_from_here(hoa: Member) -> None:
    foreign = QuestionFactory()
    with pytest.raises(Refused):
        support(question=foreign, member=hoa, by=hoa.user, now=NOON)  # type: ignore[arg-type]
    assert not foreign.supports.exists()


def test_only_a_host_answers_and_hides_and_hiding_says_why(hoa: Member, talk: Gathering, operator: User) -> None:
    question, other = ask(hoa), MemberFactory(gathering=talk)
    for act, said in ((answer_question, {"words": "Có."}), (hide_question, {"because": "Không liên quan"})):
        with pytest.raises(PermissionDenied):
            act(question=question, by=other.user, now=NOON, **said)  # type: ignore[operator]
    with pytest.raises(Refused):
        hide_question(question=question, because=" ", by=operator, now=NOON)

    hide_question(question=question, because="Lộ số điện thoại", by=operator, now=NOON)

    assert list(questions_in(talk, member=other)) == []
    (mine,) = questions_in(talk, member=hoa)
    assert mine.hidden_because == "Lộ số điện thoại"
