"""Timetable of our people: a linked centre reads its own by name and time; the host reads sums of the others."""

import html

import pytest
from django.test import Client

from nhipcau.centres.models import Centre, Role
from nhipcau.fairs.actions import appointing
from nhipcau.fairs.api import enrol_computer
from nhipcau.fairs.models import Registration, Seating, SessionSite
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.fairs.factories import FairSessionFactory, SessionSiteFactory
from tests.fairs.timetabling.fair import desk_of, made, other_site, person, sent, table
from tests.fairs.web.conftest import at, cost_of, opened_by
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
PAGE = "our-times"


@pytest.fixture
def site(host: Centre) -> SessionSite:
    made: SessionSite = SessionSiteFactory(session=FairSessionFactory(centre=host))
    return made


@pytest.fixture
def point(site: SessionSite) -> SessionSite:
    return other_site(site, computers=5)


@pytest.fixture
def linked(point: SessionSite) -> Client:
    """The front desk of the linked centre."""
    return opened_by(staff(Role.FRONT_DESK, point.centre))


def named(name: str, site: SessionSite, *wishes: object, phone: str = "") -> Registration:
    seeker = SeekerFactory(full_name=name, search=f" {name.lower()}", centre=site.centre, phone=phone)
    return person(site, *wishes, seeker=seeker)  # type: ignore[arg-type]


def text_of(client: Client, site: SessionSite, query: str = "") -> str:
    answer = client.get(at(PAGE, site.session) + query)
    assert answer.status_code == 200
    return " ".join(html.unescape(answer.text).split())


def test_a_linked_centre_reads_its_own_people_and_nobody_elses(
    site: SessionSite, point: SessionSite, linked: Client
) -> None:
    brought = table(site, online=True)
    theirs, hosts = named("Pan Thi Ban", point, brought), named("Ngo Van Hai", site, brought)
    sent(site)
    for query in ("", "?theo=gio", "?ai=chua"):
        text = text_of(linked, site, query)
        assert "Pan Thi Ban" in text
        assert "Ngo Van Hai" not in text
        assert brought.participation.employer.name in text
        assert f"Phòng trực tuyến {desk_of(brought).number}, ngồi máy của {point.place}" in text
    assert linked.get(at(PAGE, site.session)).context["sums"].people == 1
    found = linked.post(at(PAGE, site.session), {"q": "ngo van"})
    assert [line.registration for line in found.context["lines"]] == []
    assert theirs.centre_id != hosts.centre_id


def test_who_owes_an_answer_is_there_to_be_called_until_they_answer(
    site: SessionSite, point: SessionSite, linked: Client
) -> None:
    one = named("Pan Thi Ban", point, table(site, online=True), table(site, online=True), phone="0912345678")
    sent(site)
    assert "tel:0912345678" in text_of(linked, site, "?ai=chua")
    first, second = one.appointments.order_by("starts")
    appointing.decline(appointment=first, because="time", by=staff(Role.FRONT_DESK, point.centre), now=NOON)
    appointing.confirm(registration=one, seen=[second.pk], by=staff(Role.FRONT_DESK, point.centre), now=NOON)
    assert "Pan Thi Ban" not in text_of(linked, site, "?ai=chua")
    text = text_of(linked, site)
    assert "tel:0912345678" not in text
    assert "đã từ chối: người tìm việc không đến được giờ đó" in text
    sums = linked.get(at(PAGE, site.session)).context["sums"]
    assert (sums.with_time, sums.owing, sums.confirmed, sums.waiting, sums.declined) == (1, 0, 1, 0, 1)


def test_who_has_nothing_stands_apart_with_the_way_to_the_reason(
    site: SessionSite, point: SessionSite, linked: Client
) -> None:
    brought = table(site, online=True)
    served, empty = named("Pan Thi Ban", point, brought), named("Lo Thi Chua", point)
    sent(site)
    answer = linked.get(at(PAGE, site.session) + "?ai=khong")
    assert [line.registration for line in answer.context["lines"]] == [empty]
    why = f"/phien/lich/nguoi/{empty.pk}/"
    assert why in answer.text
    assert linked.get(why).status_code == 200
    assert linked.get(f"/phien/lich/nguoi/{served.pk}/").status_code == 200


def test_the_computer_somebody_sits_at_is_named(site: SessionSite, point: SessionSite, linked: Client) -> None:
    one = named("Pan Thi Ban", point, table(site, online=True))
    sent(site)
    clerk = staff(Role.FRONT_DESK, point.centre)
    enrolled = enrol_computer(site=point, number=7, by=clerk, now=NOON)
    Seating.objects.create(
        device=enrolled.device, registration=one, seated_by=clerk, seated_at=NOON, touched_at=NOON, opened_at=NOON
    )
    assert "máy số 7" in text_of(linked, site, "?theo=gio")


def test_the_host_reads_sums_of_linked_centres_and_a_linked_centre_none_of_others(
    site: SessionSite, point: SessionSite, linked: Client, operator: Client
) -> None:
    brought = table(site, online=True)
    named("Pan Thi Ban", point, brought)
    named("Ngo Van Hai", site, brought)
    sent(site)
    shown = operator.get(at(PAGE, site.session))
    assert [(row.centre, row.people, row.with_time) for row in shown.context["others"]] == [(point.centre.name, 1, 1)]
    assert "Pan Thi Ban" not in html.unescape(shown.text)
    assert linked.get(at(PAGE, site.session)).context["others"] == []


def test_nothing_of_a_timetable_is_read_before_it_is_sent(
    site: SessionSite, point: SessionSite, linked: Client, operator: Client
) -> None:
    named("Pan Thi Ban", point, table(site, online=True))
    made(site)
    text = text_of(linked, site)
    assert "Chưa gửi lịch phỏng vấn" in text
    assert linked.get(at(PAGE, site.session)).context["sums"].with_time == 0
    assert "Lịch đã xếp nhưng chưa gửi" in text_of(operator, site)


def test_a_search_shows_everybody_it_found_on_one_page(site: SessionSite, point: SessionSite, linked: Client) -> None:
    for _each in range(31):
        named("Pan Thi Ban", point)
    named("Lo Thi Chua", point)
    assert len(linked.get(at(PAGE, site.session)).context["lines"]) == 30
    assert len(linked.post(at(PAGE, site.session), {"q": "thi pan"}).context["lines"]) == 31


def test_a_centre_without_a_site_finds_nothing(site: SessionSite, stranger: Client) -> None:
    named("Ngo Van Hai", site, table(site))
    sent(site)
    assert stranger.get(at(PAGE, site.session)).status_code == 404


def test_the_lists_cost_the_same_for_one_and_for_five(
    site: SessionSite, point: SessionSite, linked: Client, operator: Client
) -> None:
    first, second = table(site, online=True), table(site, online=True)
    pages = [at(PAGE, site.session) + query for query in ("", "?theo=gio", "?ai=khong")]

    def costs() -> list[int]:
        return [cost_of(client, page) for client in (linked, operator) for page in pages]

    for place in (site, point):
        named("Pan Thi Ban", place, first, second)
        named("Lo Thi Chua", place)
    sent(site)
    before = costs()
    for _each in range(4):
        for place in (site, point):
            named("Pan Thi Ban", place, first, second, table(site, online=True))
            named("Lo Thi Chua", place)
    sent(site)
    assert costs() == before
