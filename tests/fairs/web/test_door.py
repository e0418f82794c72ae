import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.fairs.models import Attendance, Registration, ScanEvent, SessionSite
from nhipcau.foundation.crypto.codes import new_code
from nhipcau.foundation.text.api import search_text
from nhipcau.foundation.ui.words import moment_words
from tests.centres.factories import staff
from tests.fairs.factories import (
    STARTS,
    AttendanceFactory,
    RegistrationFactory,
    SessionSiteFactory,
)
from tests.fairs.web.conftest import at, cost_of, named, opened_by
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_the_door_counts_who_is_here_and_who_is_expected(desk: Client, hall: SessionSite) -> None:
    states = [
        ("confirmed", "web"),
        ("waitlisted", "web"),
        ("checked_in", "web"),
        ("checked_in", "walk_in"),
        ("cancelled", "web"),
    ]
    for state, channel in states:
        RegistrationFactory(site=hall, state=state, channel=channel)

    counts = desk.get(at("door", hall.session)).context["counts"]

    assert (counts.here, counts.expected, counts.walk_ins) == (2, 2, 1)


def test_a_scan_welcomes_by_name_and_number(desk: Client, hall: SessionSite) -> None:
    ticket = named("Nguyễn Thị Thu Hường", hall)
    said = {"code": ticket.code, "diem": hall.pk, "scan_id": str(uuid.uuid4())}

    first = desk.post(at("scan", hall.session), said, headers=HTMX)
    again = desk.post(at("scan", hall.session), said | {"scan_id": "nonsense"}, headers=HTMX)

    assert "CHÀO MỪNG" in first.text
    assert "Nguyễn Thị Thu Hường" in first.text
    assert "<html" not in first.text
    assert "Đã vào 12:00" in again.text
    assert ScanEvent.objects.count() == 2


def test_without_javascript_the_page_comes_back_with_the_answer(desk: Client, hall: SessionSite) -> None:
    page = desk.post(at("scan", hall.session), {"code": "XX"})

    assert "Chưa có trong danh sách" in page.text
    assert "<html" in page.text


def test_a_ticket_of_another_fair_is_taken_over_with_one_tap(desk: Client, hall: SessionSite) -> None:
    other = named("Trần Văn Nam", SessionSiteFactory())
    page = desk.post(at("scan", hall.session), {"code": other.code}, headers=HTMX)
    assert "Vé của phiên khác" in page.text

    desk.post(at("let-in", hall.session), {"code": other.code})

    here = Registration.objects.get(session=hall.session)
    assert (here.seeker, here.state) == (other.seeker, "checked_in")


def test_a_cancelled_ticket_is_renewed_with_one_tap(desk: Client, hall: SessionSite) -> None:
    old = named("Trần Văn Nam", hall, state="cancelled")
    assert "Vé đã hủy" in desk.post(at("scan", hall.session), {"code": old.code}).text

    desk.post(at("let-in", hall.session), {"code": old.code})

    assert Registration.objects.exclude(pk=old.pk).get().state == "checked_in"


def test_people_are_found_without_accents_and_let_in_by_name(desk: Client, hall: SessionSite) -> None:
    ticket = named("Nguyễn Thị Thu Hường", hall)
    named("Trần Văn Nam", hall)

    found = desk.post(at("door-search", hall.session), {"q": "huong nguyen"}, headers=HTMX)
    assert list(found.context["registered"]) == [ticket]
    desk.post(at("let-in", hall.session), {"registration": ticket.pk}, headers=HTMX)

    ticket.refresh_from_db()
    assert ticket.state == "checked_in"
    assert ScanEvent.objects.get().way == "name"


def test_people_are_found_by_their_number(desk: Client, hall: SessionSite) -> None:
    ticket = named("Trần Văn Nam", hall, number=777)

    assert list(desk.post(at("door-search", hall.session), {"q": "777"}).context["registered"]) == [ticket]


def test_a_file_without_a_ticket_is_registered_and_let_in(desk: Client, hall: SessionSite) -> None:
    person = SeekerFactory(full_name="Lý A Páo", search=search_text("Lý A Páo"), centre=hall.centre)
    found = desk.post(at("door-search", hall.session), {"q": "ly a pao"})
    assert list(found.context["files"]) == [person]

    given = desk.post(at("let-in", hall.session), {"seeker": person.pk}, follow=True)

    ticket = Registration.objects.get()
    assert (ticket.seeker, ticket.state, ticket.channel) == (person, "checked_in", "walk_in")
    assert f"Số {ticket.number}" in given.text


def test_each_site_of_the_centre_has_its_door(desk: Client, hall: SessionSite) -> None:
    online = SessionSiteFactory(session=hall.session, online=True)

    assert desk.get(at("door", hall.session)).context["site"] == hall
    assert desk.get(at("door", hall.session), {"diem": online.pk}).context["site"] == online


PAGES = ("door", "walk-in", "door-openings")
POSTS = ("scan", "let-in", "door-search")


def test_another_centres_door_does_not_exist(hall: SessionSite, stranger: Client) -> None:
    for name in PAGES:
        assert stranger.get(at(name, hall.session)).status_code == 404, name
    for name in POSTS:
        assert stranger.post(at(name, hall.session), {"code": new_code(), "q": "a"}).status_code == 404, name
    assert stranger.get(reverse("fairs:people", args=[hall.pk])).status_code == 404


def test_a_linked_centre_opens_its_own_door_only(hall: SessionSite) -> None:
    point = SessionSiteFactory(session=hall.session, centre=SessionSiteFactory().centre, role="meeting_point")
    officer = opened_by(staff(Role.SITE_OFFICER, point.centre))
    theirs, ours = named("Nguyễn Văn An", hall), named("Nguyễn Văn An", point)

    assert officer.get(at("door", hall.session)).context["site"] == point
    assert officer.get(at("door", hall.session), {"diem": hall.pk}).status_code == 404
    found = officer.post(at("door-search", hall.session), {"q": "an"})
    assert list(found.context["registered"]) == [ours]
    assert officer.post(at("let-in", hall.session), {"registration": theirs.pk}).status_code == 404
    assert officer.post(at("let-in", hall.session), {"seeker": theirs.seeker_id}).status_code == 404

    theirs.refresh_from_db()
    assert theirs.state == "confirmed"


def test_only_those_who_receive_people_open_a_door(hall: SessionSite, foreign_recruiter: Client) -> None:
    manager = opened_by(staff(Role.MANAGER, hall.centre))
    for other in (manager, foreign_recruiter):
        assert other.get(at("door", hall.session)).status_code == 403


def test_the_list_of_a_site_costs_the_same_for_one_or_many(desk: Client, hall: SessionSite) -> None:
    page = reverse("fairs:people", args=[hall.pk])
    RegistrationFactory(site=hall, state="cancelled")
    named("Nguyễn Văn An", hall)
    alone = cost_of(desk, page)

    for name in ("Trần Văn Bình", "Lê Thị Chi"):
        named(name, hall)

    assert cost_of(desk, page) == alone
    assert desk.get(page).text.count("data-row") == 3


def test_the_list_is_searched_and_narrowed(desk: Client, hall: SessionSite) -> None:
    page = reverse("fairs:people", args=[hall.pk])
    an, binh = named("Nguyễn Văn An", hall, state="checked_in"), named("Trần Văn Bình", hall)
    AttendanceFactory(registration=an)

    shown = [
        list(answer.context["page"].object_list)
        for answer in (
            desk.post(page, {"q": "binh"}),
            desk.get(page, {"ai": "here"}),
            desk.get(page, {"ai": "expected"}),
            desk.post(page, {"q": "xyz"}),
        )
    ]

    assert shown == [[binh], [an], [binh], []]


def test_the_door_costs_the_same_for_one_or_many_found(desk: Client, hall: SessionSite) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            desk.post(at("door-search", hall.session), {"q": "van"})
        return len(queries)

    named("Nguyễn Văn An", hall)
    SeekerFactory(full_name="Lê Văn Chi", search=search_text("Lê Văn Chi"), centre=hall.centre)
    cost()
    alone = cost()
    for name in ("Trần Văn Bình", "Vũ Văn Dũng"):
        named(name, hall)
        SeekerFactory(full_name=name, search=search_text(name), centre=hall.centre)

    assert cost() == alone


def test_the_number_somebody_was_given_is_shown_to_their_own_desk_only(hall: SessionSite, desk: Client) -> None:
    point = SessionSiteFactory(session=hall.session, centre=SessionSiteFactory().centre, role="meeting_point")
    ticket = named("Lý A Páo", point, registered_at=STARTS)

    assert desk.get(at("door", hall.session), {"ve": ticket.pk}).context["given"] is None


def test_who_was_let_in_before_is_said_to_have_the_number_and_since_when(desk: Client, hall: SessionSite) -> None:
    ticket = named("Lý A Páo", hall)
    desk.post(at("scan", hall.session), {"code": ticket.code})

    given = desk.post(at("let-in", hall.session), {"seeker": ticket.seeker_id}, follow=True)

    assert f"Đã có số {ticket.number} từ {moment_words(ticket.registered_at)}" in given.text
    assert "Đã vào 12:00" in given.text
    assert "Đã cho vào" not in given.text
    assert Registration.objects.count() == Attendance.objects.count() == 1


def test_who_was_registered_and_is_let_in_now_is_said_to_have_the_number(desk: Client, hall: SessionSite) -> None:
    ticket = named("Lý A Páo", hall)

    given = desk.post(at("let-in", hall.session), {"seeker": ticket.seeker_id}, follow=True)

    assert f"Đã có số {ticket.number} từ" in given.text
    assert "Đã cho vào" in given.text


def test_before_the_doors_open_a_second_press_says_they_are_registered(desk: Client, hall: SessionSite) -> None:
    session = hall.session
    session.state = "registration_open"
    session.save(update_fields=["state"])
    person = SeekerFactory(centre=hall.centre)

    first = desk.post(at("let-in", session), {"seeker": person.pk}, follow=True)
    again = desk.post(at("let-in", session), {"seeker": person.pk}, follow=True)

    assert "Đã có số" not in first.text
    assert f"Đã có số {Registration.objects.get().number} từ" in again.text
    assert "Đã ghi danh từ trước" in again.text


def test_a_device_that_prints_at_once_prints_no_second_slip_for_who_is_in(desk: Client, hall: SessionSite) -> None:
    ticket = named("Lý A Páo", hall)
    desk.post(reverse("fairs:slip", args=[ticket.pk]), {"size": "80", "at_once": "1"})
    first = desk.post(at("let-in", hall.session), {"seeker": ticket.seeker_id})
    again = desk.post(at("let-in", hall.session), {"seeker": ticket.seeker_id})

    assert first.headers["Location"] == reverse("fairs:slip", args=[ticket.pk])
    assert "co=vao" in again.headers["Location"]
