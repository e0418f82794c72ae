"""Slips and badges: what stands on them, in two sizes, with names of any length."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from nhipcau.accounts.models import User
from nhipcau.fairs.models import SessionSite
from nhipcau.fairs.papers import slip
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.queries.roster import Time
from nhipcau.fairs.queries.slips import badged_at, lines_of
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.documents import api as documents
from nhipcau.interviews.models import Desk
from tests.fairs.factories import ParticipationFactory, SessionSiteFactory, SessionVacancyFactory, WishFactory
from tests.fairs.web.conftest import cost_of, named
from tests.interviews.factories import DeskFactory

pytestmark = pytest.mark.django_db
LONG = "Công Tằng Tôn Nữ Hoàng Nguyễn Thị Phương Thảo Nguyên Quỳnh Trang Anh Thư"
COMPANY = "Công ty TNHH Một thành viên Sản xuất và Thương mại Điện tử Quang Châu Việt Nam"


def cost_of_sending(client: Client, address: str) -> int:
    """How many queries it takes, once it is warm."""
    client.post(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.post(address).status_code == 200
    return len(queries)


def pages_in(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def wish(ticket: object, rank: int, *, online: bool = False, **brought: object) -> Desk:
    """An enterprise the person wants to meet, and its table or room."""
    site, session = ticket.site, ticket.session  # type: ignore[attr-defined]
    there = ParticipationFactory(session=session, site=None if online else site, online=online, **brought)
    WishFactory(registration=ticket, session_vacancy=SessionVacancyFactory(participation=there), rank=rank)
    where = {"channel": "online", "place": None} if online else {"place": site.place}
    keys = occasion_of(session.pk).keys
    return DeskFactory(**keys, employer=there.employer, number=20 - rank, **where)


def test_a_slip_leads_from_table_to_table_in_the_order_of_the_wishes(hall: SessionSite) -> None:
    ticket = named("Nguyễn Thị Thu Hường", hall)
    wish(ticket, 2, online=True)
    wish(ticket, 1)
    unseated = ParticipationFactory(session=hall.session, site=hall)
    WishFactory(registration=ticket, session_vacancy=SessionVacancyFactory(participation=unseated), rank=3)

    lines = lines_of(ticket)

    assert [(line.tables, line.rooms) for line in lines] == [((19,), ()), ((), (18,)), ((), ())]
    assert [row["where"] for row in slip.listed(lines)] == ["Bàn 19", "Phòng 18", "Hỏi bàn tiếp đón"]


def test_a_table_at_another_site_is_not_sent_to(hall: SessionSite) -> None:
    ticket = named("Nguyễn Thị Thu Hường", hall)
    desk = wish(ticket, 1)
    desk.place = SessionSiteFactory(session=hall.session, role="meeting_point").place
    desk.save(update_fields=["place"])

    assert lines_of(ticket)[0].tables == ()


def test_the_page_of_the_slip_keeps_the_paper_of_the_device(desk: Client, hall: SessionSite) -> None:
    ticket = named(LONG, hall)
    page = reverse("fairs:slip", args=[ticket.pk])
    assert 'class="slip slip-80"' in desk.get(page).text

    desk.post(page, {"size": "a5", "at_once": "1"})

    assert 'class="slip slip-a5"' in desk.get(page).text
    let_in = desk.post(reverse("fairs:let-in", args=[hall.session_id]), {"seeker": ticket.seeker_id})
    assert let_in.headers["Location"] == page


def test_without_that_wish_the_door_comes_back_first(desk: Client, hall: SessionSite) -> None:
    ticket = named("Lý A Páo", hall)

    let_in = desk.post(reverse("fairs:let-in", args=[hall.session_id]), {"seeker": ticket.seeker_id})
    assert f"ve={ticket.pk}" in let_in.headers["Location"]
    assert reverse("fairs:slip", args=[ticket.pk]) in desk.get(let_in.headers["Location"]).text


@pytest.mark.parametrize("size", ["80", "a5", "nonsense"])
def test_a_slip_is_one_page_even_with_long_names_and_five_tables(desk: Client, hall: SessionSite, size: str) -> None:
    ticket = named(LONG, hall)
    for rank in range(1, 6):
        wish(ticket, rank, employer__name=f"{COMPANY} {rank}")

    paper = desk.get(reverse("fairs:slip-file", args=[ticket.pk, size]))

    assert paper.headers["Content-Type"] == "application/pdf"
    assert pages_in(paper.content) == 1


def test_a_slip_costs_the_same_for_one_table_or_three(desk: Client, hall: SessionSite) -> None:
    ticket = named("Lý A Páo", hall)
    wish(ticket, 1)
    page = reverse("fairs:slip", args=[ticket.pk])
    alone = cost_of(desk, page)

    wish(ticket, 2)
    wish(ticket, 3)

    assert cost_of(desk, page) == alone


def test_slips_and_badges_of_others_do_not_exist(hall: SessionSite, stranger: Client) -> None:
    ticket = named("Lý A Páo", hall)

    assert stranger.get(reverse("fairs:slip", args=[ticket.pk])).status_code == 404
    assert stranger.get(reverse("fairs:slip-file", args=[ticket.pk, "80"])).status_code == 404
    assert stranger.post(reverse("fairs:badges", args=[hall.pk])).status_code == 404
    assert not AuditRecord.objects.filter(action="papers.badges").exists()


def test_badges_of_a_site_cost_the_same_for_one_or_many_and_leave_out_who_cancelled(
    desk: Client, hall: SessionSite
) -> None:
    page = reverse("fairs:badges", args=[hall.pk])
    named("Lý A Páo", hall, state="cancelled")
    named("Nguyễn Văn An", hall)
    alone = cost_of_sending(desk, page)
    for number in range(10):
        named(LONG, hall, number=500 + number)

    assert cost_of_sending(desk, page) == alone
    assert pages_in(desk.post(page).content) == 2


def test_badges_are_handed_out_when_asked_for_and_it_is_written_down(
    desk: Client, hall: SessionSite, clerk: User
) -> None:
    named("Nguyễn Văn An", hall)
    page = reverse("fairs:badges", args=[hall.pk])

    assert desk.get(page).status_code == 405
    assert not AuditRecord.objects.filter(action="papers.badges").exists()
    assert desk.post(page).status_code == 200

    noted = AuditRecord.objects.get(action="papers.badges")
    assert (noted.by, noted.target_id, noted.details) == (clerk, str(hall.pk), {"people": 1})


def test_five_hundred_long_names_make_fifty_pages() -> None:
    times = [Time(1, COMPANY, clock, 128, online=True) for clock in ("10:15", "10:45", "11:15")]
    people = [(number, LONG, "7K3M9QXW2B4T6Y8Z", times) for number in range(1, 501)]

    paper = documents.pdf(slip.BADGES, slip.badges_for("Phiên thứ Năm", "Thứ Năm, 16/11", "Sảnh", people))

    assert pages_in(paper) == 50


def test_a_site_without_people_says_so(desk: Client, hall: SessionSite) -> None:
    assert pages_in(desk.post(reverse("fairs:badges", args=[hall.pk])).content) == 1


def test_tickets_of_a_site_are_printed_eight_on_a_sheet_at_one_cost(
    desk: Client, hall: SessionSite, clerk: User, stranger: Client
) -> None:
    page = reverse("fairs:tickets-file", args=[hall.pk])
    named("Nguyễn Văn An", hall)
    alone = cost_of_sending(desk, page)
    for number in range(8):
        named(LONG, hall, number=500 + number)

    assert cost_of_sending(desk, page) == alone
    assert pages_in(desk.post(page).content) == 2
    assert stranger.post(page).status_code == 404
    assert {row.by for row in AuditRecord.objects.filter(action="papers.tickets")} == {clerk}


def test_a_ticket_says_what_the_person_needs_on_the_day(hall: SessionSite) -> None:
    named("Nguyễn Văn An", hall)
    with translation.override("vi"):
        paper = slip.tickets_of(hall, badged_at(hall))

    (person,) = paper["people"]
    assert paper["address"] == hall.place.address
    assert len(person["code"].replace(" ", "").replace("-", "")) == 16
    assert "Thứ" in paper["when"]
