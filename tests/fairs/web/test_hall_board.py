from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions import seats
from nhipcau.fairs.models import Registration, SessionSite
from nhipcau.fairs.web.hall_board import told_apart
from nhipcau.interviews.models import Desk, Interview
from tests.centres.factories import staff
from tests.fairs.factories import (
    STARTS,
    AttendanceFactory,
    FairSessionFactory,
    RegistrationFactory,
    SessionSiteFactory,
)
from tests.fairs.web.conftest import cost_of, opened_by
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

    assert [(call["call"].line.number, call["call"].line.desk.number) for call in page.context["calls"]] == [
        (58, 7),
        (41, 3),
    ]
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
        return [call["call"].line.number for call in client.get(board_of(hall), where).context["calls"]]

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

    assert [(number, call.line.desk.number) for number, call in coming] == [(5, 1), (7, 3), (6, 2)]


@pytest.mark.parametrize(("many", "parts"), [(1, []), (6, [5]), (20, [5, 5, 5, 4])])
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

    assert [call["call"].line.number for call in client.get(board_of(site)).context["calls"]] == [12]


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
        return [number for number, _call in client.get(board_of(hall)).context["hall"].coming]

    assert asked() == [5, 6]
    Desk.objects.filter(pk=empty.pk).update(awaited=True)
    assert asked() == [6]


@pytest.fixture
def point(hall: SessionSite) -> SessionSite:
    """A meeting point of the same session: people sit there and talk online."""
    return SessionSiteFactory(session=hall.session, role="meeting_point")


def at_point(point: SessionSite, number: int, computer: int | None = None) -> Registration:
    there = RegistrationFactory(site=point, state="checked_in", number=number)
    AttendanceFactory(registration=there, site=point)
    if computer:
        clerk = staff(Role.FRONT_DESK, point.centre)
        kiosk = fairs.enrol_computer(site=point, number=computer, by=clerk, now=STARTS).device
        seats.seat(device=kiosk, registration=there, by=clerk, now=STARTS)
    return there


def online_call(site: SessionSite, number: int) -> None:
    call(DeskFactory(online=True, occasion_id=site.session_id, number=number - 900), number)


def test_a_meeting_point_calls_its_own_people_to_their_computers(
    client: Client, hall: SessionSite, point: SessionSite
) -> None:
    at_point(point, 1025, computer=7), at_point(point, 1026), RegistrationFactory(site=hall, number=1027)
    for number in (1025, 1026, 1027):
        online_call(point, number)

    page = client.get(board_of(point), {"diem": point.pk})

    said = {call["call"].line.number: call["spoken"] for call in page.context["calls"]}
    assert said == {
        1025: "Mời số 1025 nghe gọi tại máy số 7.",
        1026: "Mời số 1026 đến bàn tiếp đón: phòng trực tuyến 126 đang gọi.",
    }
    assert "Máy số 7" in page.text
    assert not client.get(board_of(hall)).context["calls"]


def test_a_meeting_point_asks_only_its_own_people_to_get_ready(client: Client, point: SessionSite) -> None:
    room = DeskFactory(online=True, occasion_id=point.session_id, number=3)
    QueueTicketFactory(desk=room, number=1030, position=1)
    QueueTicketFactory(desk=room, number=1025, position=2, seeker=at_point(point, 1025, computer=7).seeker)

    coming = client.get(board_of(point), {"diem": point.pk}).context["hall"].coming

    assert [(number, call.computer) for number, call in coming] == [(1025, 7)]


def test_a_meeting_points_board_costs_the_same_for_one_call_or_many(client: Client, point: SessionSite) -> None:
    address = f"{board_of(point)}?diem={point.pk}"
    at_point(point, 1001, computer=1)
    online_call(point, 1001)
    alone = cost_of(client, address)

    for number in (1002, 1003):
        at_point(point, number, computer=number - 1000)
        online_call(point, number)

    assert cost_of(client, address) == alone


def test_the_sites_page_leads_to_its_own_board(point: SessionSite) -> None:
    desk = opened_by(staff(Role.FRONT_DESK, point.centre))

    page = desk.get(reverse("fairs:site", args=[point.pk])).text

    assert f'href="{board_of(point)}?diem={point.pk}"' in page


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Công ty TNHH Một thành viên Sản xuất và Thương mại Quang Châu", "Sản xuất và Thương mại Quang Châu"),
        ("Công ty Cổ phần May Bắc Giang", "May Bắc Giang"),
        ("CÔNG TY TNHH MTV điện tử Sao Mai", "Điện tử Sao Mai"),
        ("Doanh nghiệp tư nhân Hoa Sen", "Hoa Sen"),
        ("Công ty TNHH", "Công ty TNHH"),
        ("Cổ phần hóa Việt", "Hóa Việt"),
        ("CPC Việt Nam", "CPC Việt Nam"),
        ("Samsung", "Samsung"),
    ],
)
def test_the_board_shows_what_tells_an_enterprise_apart(name: str, seen: str) -> None:
    assert told_apart(name) == seen
