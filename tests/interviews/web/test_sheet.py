"""The sheet of a table: everybody it met, and all results on one page."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.interviews.models import Desk, Interview, Outcome
from tests.accounts.signing import sign_in
from tests.employers.factories import recruiter
from tests.interviews.factories import DeskFactory, InterviewFactory, OutcomeFactory
from tests.interviews.guesting import browser_of, invite

HTMX = {"HX-Request": "true"}


@pytest.fixture
def talks(table: Desk) -> list[Interview]:
    return [InterviewFactory(desk=table, done=True) for _person in range(3)]


def sheet(desk: Desk) -> str:
    return reverse("interviews:sheet", args=[desk.pk])


def line(talk: Interview, stage: str = "", *, seen: int = 0, **more: str) -> dict[str, str]:
    """What the browser sends for one person."""
    said = {"reason": "r", "day": "d", "note": "n"}
    typed = {f"{said[name]}-{talk.pk}": words for name, words in more.items()}
    return {f"o-{talk.pk}": str(seen), f"s-{talk.pk}": stage, f"r-{talk.pk}": "", f"d-{talk.pk}": ""} | typed


def test_forty_people_are_written_by_one_button(at_desk: Client, table: Desk) -> None:
    talks = [InterviewFactory(desk=table, done=True) for _person in range(40)]
    said: dict[str, str] = {}
    for number, talk in enumerate(talks):
        stage = ("pool", "not_suitable", "second_interview", "offer_accepted")[number % 4]
        said |= line(talk, stage, reason="shift", day="2026-03-13", note=f"Ghi chú {number}")

    answer = at_desk.post(sheet(table), said)

    assert answer.headers["Location"] == sheet(table)
    assert Outcome.objects.count() == 40
    assert Outcome.objects.filter(stage="second_interview", date=date(2026, 3, 13), reason="").count() == 10
    assert Outcome.objects.filter(stage="not_suitable", reason="shift", date=None).count() == 10


def test_wrong_lines_stay_as_typed_with_the_reason_beside_them_and_the_rest_is_saved(
    at_desk: Client, table: Desk, talks: list[Interview]
) -> None:
    good, lacks, bad_day = talks
    said = line(good, "pool") | line(lacks, "not_suitable", note="Chưa rõ lý do")
    said |= line(bad_day, "second_interview", day="31/02/2026")

    answer = at_desk.post(sheet(table), said)

    assert answer.status_code == 422
    assert Outcome.objects.get().interview == good
    rows = {row.interview.pk: row for row in answer.context["rows"]}
    assert rows[lacks.pk].errors == ["Hãy chọn lý do."]
    assert (rows[lacks.pk].note, rows[bad_day.pk].day) == ("Chưa rõ lý do", "31/02/2026")
    assert answer.text.count('role="alert"') == 3  # the two lines, and how many they are
    assert 'value="Chưa rõ lý do"' in answer.text


def test_who_has_no_final_result_comes_first(at_desk: Client, table: Desk, talks: list[Interview]) -> None:
    done, met, none = talks
    OutcomeFactory(interview=done, stage="pool")
    OutcomeFactory(interview=met, stage="met")

    assert [row.interview for row in at_desk.get(sheet(table)).context["rows"]] == [met, none, done]


def test_one_line_is_saved_as_one_goes(at_desk: Client, talks: list[Interview]) -> None:
    url = reverse("interviews:sheet-row", args=[talks[0].pk])

    answer = at_desk.post(url, line(talks[0], "pool", note="Giỏi"), headers=HTMX)

    kept = Outcome.objects.get()
    assert answer.status_code == 200
    assert (kept.stage, kept.note) == ("pool", "Giỏi")
    assert f'name="o-{talks[0].pk}" value="{kept.pk}"' in answer.text
    assert "<tr" not in answer.text


def test_a_line_that_lacks_something_says_so_and_without_scripts_one_comes_back(
    at_desk: Client, table: Desk, talks: list[Interview]
) -> None:
    url = reverse("interviews:sheet-row", args=[talks[0].pk])

    answer = at_desk.post(url, line(talks[0], "offer_declined"), headers=HTMX)

    assert (answer.status_code, Outcome.objects.count()) == (422, 0)
    assert 'role="alert"' in answer.text
    assert at_desk.post(url, line(talks[0], "pool")).headers["Location"] == sheet(table)


def test_the_same_result_for_all_who_are_ticked(at_desk: Client, table: Desk, talks: list[Interview]) -> None:
    said: dict[str, object] = {"do": "chosen", "all-s": "not_suitable", "all-r": "skill", "all-d": ""}
    said |= line(talks[0]) | line(talks[1], "pool") | line(talks[2], "pool")
    said["p"] = [str(talks[0].pk), str(talks[1].pk)]

    at_desk.post(sheet(table), said)

    kept = dict(Outcome.objects.values_list("interview", "stage"))
    assert kept == {talks[0].pk: "not_suitable", talks[1].pk: "not_suitable", talks[2].pk: "pool"}


def test_ticks_without_that_button_change_nothing(at_desk: Client, table: Desk, talks: list[Interview]) -> None:
    """The control: the choice for all is taken only when its own button was pressed."""
    said: dict[str, object] = {"all-s": "not_suitable", "all-r": "skill", "p": [str(talks[0].pk)]}

    at_desk.post(sheet(table), said | line(talks[0]))

    assert not Outcome.objects.exists()


def test_saving_all_again_writes_nothing_new(at_desk: Client, table: Desk, talks: list[Interview]) -> None:
    kept = OutcomeFactory(interview=talks[0], stage="pool", note="Khá")

    at_desk.post(sheet(table), line(talks[0], "pool", note="Khá", seen=kept.pk) | line(talks[1]))

    assert Outcome.objects.get() == kept


def test_a_result_of_weeks_later_is_shown_and_not_asked_again(
    at_desk: Client, table: Desk, talks: list[Interview]
) -> None:
    OutcomeFactory(interview=talks[0], stage="started", date=date(2026, 3, 10))

    text = at_desk.get(sheet(table)).text

    assert f'name="s-{talks[0].pk}"' not in text
    at_desk.post(sheet(table), line(talks[0], "pool"))
    assert Outcome.objects.count() == 1


def test_what_the_centre_entered_is_marked_here_and_in_the_lists(
    at_desk: Client, table: Desk, talks: list[Interview], operator: User
) -> None:
    sign_in(Client(), operator).post(sheet(table), line(talks[0], "pool"))

    assert Outcome.objects.get().for_recruiter
    for url in (sheet(table), reverse("interviews:results"), reverse("interviews:talk", args=[talks[0].pk])):
        assert "trung tâm nhập thay" in at_desk.get(url).text


def test_a_guest_sees_the_own_table_only_also_when_asking_for_all(table: Desk, room: Desk, lan: User) -> None:
    here, there = InterviewFactory(desk=table, done=True), InterviewFactory(desk=room, done=True)
    client = browser_of(invite(table, lan))

    rows = client.get(f"{sheet(table)}?all").context["rows"]

    assert [row.interview.pk for row in rows] == [here.pk]
    assert client.get(sheet(room)).status_code == 404
    client.post(f"{sheet(table)}?all", line(here, "pool") | line(there, "pool"))
    assert Outcome.objects.get().interview == here


def test_the_whole_enterprise_of_that_day_and_nobody_elses(at_desk: Client, table: Desk, room: Desk) -> None:
    mine = [InterviewFactory(desk=desk, done=True).pk for desk in (table, room)]
    InterviewFactory(done=True)
    InterviewFactory(desk=DeskFactory(employer=table.employer, occasion_id=2), done=True)

    rows = at_desk.get(f"{sheet(table)}?all").context["rows"]

    assert [row.interview.pk for row in rows] == mine


def test_lines_of_strangers_are_not_written(table: Desk, talks: list[Interview]) -> None:
    stranger = sign_in(Client(), recruiter(DeskFactory().employer))

    assert stranger.post(sheet(table), line(talks[0], "pool")).status_code == 404
    assert stranger.post(reverse("interviews:sheet-row", args=[talks[0].pk]), line(talks[0], "pool")).status_code == 404
    assert not Outcome.objects.exists()


def test_the_sheet_costs_the_same_for_one_or_three(at_desk: Client, table: Desk, cost: Callable[..., int]) -> None:
    InterviewFactory(desk=table, done=True)
    one = cost(at_desk, sheet(table))
    for _person in range(2):
        OutcomeFactory(interview__desk=table, stage="pool")

    assert cost(at_desk, sheet(table)) == one
    assert at_desk.get(sheet(table)).text.count("data-line") == 3
