"""The commune officer's pages: one by one and by list, a ticket each, and nothing of anybody else."""

import io
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs.models import FairSession, Registration, SessionSite, SessionState, SignUp
from nhipcau.seekers.models import Brought, Seeker
from tests.accounts.signing import sign_in
from tests.centres.factories import StaffRoleFactory, staff
from tests.fairs.factories import FairSessionFactory, RegistrationFactory, SessionSiteFactory
from tests.fairs.web.conftest import cost_of
from tests.reference.factories import CommuneFactory
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> SessionSite:
    session = FairSessionFactory(state=SessionState.REGISTRATION_OPEN)
    made: SessionSite = SessionSiteFactory(session=session, centre=session.centre)
    return made


@pytest.fixture
def officer(client: Client, hall: SessionSite) -> User:
    role = StaffRoleFactory(
        centre=hall.centre, role=Role.COMMUNE, commune=CommuneFactory(province=hall.centre.province)
    )
    sign_in(client, role.user)
    user: User = role.user
    return user


def lan(hall: SessionSite, **more: Any) -> dict[str, Any]:
    return {
        "site": hall.pk,
        "full_name": "Nguyễn Thị Lan",
        "birth_date": "20/05/1998",
        "sex": "female",
        "purposes": ["counselling", "share_profile"],
        **more,
    }


def test_one_screen_makes_a_file_and_a_ticket(client: Client, hall: SessionSite, officer: User) -> None:
    answer = client.post(reverse("fairs:villager"), lan(hall), follow=True)
    ticket = Registration.objects.get()
    assert (ticket.channel, ticket.registered_by, ticket.site) == (SignUp.COMMUNE, officer, hall)
    assert ticket.seeker.commune == officer.staff_roles.get().commune
    assert f'<p class="ticket-number">{ticket.number}</p>' in answer.content.decode()

    assert "Nguyễn Thị Lan" in client.get(reverse("fairs:villagers")).content.decode()
    paper = client.get(reverse("fairs:villager-ticket", args=[ticket.pk]), {"in": ""}).content.decode()
    assert str(ticket.number) in paper


def test_a_card_fills_the_form_and_tells_nothing_of_a_file(client: Client, hall: SessionSite, officer: User) -> None:
    SeekerFactory(centre=hall.centre, full_name="Nguyễn Thị Lan", citizen_number="024198000123", phone="0912345678")
    card = "024198000123||Nguyễn Thị Lan|20051998|Nữ|Thôn Mai, Xã Lạ|01012022"
    read = client.post(reverse("fairs:villager"), {"card": card, "wished_work": "may"}).content.decode()
    assert 'value="Nguyễn Thị Lan"' in read
    assert 'value="20/05/1998"' in read
    assert 'value="may"' in read
    assert "0912" not in read
    assert "Đã có hồ sơ" not in read
    assert not Registration.objects.exists()


def test_what_is_wrong_is_said_and_what_was_typed_stays(client: Client, hall: SessionSite, officer: User) -> None:
    wrong = lan(hall, birth_date="31/02/1998", purposes=[], wished_work="may công nghiệp")
    answer = client.post(reverse("fairs:villager"), wrong)
    assert answer.status_code == 422
    assert "may công nghiệp" in answer.content.decode()

    refused = client.post(reverse("fairs:villager"), lan(hall, purposes=[]))
    assert "Nguyễn Thị Lan" in refused.content.decode()
    assert not Seeker.objects.exists()


def test_the_same_person_twice_is_one_ticket(client: Client, hall: SessionSite, officer: User) -> None:
    for _click in range(2):
        answer = client.post(reverse("fairs:villager"), lan(hall), follow=True)
    assert "vé đây" in answer.content.decode()
    assert (Registration.objects.count(), Brought.objects.count()) == (1, 1)


def test_a_ticket_that_the_person_got_alone_is_not_shown(client: Client, hall: SessionSite, officer: User) -> None:
    known = SeekerFactory(
        centre=hall.centre, full_name="Nguyễn Thị Lan", birth_date="1998-05-20", citizen_number="024198000123"
    )
    own = RegistrationFactory(session=hall.session, site=hall, seeker=known, number=77)
    answer = client.post(reverse("fairs:villager"), lan(hall, citizen_number="024198000123"), follow=True)
    page = answer.content.decode()
    assert "Không cần vé mới" in page
    assert own.code not in page
    assert client.get(reverse("fairs:villager-ticket", args=[own.pk])).status_code == 404


def test_somebody_who_will_not_come_gives_the_place_back(client: Client, hall: SessionSite, officer: User) -> None:
    client.post(reverse("fairs:villager"), lan(hall))
    ticket = Registration.objects.get()
    client.post(reverse("fairs:villager-cancel", args=[ticket.pk]))
    ticket.refresh_from_db()
    hall.refresh_from_db()
    assert (ticket.state, hall.taken) == ("cancelled", 0)


def sheet(*rows: list[str]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    book.active.append(["Họ và tên", "Ngày sinh", "Giới tính", "Đồng ý lập hồ sơ"])
    for row in rows:
        book.active.append(row)
    body = io.BytesIO()
    book.save(body)
    return SimpleUploadedFile("danh-sach.xlsx", body.getvalue())


def test_a_list_is_looked_at_then_taken_in_and_the_same_again_adds_nobody(
    client: Client, hall: SessionSite, officer: User
) -> None:
    rows = [
        ["Nguyễn Thị Lan", "20/05/1998", "Nữ", "có"],
        ["Trần Văn Ba", "1990", "Nam", "có"],
        ["Lê Văn Tư", "01/02/1985", "Nam", "có"],
        ["Hoàng Văn Năm", "03/04/1980", "Nam", ""],
    ]
    for added in (2, 0):
        sent = client.post(reverse("fairs:villager-list"), {"list": sheet(*rows)})
        looked = client.get(sent.url).content.decode()
        assert "2 dòng nhận được, 2 dòng chưa" in looked
        before = Registration.objects.count()
        taken = client.post(sent.url, {"site": hall.pk}, follow=True).content.decode()
        assert Registration.objects.count() - before == added
        assert "Trần Văn Ba" in taken
    assert Brought.objects.filter(by=officer).count() == Seeker.objects.count() == 2


def test_a_list_without_a_fair_chosen_is_not_taken(client: Client, hall: SessionSite, officer: User) -> None:
    sent = client.post(reverse("fairs:villager-list"), {"list": sheet(["Lê Văn Tư", "01/02/1985", "Nam", "có"])})
    other = SessionSiteFactory()
    client.post(sent.url, {"site": other.pk})
    assert not Seeker.objects.exists()


def test_a_file_that_is_no_list_is_refused_in_words(client: Client, hall: SessionSite, officer: User) -> None:
    answer = client.post(reverse("fairs:villager-list"), {"list": SimpleUploadedFile("a.xlsx", b"x")})
    assert answer.status_code == 422
    assert client.get(reverse("fairs:villager-empty")).status_code == 200


def test_nobody_elses_people_tickets_and_lists_are_found(client: Client, hall: SessionSite, officer: User) -> None:
    client.post(reverse("fairs:villager"), lan(hall))
    sent = client.post(reverse("fairs:villager-list"), {"list": sheet(["Lê Văn Tư", "01/02/1985", "Nam", "có"])})
    ticket = Registration.objects.get()
    stranger = Client()
    sign_in(stranger, staff(Role.COMMUNE, hall.centre))
    assert stranger.get(reverse("fairs:villager-ticket", args=[ticket.pk])).status_code == 404
    assert stranger.post(reverse("fairs:villager-cancel", args=[ticket.pk])).status_code == 404
    assert stranger.get(sent.url).status_code == 404
    assert "Nguyễn Thị Lan" not in stranger.get(reverse("fairs:villagers")).content.decode()


def test_a_site_of_another_centre_cannot_be_chosen(client: Client, hall: SessionSite, officer: User) -> None:
    session: FairSession = FairSessionFactory(state=SessionState.REGISTRATION_OPEN)
    other = SessionSiteFactory(session=session, centre=session.centre)
    assert client.post(reverse("fairs:villager"), lan(other)).status_code == 422
    assert not Seeker.objects.exists()


def test_a_longer_list_costs_no_more_queries(client: Client, hall: SessionSite, officer: User) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("fairs:villagers"))
        return len(queries)

    client.post(reverse("fairs:villager"), lan(hall), follow=True)
    one = cost()
    for number in range(3):
        client.post(reverse("fairs:villager"), lan(hall, full_name=f"Trần Văn {'ABC'[number]}"), follow=True)
    assert cost() == one


def lines(count: int) -> list[list[str]]:
    born = [date(1990, 1, 1) + timedelta(days=number) for number in range(count)]
    return [["Lê Văn Tư", f"{day:%d/%m/%Y}", "Nam", "có"] for day in born]


def test_thirty_lines_are_looked_up_with_the_queries_of_one(client: Client, hall: SessionSite, officer: User) -> None:
    one = client.post(reverse("fairs:villager-list"), {"list": sheet(*lines(1))}).headers["Location"]
    thirty = client.post(reverse("fairs:villager-list"), {"list": sheet(*lines(30))}).headers["Location"]

    assert cost_of(client, thirty) == cost_of(client, one)


def test_fifty_lines_stand_on_a_page_and_taking_takes_all(client: Client, hall: SessionSite, officer: User) -> None:
    sent = client.post(reverse("fairs:villager-list"), {"list": sheet(*lines(60))}).headers["Location"]

    shown = [client.get(sent, {"page": number}).content.decode() for number in (1, 2)]

    assert [page.count("data-row") for page in shown] == [50, 10]
    assert all("60 dòng nhận được, 0 dòng chưa" in page for page in shown)
    client.post(sent, {"site": hall.pk})
    assert Registration.objects.filter(site=hall).count() == 60
