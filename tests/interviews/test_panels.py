"""Several interviewers in one room: when it goes through a media server, who is let in, and what a page may ask there."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.stage import api as stage
from nhipcau.foundation.stage.models import Seat, Stage
from nhipcau.interviews.actions import Refused, enter_call, finish_interview, join_stage, leave_call, start_interview
from nhipcau.interviews.models import CallPage, Desk, Interview
from nhipcau.interviews.rules.calls import MOST_INTERVIEWERS, SILENT
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import InterviewFactory
from tests.seekers.factories import seeker_user
from tests.staging import OFFER, Running

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(room: Desk) -> Interview:
    made: Interview = InterviewFactory(desk=room, acknowledged_at=NOON)
    return made


def comes(by: User, call: Interview) -> CallPage:
    return enter_call(interview=call, relay_only=False, by=by, now=NOON)


def joins(page: CallPage) -> stage.Joined:
    return join_stage(page=page, offer=OFFER, by=page.by, now=NOON)


@pytest.fixture
def panel(media: Running, call: Interview) -> list[CallPage]:
    """The person and two interviewers."""
    return [comes(by, call) for by in (seeker_user(call.seeker), recruiter(call.employer), recruiter(call.employer))]


def signed_in(client: Client, user: User) -> None:
    """With the second factor, as recruiters are."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()


def asks(client: Client, page: CallPage, what: str, **said: object) -> int:
    signed_in(client, page.by)
    address = reverse(f"interviews:call-{what}", args=[page.interview.room])
    return client.post(address, {"said": json.dumps({"me": page.pk, **said})}).status_code


def test_one_interviewer_goes_directly_and_the_second_brings_the_media_server(media: Running, call: Interview) -> None:
    comes(seeker_user(call.seeker), call)
    comes(recruiter(call.employer), call)
    call.refresh_from_db()
    assert not call.staged

    comes(recruiter(call.employer), call)

    call.refresh_from_db()
    assert call.staged


def test_the_same_interviewer_twice_is_one(media: Running, call: Interview) -> None:
    lan = recruiter(call.employer)
    comes(lan, call)
    comes(lan, call)

    call.refresh_from_db()
    assert not call.staged


def test_without_a_media_server_several_go_directly(settings, call: Interview) -> None:
    settings.MEDIA_SERVERS = []
    comes(recruiter(call.employer), call)
    comes(recruiter(call.employer), call)

    call.refresh_from_db()
    assert not call.staged


def test_a_fifth_interviewer_is_told_so_and_nothing_changes(media: Running, call: Interview) -> None:
    for _number in range(MOST_INTERVIEWERS):
        comes(recruiter(call.employer), call)

    with pytest.raises(Refused, match="bốn người phỏng vấn"):
        comes(recruiter(call.employer), call)

    assert CallPage.objects.count() == MOST_INTERVIEWERS


def test_whose_page_fell_silent_keeps_no_place_from_a_colleague(media: Running, call: Interview) -> None:
    for _number in range(MOST_INTERVIEWERS):
        comes(recruiter(call.employer), call)

    enter_call(interview=call, relay_only=False, by=recruiter(call.employer), now=NOON + SILENT)

    assert CallPage.objects.count() == MOST_INTERVIEWERS + 1


def test_each_page_is_seated_and_the_others_are_told(panel: list[CallPage], client: Client) -> None:
    for page in panel:
        joins(page)
    first = panel[0]
    address = reverse("interviews:call-exchange", args=[first.interview.room])

    signed_in(client, first.by)
    said = client.post(address, {"said": json.dumps({"me": first.pk, "stage": 1})}).json()

    assert (said["stage"], said["asked"]) == (1, 1)
    assert sorted(one["seat"] for one in said["pages"]) == sorted(
        Seat.objects.exclude(holder=f"page:{first.pk}").values_list("pk", flat=True)
    )


def test_a_foreign_page_or_room_gets_nothing(panel: list[CallPage], client: Client, room: Desk) -> None:
    joins(panel[1])
    stranger = CallPage(pk=panel[1].pk, by=recruiter(), interview=panel[1].interview)

    for what in ("join", "hear", "answer"):
        assert asks(client, stranger, what, speaker=panel[1].pk, generation=1, offer=OFFER, answer=OFFER) == 404
    assert asks(client, panel[0], "hear", speaker=panel[1].pk, generation=1) == 410  # not seated itself
    joins(panel[0])
    assert asks(client, panel[0], "hear", speaker=999, generation=1) == 200
    assert asks(client, panel[0], "hear", speaker=panel[1].pk, generation=9) == 410
    assert Seat.objects.count() == 2


@pytest.mark.parametrize("offer", ["words", {"type": "offer"}, {"type": "offer", "sdp": "x" * 30_000}])
def test_what_is_no_description_does_not_reach_the_server(panel: list[CallPage], client: Client, offer: object) -> None:
    assert asks(client, panel[0], "join", offer=offer) == 409
    assert not Stage.objects.exists()


def test_a_room_that_goes_directly_has_no_place_at_a_server(media: Running, call: Interview, client: Client) -> None:
    page = comes(recruiter(call.employer), call)

    assert asks(client, page, "join", offer=OFFER) == 409
    assert not Stage.objects.exists()


def test_where_no_server_answers_the_page_is_asked_to_try_again(
    panel: list[CallPage], client: Client, settings
) -> None:
    settings.MEDIA_SERVERS = ["http://127.0.0.1:9/janus"]

    assert asks(client, panel[0], "join", offer=OFFER) == 503


def test_who_leaves_frees_the_seat_and_the_end_of_the_talk_the_room(panel: list[CallPage], call: Interview) -> None:
    for page in panel:
        joins(page)

    leave_call(page=panel[2], by=panel[2].by, now=NOON)
    assert Seat.objects.count() == 2

    start_interview(interview=call, by=panel[1].by, now=NOON)
    finish_interview(interview=call, by=panel[1].by, now=NOON + timedelta(minutes=9))
    outbox.deliver_waiting()
    assert Stage.objects.get().closed_at is not None
    assert not Seat.objects.exists()
