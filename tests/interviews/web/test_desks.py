"""The recruiter's desk: three taps from one person to the next."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.interviews.models import Desk, Interview, InterviewState, Outcome, TicketState
from tests.conftest import NOON
from tests.interviews.conftest import Wait
from tests.interviews.factories import DeskFactory, InterviewFactory
from tests.seekers.factories import SeekerFactory

DESKS = reverse("interviews:desks")
HTMX = {"HX-Request": "true"}


def page(desk: Desk) -> str:
    return reverse("interviews:desk", args=[desk.pk])


def button(name: str, *args: object) -> str:
    return reverse(f"interviews:{name}", args=args)


def said(response: object) -> list[str]:
    return [str(message) for message in response.context["messages"]]  # type: ignore[attr-defined]


def test_one_table_is_opened_at_once_and_several_are_chosen_from(at_desk: Client, table: Desk) -> None:
    assert at_desk.get(DESKS).headers["Location"] == page(table)

    other = DeskFactory(employer=table.employer, online=True)

    assert set(at_desk.get(DESKS).context["desks"]) == {table, other}


def test_choosing_costs_the_same_for_few_or_many(at_desk: Client, table: Desk, cost: Callable[..., int]) -> None:
    DeskFactory(employer=table.employer, place=table.place)
    few = cost(at_desk, DESKS)
    DeskFactory.create_batch(2, employer=table.employer, place=table.place)

    assert cost(at_desk, DESKS) == few


def test_the_desk_costs_the_same_for_one_or_many(
    at_desk: Client, table: Desk, wait: Wait, cost: Callable[..., int]
) -> None:
    InterviewFactory(desk=table)
    wait()
    one = cost(at_desk, page(table))
    wait(), wait()

    assert cost(at_desk, page(table)) == one


def test_calling_shows_the_person(at_desk: Client, table: Desk, wait: Wait) -> None:
    ticket = wait(seeker=SeekerFactory(full_name="Nguyễn Thị Thu Hường"))

    response = at_desk.post(button("call", table.pk), follow=True)

    assert response.redirect_chain == [(page(table), 302)]
    assert response.context["interview"].ticket == ticket
    assert "Nguyễn Thị Thu H." in response.text
    assert "25-34" in response.text


def test_calling_nobody_says_so(at_desk: Client, table: Desk) -> None:
    assert len(said(at_desk.post(button("call", table.pk), follow=True))) == 1


def test_a_break_is_taken_and_ended(at_desk: Client, table: Desk, wait: Wait) -> None:
    wait()
    at_desk.post(button("pause", table.pk))
    assert button("call", table.pk) not in at_desk.get(page(table)).text
    refused = at_desk.post(button("call", table.pk), follow=True)
    assert len(said(refused)) == 1
    assert not Interview.objects.exists()

    at_desk.post(button("resume", table.pk))

    assert button("call", table.pk) in at_desk.get(page(table)).text


def test_profile_and_phone_are_shown_only_with_consent_and_the_card_number_never(
    at_desk: Client, table: Desk, agree: Callable[..., None]
) -> None:
    seeker = SeekerFactory(
        full_name="Nguyễn Thị Thu Hường", phone="0912345678", citizen_number="024198012345", skills="May công nghiệp"
    )
    InterviewFactory(desk=table, ticket__seeker=seeker)

    before = at_desk.get(page(table)).text
    agree(seeker, "share_profile")
    after = at_desk.get(page(table)).text

    private = ("Nguyễn Thị Thu Hường", "0912 345 678", "May công nghiệp")
    assert [words in before for words in private] == [False, False, False]
    assert [words in after for words in private] == [True, True, True]
    assert "024198012345" not in before + after


def test_three_taps_from_the_talk_to_the_next_person(at_desk: Client, table: Desk, wait: Wait) -> None:
    talk = InterviewFactory(desk=table, talking=True)
    following = wait()

    first = at_desk.get(page(table))
    assert first.text.count("?result=") == 7
    second = at_desk.get(page(table), {"result": "not_suitable"})
    assert list(second.context["form"].fields) == ["reason", "note"]
    third = at_desk.post(
        button("result", talk.pk, "not_suitable"), {"reason": "shift", "note": "", "then": "next"}, follow=True
    )

    outcome = Outcome.objects.get()
    assert (outcome.interview, outcome.stage, outcome.reason) == (talk, "not_suitable", "shift")
    assert third.context["interview"].ticket == following


def test_an_invitation_asks_for_the_day_and_proposes_one(at_desk: Client, table: Desk) -> None:
    talk = InterviewFactory(desk=table, talking=True)

    form = at_desk.get(page(table), {"result": "second_interview"}).context["form"]
    assert (list(form.fields), form["date"].initial) == (["date", "note"], date(2026, 3, 12))
    at_desk.post(button("result", talk.pk, "second_interview"), {"date": "2026-03-14", "then": "stay"})

    assert Outcome.objects.get().date == date(2026, 3, 14)


@pytest.mark.parametrize(
    ("stage", "sent"),
    [("not_suitable", {"note": "Chưa biết may"}), ("second_interview", {"date": "2026-03-01", "note": "x"})],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    stage: str, sent: dict[str, str], at_desk: Client, table: Desk
) -> None:
    talk = InterviewFactory(desk=table, talking=True)

    response = at_desk.post(button("result", talk.pk, stage), sent | {"then": "next"})

    assert response.status_code == 422
    assert response.context["form"].data["note"] == sent["note"]
    assert response.context["form"].errors
    assert not Outcome.objects.exists()


def test_a_result_that_does_not_exist_is_refused(at_desk: Client, table: Desk) -> None:
    talk = InterviewFactory(desk=table, talking=True)

    assert len(said(at_desk.post(button("result", talk.pk, "hired-twice"), follow=True))) == 1
    assert not Outcome.objects.exists()


def test_the_buttons_of_a_call(at_desk: Client, table: Desk, wait: Wait) -> None:
    first, second = wait(), wait()
    at_desk.post(button("call", table.pk))
    call = Interview.objects.get()

    at_desk.post(button("came", call.pk))
    at_desk.post(button("remind", call.pk))
    assert len(said(at_desk.post(button("absent", call.pk), follow=True))) == 1
    at_desk.post(button("skip", call.pk))
    at_desk.post(button("call", table.pk))
    other = Interview.objects.get(ticket=second)
    at_desk.post(button("start", other.pk))
    at_desk.post(button("finish", other.pk))

    call.refresh_from_db()
    other.refresh_from_db()
    first.refresh_from_db()
    assert (call.state, call.acknowledged_at, call.reminded_at) == (InterviewState.CANCELLED, NOON, NOON)
    assert (first.state, other.state) == (TicketState.WAITING, InterviewState.DONE)


def test_after_three_minutes_the_person_may_be_absent(at_desk: Client, table: Desk) -> None:
    call = InterviewFactory(desk=table, called_at=NOON - timedelta(minutes=4), reminded_at=NOON - timedelta(minutes=3))

    assert at_desk.get(page(table)).context["late"] is True
    at_desk.post(button("absent", call.pk))

    call.refresh_from_db()
    assert call.state == InterviewState.WORKER_ABSENT


def test_a_failed_line_from_the_desk(at_desk: Client, room: Desk) -> None:
    talk = InterviewFactory(desk=room, talking=True)

    at_desk.post(button("fail", talk.pk))

    talk.refresh_from_db()
    assert talk.state == InterviewState.TECHNICAL_FAILURE


def test_the_queue_is_swapped_alone_and_the_page_only_when_the_person_changed(
    at_desk: Client, table: Desk, wait: Wait
) -> None:
    wait()
    part = at_desk.get(page(table), headers=HTMX | {"HX-Target": "queue"})
    assert (part.text.count("<section"), "<html" in part.text) == (1, False)

    seen = at_desk.get(page(table)).context["seen"]
    same = at_desk.get(page(table), {"seen": seen}, headers=HTMX)
    assert (same.status_code, "HX-Refresh" in same.headers) == (204, False)
    at_desk.post(button("call", table.pk))
    other = at_desk.get(page(table), {"seen": seen}, headers=HTMX)
    assert other.headers["HX-Refresh"] == "true"


def test_staff_may_sit_at_a_desk_of_their_centre(
    table: Desk, operator: User, wait: Wait, visitor: Callable[[User], Client]
) -> None:
    wait()

    visitor(operator).post(button("call", table.pk))

    assert Interview.objects.get().called_by == operator


def test_a_person_is_handed_over_to_a_colleague_who_is_free(at_desk: Client, table: Desk) -> None:
    talk = InterviewFactory(desk=table, talking=True)
    assert at_desk.get(page(table)).context["handing"] is None
    colleague = DeskFactory(employer=table.employer, place=table.place)
    assert at_desk.get(page(table)).context["handing"] is not None

    at_desk.post(button("hand-over", talk.pk), {"to": colleague.pk, "note": "Muốn làm ca ngày"})

    assert "Muốn làm ca ngày" in at_desk.get(page(colleague)).text
    gone = at_desk.post(button("hand-over", talk.pk), {"to": colleague.pk}, follow=True)
    assert len(said(gone)) == 1
    talk.refresh_from_db()
    assert talk.desk == colleague
