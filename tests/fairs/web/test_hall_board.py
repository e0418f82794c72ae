from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.fairs.models import SessionSite
from nhipcau.interviews.models import Desk, Interview
from tests.fairs.factories import STARTS, FairSessionFactory, SessionSiteFactory
from tests.fairs.web.conftest import cost_of
from tests.interviews.factories import DeskFactory, InterviewFactory, QueueTicketFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> SessionSite:
    return SessionSiteFactory(session=FairSessionFactory(running=True))


def table(site: SessionSite, number: int) -> Desk:
    return DeskFactory(occasion_id=site.session_id, place=site.place, number=number)


def call(desk: Desk, number: int, minutes: int = 0, **more: object) -> Interview:
    said = {"called_at": STARTS + timedelta(minutes=minutes), "ticket__number": number} | more
    return InterviewFactory(desk=desk, **said)


def board_of(site: SessionSite) -> str:
    return reverse("fairs:board", args=[site.session_id])


def test_the_newest_call_stands_first_with_its_table_and_no_name(client: Client, hall: SessionSite) -> None:
    old = call(table(hall, 3), 41, 0)
    call(table(hall, 7), 58, 5)

    page = client.get(board_of(hall))

    assert [(call["line"].number, call["line"].desk.number) for call in page.context["calls"]] == [(58, 7), (41, 3)]
    assert page.context["calls"][0]["spoken"] == "Mời số 58 đến bàn 7."
    assert old.seeker.full_name not in page.text


def test_the_loudspeaker_speaks_vietnamese_on_an_english_page(client: Client, hall: SessionSite) -> None:
    call(table(hall, 3), 41)

    page = client.get(board_of(hall), headers={"Accept-Language": "en"})

    assert "Now calling" in page.text
    assert 'data-speech="Mời số 41 đến bàn 3."' in page.text


def test_one_hall_does_not_call_for_another(client: Client, hall: SessionSite) -> None:
    point = SessionSiteFactory(session=hall.session, role="meeting_point")
    call(table(hall, 3), 41)
    call(table(point, 1), 1041)
    online = DeskFactory(online=True, occasion_id=hall.session_id, number=2)
    SessionSiteFactory(session=hall.session, online=True)
    call(online, 9041)

    def numbers(**where: object) -> list[int]:
        return [call["line"].number for call in client.get(board_of(hall), where).context["calls"]]

    assert numbers() == [41]
    assert numbers(diem=point.pk) == [1041]
    assert numbers(diem=hall.session.sites.get(role="online").pk) == [9041]
    assert (
        "Mời số 9041 vào phòng trực tuyến 2."
        in client.get(board_of(hall), {"diem": hall.session.sites.get(role="online").pk}).text
    )


def test_the_nearest_three_are_asked_to_get_ready_each_once(client: Client, hall: SessionSite) -> None:
    free, busy, long = table(hall, 1), table(hall, 2), table(hall, 3)
    call(busy, 90, talking=True, started_at=STARTS + timedelta(minutes=9))
    talk = call(long, 91, talking=True, started_at=STARTS)
    QueueTicketFactory(desk=free, number=5)
    QueueTicketFactory(desk=busy, number=6)
    QueueTicketFactory(desk=long, number=5)
    QueueTicketFactory(desk=long, number=7)
    QueueTicketFactory(desk=free, number=91, seeker=talk.seeker, state="busy_elsewhere", position=0)

    coming = client.get(board_of(hall)).context["hall"].coming

    assert [(number, line.desk.number) for number, line in coming] == [(5, 1), (7, 3), (6, 2)]


@pytest.mark.parametrize(("many", "parts"), [(1, []), (9, [8]), (20, [8, 8, 3])])
def test_every_standing_call_is_shown_and_spoken(
    client: Client, hall: SessionSite, many: int, parts: list[int]
) -> None:
    for number in range(1, many + 1):
        call(table(hall, number), 40 + number, number)

    page = client.get(board_of(hall))

    assert page.text.count("data-call=") == many
    assert all(f'data-speech="Mời số {40 + number} đến bàn {number}."' in page.text for number in range(1, many + 1))
    assert [len(part) for part in page.context["more_calls"]] == parts
    assert ("số khác đang được gọi" in page.text) == (len(parts) > 1)


def test_the_board_refetches_its_calls_alone(client: Client, hall: SessionSite) -> None:
    part = client.get(board_of(hall), headers={"HX-Request": "true"}).text

    assert part.strip().startswith('<div id="calls"')
    assert f"live:fair:{hall.session_id} from:body" in part
    assert "Lúc này chưa gọi ai" in part


@pytest.mark.parametrize(("state", "words"), [("ready", "Bắt đầu gọi lúc 7:30"), ("closed", "Phiên đã kết thúc")])
def test_before_and_after_the_calls_the_board_says_so(client: Client, state: str, words: str) -> None:
    site = SessionSiteFactory(session=FairSessionFactory(**{state: True}))

    assert words in client.get(board_of(site)).text


def test_a_session_of_rooms_only_has_a_board_too(client: Client) -> None:
    site = SessionSiteFactory(session=FairSessionFactory(running=True), online=True)
    call(DeskFactory(online=True, occasion_id=site.session_id, number=4), 12)

    assert [call["line"].number for call in client.get(board_of(site)).context["calls"]] == [12]


def test_the_board_costs_the_same_for_one_call_or_many(client: Client, hall: SessionSite) -> None:
    call(table(hall, 1), 1)
    alone = cost_of(client, board_of(hall))

    for number in (2, 3):
        call(table(hall, number), number)

    assert cost_of(client, board_of(hall)) == alone


def test_a_draft_has_no_board(client: Client) -> None:
    site = SessionSiteFactory(session=FairSessionFactory(draft=True))

    assert client.get(board_of(site)).status_code == 404


def test_nobody_is_asked_to_get_ready_for_an_enterprise_that_has_not_come(client: Client, hall: SessionSite) -> None:
    """Its table is free, so it stood first: the control is the same table once the enterprise is there."""
    empty, busy = table(hall, 1), table(hall, 2)
    call(busy, 90, talking=True, started_at=STARTS)
    QueueTicketFactory(desk=empty, number=5)
    QueueTicketFactory(desk=busy, number=6)

    def asked() -> list[int]:
        return [number for number, _line in client.get(board_of(hall)).context["hall"].coming]

    assert asked() == [5, 6]
    Desk.objects.filter(pk=empty.pk).update(awaited=True)
    assert asked() == [6]
