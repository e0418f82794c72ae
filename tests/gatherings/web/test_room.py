"""The page of a room: who is named to whom, and what a host does without leaving it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.gatherings.models import Gathering, Member, Question, State
from tests.gatherings.factories import GatheringFactory, MemberFactory, QuestionFactory, VisitFactory

PhoneOf = Callable[[Member], Client]
HTMX = {"HX-Request": "true", "HX-Target": "people"}


def page(name: str, at: Gathering) -> str:
    return reverse(f"gatherings:{name}", args=[at.room])


def test_listeners_are_named_to_the_host_and_counted_for_the_others(
    at_centre: Client, phone_of: PhoneOf, talk: Gathering
) -> None:
    first, second = MemberFactory(gathering=talk, name="Lê Thị S."), MemberFactory(gathering=talk, name="Phạm Văn T.")
    for member in (first, second):
        VisitFactory(member=member)

    host, other = at_centre.get(page("room", talk)).text, phone_of(first).get(page("room", talk)).text

    assert "Phạm Văn T." in host
    assert "Phạm Văn T." not in other
    assert "2 people listen" in host
    assert "2 people listen" in other


def test_the_interpreter_is_marked_beside_the_name(phone_of: PhoneOf, group: Gathering) -> None:
    candidate = MemberFactory(gathering=group, candidate=True)
    interpreter = MemberFactory(gathering=group, role="interpreter", name="Tanaka Yuki")
    VisitFactory(member=interpreter)

    text = phone_of(candidate).get(page("room", group)).text

    assert text.index("Tanaka Yuki") < text.index('<span class="chip chip-sun">Interpreter</span>')


def test_a_host_opens_it_and_ends_it(at_desk: Client, group: Gathering) -> None:
    Gathering.objects.update(state=State.PLANNED, opened_at=None)

    opened = at_desk.post(page("room-open", group), headers=HTMX)
    assert "End it for everybody" in opened.text
    at_desk.post(page("room-end", group))

    assert Gathering.objects.get().state == State.ENDED


def test_nobody_else_opens_asks_or_hides(phone_of: PhoneOf, talk: Gathering) -> None:
    member = MemberFactory(gathering=talk)
    question, phone = QuestionFactory(member=member, gathering=talk), phone_of(member)
    tries = [
        ("room-open", {}),
        ("room-end", {}),
        ("speaking", {"member": member.pk, "do": "ask"}),
        ("question", {"question": question.pk, "do": "hide", "words": "x"}),
        ("question", {"question": question.pk, "do": "answer", "words": "x"}),
    ]
    assert [phone.post(page(name, talk), said).status_code for name, said in tries] == [404] * 5
    question.refresh_from_db()
    assert (question.hidden_at, question.answered_at) == (None, None)
    assert Gathering.objects.get().state == State.OPEN


def test_a_question_is_asked_without_a_name_and_answered(at_centre: Client, phone_of: PhoneOf, talk: Gathering) -> None:
    asker, other = MemberFactory(gathering=talk, name="Lê Thị S."), MemberFactory(gathering=talk)
    phone_of(asker).post(page("ask", talk), {"words": "Có phải đặt cọc không?", "anonymous": "on"})
    question = Question.objects.get()

    read = phone_of(other).get(page("room", talk)).text
    assert "Có phải đặt cọc không?" in read
    assert "Lê Thị S." not in read
    phone_of(other).post(page("question", talk), {"question": question.pk, "do": "too"})
    at_centre.post(page("question", talk), {"question": question.pk, "do": "answer", "words": "Không ạ."})

    assert "Không ạ." in phone_of(asker).get(page("room", talk)).text
    assert question.supports.count() == 1


@pytest.mark.parametrize("many", [1, 4])
def test_the_room_costs_the_same_for_one_or_many(
    at_centre: Client, cost: Callable[..., int], talk: Gathering, many: int
) -> None:
    for member in MemberFactory.create_batch(many, gathering=talk):
        VisitFactory(member=member)
        QuestionFactory(member=member, gathering=talk)

    assert cost(at_centre, page("room", talk)) == 16
    assert cost(at_centre, page("room", talk), headers=HTMX) == 12


def test_before_the_time_the_room_says_when_by_both_clocks(phone_of: PhoneOf, db: None) -> None:
    candidate = MemberFactory(gathering=GatheringFactory(group=True), candidate=True)

    text = phone_of(candidate).get(page("room", candidate.gathering)).text

    assert "The room opens at 08:45 Vietnam time · 10:45 Japan time." in text
    assert "data-gathering" not in text


def test_a_host_asks_a_listener_to_speak_and_the_listener_ends_it(
    at_centre: Client, phone_of: PhoneOf, talk: Gathering
) -> None:
    member = MemberFactory(gathering=talk)
    VisitFactory(member=member)
    at_centre.post(page("speaking", talk), {"member": member.pk, "do": "ask"}, headers=HTMX)
    assert Member.objects.get(pk=member.pk).speaks_since is not None

    phone_of(member).post(page("speaking", talk), {"member": member.pk, "do": "end"}, headers=HTMX)
    assert Member.objects.get(pk=member.pk).speaks_since is None
