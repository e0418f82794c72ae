"""The pages of an extra interviewer: invited on one screen, let in on another, sent away when it is over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.foundation.live.api import may_watch
from nhipcau.interviews.actions import end_guest
from nhipcau.interviews.models import Desk, Guest, Interview
from tests.accounts.signing import sign_in
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.conftest import Wait
from tests.interviews.factories import DeskFactory, InterviewFactory
from tests.interviews.guesting import ENTER, browser_of, invite, other_code

HTMX = {"HX-Request": "true"}


def page(name: str, *args: object) -> str:
    return reverse(f"interviews:{name}", args=args)


def test_link_and_code_are_shown_once_to_who_invites(at_desk: Client, table: Desk) -> None:
    answer = at_desk.post(page("invite", table.pk), {"name": "Vũ Thị Mai", "seat": "here"})

    made = answer.context["made"]
    assert answer.status_code == 200
    assert f"{ENTER}?k={made.secret}" in answer.text
    assert made.code in answer.text
    again = at_desk.get(page("invite", table.pk)).text
    assert "Vũ Thị Mai" in again
    assert made.secret not in again
    assert made.code not in again


def test_the_colleague_may_sit_at_another_table_of_the_enterprise_or_a_new_one(at_desk: Client, table: Desk) -> None:
    beside = DeskFactory(employer=table.employer, place=table.place)
    foreign = DeskFactory(place=table.place)
    for seat in (str(beside.pk), "new"):
        at_desk.post(page("invite", table.pk), {"name": "Mai", "seat": seat})

    assert Guest.objects.filter(desk=beside).count() == 1
    assert Guest.objects.exclude(desk=beside).get().desk.number > foreign.number
    assert at_desk.post(page("invite", table.pk), {"name": "Mai", "seat": str(foreign.pk)}).status_code == 422
    assert not Guest.objects.filter(desk=foreign).exists()


def test_a_name_that_is_missing_is_asked_for_and_the_choice_is_kept(at_desk: Client, table: Desk) -> None:
    answer = at_desk.post(page("invite", table.pk), {"name": "", "seat": "new"})

    assert answer.status_code == 422
    assert answer.context["form"]["seat"].value() == "new"


def test_link_and_code_lead_to_the_table_and_a_name_stands_in_the_results(table: Desk, lan: User, wait: Wait) -> None:
    wait(table)
    made = invite(table, lan)
    client = browser_of(made)

    assert client.get(page("desks")).headers["Location"] == page("desk", table.pk)
    assert client.get(page("desk", table.pk)).status_code == 200
    client.post(page("call", table.pk))
    client.post(page("result", Interview.objects.get().pk, "pool"), {"then": "stay"})

    assert Interview.objects.get().outcomes.get().by == made.guest.user


def test_the_page_of_the_table_shows_a_guest_no_way_to_other_pages(table: Desk, lan: User) -> None:
    text = browser_of(invite(table, lan)).get(page("desk", table.pk)).text

    assert page("guest-leave") in text
    assert page("invite", table.pk) not in text
    assert page("results") not in text
    assert f"{page('desks')}?all" not in text


def test_wrong_ended_locked_and_unknown_links_answer_alike(table: Desk, lan: User, operator: User) -> None:
    """Also the pages before: whatever stands in the link."""
    fresh, over, locked = (invite(table, lan) for _case in range(3))
    end_guest(guest=over.guest, by=lan, now=NOON)
    Guest.objects.filter(pk=locked.guest.pk).update(tries=5)
    said = [
        ("no-such-link", "123456"),
        (fresh.secret, other_code(fresh)),
        (over.secret, over.code),
        (locked.secret, locked.code),
    ]
    strip = lambda text, secret, code: text.replace(secret, "").replace(code, "")  # noqa: E731
    answers, pages = set(), set()
    for secret, code in said:
        client = Client()
        shown, answer = client.get(ENTER, {"k": secret}), client.post(ENTER, {"k": secret, "code": code})
        token = client.cookies["__Host-csrf"].value if "__Host-csrf" in client.cookies else ""
        pages.add((shown.status_code, len(strip(shown.text, secret, token))))
        answers.add((answer.status_code, str(answer.context["form"].errors)))
    assert len(answers) == 1
    assert len(pages) == 1
    assert browser_of(fresh).get(page("desk", table.pk)).status_code == 200


def test_a_second_device_stays_outside(table: Desk, lan: User) -> None:
    made = invite(table, lan)
    browser_of(made)

    assert Client().post(ENTER, {"k": made.secret, "code": made.code}).status_code == 422


def test_too_many_tries_from_one_network_are_told_so(table: Desk, lan: User, settings: Any) -> None:
    settings.GUEST_TRIES_PER_ADDRESS = 2
    made = invite(table, lan)
    answers = [Client().post(ENTER, {"k": "x", "code": "123456"}).status_code for _try in range(2)]
    late = Client().post(ENTER, {"k": made.secret, "code": made.code})

    assert [*answers, late.status_code] == [422, 422, 429]


def test_who_is_signed_in_does_not_become_somebody_else(at_desk: Client, table: Desk, lan: User) -> None:
    made = invite(table, lan)

    answer = at_desk.post(ENTER, {"k": made.secret, "code": made.code})

    assert answer.status_code == 200
    assert Guest.objects.get().entered_at is None
    assert at_desk.get(page("results")).status_code == 200


@pytest.mark.promise("R55")
@pytest.mark.parametrize("end", ["inviter", "closing", "midnight"])
def test_when_it_is_over_the_very_next_request_is_refused_kindly(
    table: Desk, lan: User, time_machine: Any, end: str
) -> None:
    made = invite(table, lan)
    client = browser_of(made)
    if end == "inviter":
        sign_in(Client(), lan).post(page("end-guest", made.guest.pk))
    elif end == "closing":
        Desk.objects.filter(pk=table.pk).update(closed_at=NOON)
    else:
        time_machine.move_to(NOON + timedelta(hours=11, minutes=59, seconds=59), tick=False)
        assert client.get(page("desk", table.pk)).status_code == 200
        time_machine.move_to(NOON + timedelta(hours=12), tick=False)

    answer = client.get(page("desk", table.pk))

    if end == "midnight":  # the session itself ends with the link
        assert answer.status_code == 302
        return
    for _again in range(2):
        assert (answer.status_code, answer.templates[0].name) == (403, "interviews/guest_ended.html")
        answer = client.get(page("desk", table.pk))
    assert client.get("/").status_code == 200
    assert client.get(reverse("desk")).status_code == 302


def test_a_page_that_watches_is_sent_on_as_a_whole(table: Desk, lan: User) -> None:
    made = invite(table, lan)
    client = browser_of(made)
    end_guest(guest=made.guest, by=lan, now=NOON)

    answer = client.get(page("desk", table.pk), headers=HTMX)

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, page("guest-ended"))
    assert client.get(page("guest-ended")).status_code == 200


@pytest.mark.promise("R73")
def test_the_live_stream_follows_the_desk_and_ends_with_the_link(table: Desk, room: Desk, lan: User) -> None:
    made = invite(table, lan)
    browser_of(made)
    talk = InterviewFactory(desk=room, talking=True)
    user = made.guest.user

    assert may_watch(user, f"desk:{table.pk}")
    assert not any(may_watch(user, topic) for topic in (f"desk:{room.pk}", f"interview:{talk.pk}", "demo:1"))
    end_guest(guest=made.guest, by=lan, now=NOON)
    assert not may_watch(user, f"desk:{table.pk}")


def test_who_has_finished_ends_it_and_is_thanked(table: Desk, lan: User) -> None:
    client = browser_of(invite(table, lan))

    answer = client.post(page("guest-leave"))

    assert answer.headers["Location"] == page("guest-ended")
    assert Guest.objects.get().ended_at == NOON
    assert client.get(page("desk", table.pk)).status_code == 302


@pytest.mark.promise("R51")
def test_without_the_link_in_the_session_the_account_opens_nothing(table: Desk, lan: User) -> None:
    """The control of the second factor: the same user, signed in some weaker way."""
    made = invite(table, lan)
    browser_of(made)

    for method in ("password", "code"):
        answer = sign_in(Client(), made.guest.user, method=method).get(page("desk", table.pk))
        assert answer.status_code == 302
    assert sign_in(Client(), made.guest.user, method="day-link").get(page("desk", table.pk)).status_code == 200


def test_the_method_of_the_link_opens_nothing_for_anybody_else(table: Desk) -> None:
    client = sign_in(Client(), recruiter(table.employer), method="day-link")

    assert client.get(page("desk", table.pk)).status_code in (302, 403)


@pytest.mark.parametrize("address", ["account_change_password", "mfa_index", "mfa_activate_totp", "desk"])
def test_a_guest_sets_up_nothing_that_would_outlive_the_day(table: Desk, lan: User, address: str) -> None:
    client = browser_of(invite(table, lan))

    assert {client.get(reverse(address)).status_code, client.post(reverse(address)).status_code} == {403}


def test_strangers_end_no_invitation(table: Desk, lan: User) -> None:
    made = invite(table, lan)
    stranger = sign_in(Client(), recruiter(DeskFactory().employer))

    assert stranger.post(page("end-guest", made.guest.pk)).status_code == 404
    assert stranger.get(page("invite", table.pk)).status_code == 404
    assert Guest.objects.get().ended_at is None


def test_the_list_of_the_invited_costs_the_same_for_one_or_three(
    at_desk: Client, table: Desk, lan: User, cost: Callable[..., int]
) -> None:
    invite(table, lan)
    one = cost(at_desk, page("invite", table.pk))
    for _colleague in range(2):
        invite(table, lan)

    assert cost(at_desk, page("invite", table.pk)) == one
