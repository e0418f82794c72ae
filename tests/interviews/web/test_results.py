"""People met: their results, corrections, and what became of them later."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.interviews.models import Desk, Interview, Outcome
from tests.interviews.factories import InterviewFactory, OutcomeFactory

RESULTS = reverse("interviews:results")


@pytest.fixture
def hired(table: Desk) -> Interview:
    made: Interview = OutcomeFactory(interview__desk=table, stage="offer_accepted").interview
    return made


def test_the_list_costs_the_same_for_one_or_many(at_desk: Client, table: Desk, cost: Callable[..., int]) -> None:
    OutcomeFactory(interview__desk=table, stage="pool")
    one = cost(at_desk, RESULTS)
    OutcomeFactory.create_batch(2, interview__desk=table, stage="pool")

    assert cost(at_desk, RESULTS) == one
    assert at_desk.get(RESULTS).text.count("data-row") == 3


def test_the_lines_of_a_talk_cost_the_same_for_one_or_many(
    at_desk: Client, hired: Interview, cost: Callable[..., int]
) -> None:
    page = reverse("interviews:talk", args=[hired.pk])
    one = cost(at_desk, page)
    OutcomeFactory.create_batch(2, interview=hired, stage="pool")

    assert cost(at_desk, page) == one


def test_the_list_is_narrowed_by_result(at_desk: Client, table: Desk, hired: Interview) -> None:
    missing = InterviewFactory(desk=table, done=True)
    OutcomeFactory(stage="pool")

    assert set(at_desk.get(RESULTS).context["page"]) == {hired, missing}
    assert list(at_desk.get(RESULTS, {"show": "open"}).context["page"]) == [missing]
    assert list(at_desk.get(RESULTS, {"show": "hired"}).context["page"]) == [hired]
    assert [tab["count"] for tab in at_desk.get(RESULTS).context["tabs"]] == [2, 1, 1, 0, 0]


def test_the_first_day_of_work_is_added_later(at_desk: Client, hired: Interview) -> None:
    page = reverse("interviews:talk", args=[hired.pk])
    assert "?result=started" in at_desk.get(page).text
    assert list(at_desk.get(page, {"result": "started"}).context["form"].fields) == ["date", "note"]

    sent = {"date": "2026-03-09", "note": "", "then": "results"}
    response = at_desk.post(reverse("interviews:result", args=[hired.pk, "started"]), sent)

    assert response.headers["Location"] == page
    assert hired.outcomes.order_by("pk").last().date == date(2026, 3, 9)  # type: ignore[union-attr]


def test_a_day_that_has_not_come_is_refused_on_the_same_page(at_desk: Client, hired: Interview) -> None:
    sent = {"date": "2026-03-11", "note": "", "then": "results"}

    response = at_desk.post(reverse("interviews:result", args=[hired.pk, "started"]), sent)

    assert response.status_code == 422
    assert response.templates[0].name == "interviews/talk.html"
    assert Outcome.objects.count() == 1


def test_the_page_shows_every_line_and_who_wrote_it(at_desk: Client, hired: Interview, operator: object) -> None:
    OutcomeFactory(interview=hired, stage="pool", by=operator, for_recruiter=True, note="Gọi lại sau Tết")

    text = at_desk.get(reverse("interviews:talk", args=[hired.pk])).text

    assert "Gọi lại sau Tết" in text
    assert str(operator) in text


def test_without_a_talk_nothing_can_be_added(at_desk: Client, table: Desk) -> None:
    missed = InterviewFactory(desk=table, state="worker_absent", ticket_state="expired")

    assert "?result=" not in at_desk.get(reverse("interviews:talk", args=[missed.pk])).text
