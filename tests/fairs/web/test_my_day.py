from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, Registration, SessionSite
from nhipcau.foundation.crypto.codes import grouped, new_code
from nhipcau.interviews.models import Desk, QueueTicket
from nhipcau.seekers.models import Seeker
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.fairs.factories import (
    STARTS,
    FairSessionFactory,
    ParticipationFactory,
    RegistrationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
    WishFactory,
)
from tests.fairs.web.conftest import cost_of, opened_by
from tests.interviews.factories import DeskFactory, InterviewFactory, OutcomeFactory
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> Seeker:
    return SeekerFactory(with_account=True, full_name="Nguyễn Thị Thu Hường")


@pytest.fixture
def phone(me: Seeker) -> Client:
    return sign_in(Client(), seeker_user(me), method="code")


@pytest.fixture
def ticket(me: Seeker) -> Registration:
    """For a running fair, in its hall."""
    site = SessionSiteFactory(session=FairSessionFactory(running=True))
    return RegistrationFactory(site=site, seeker=me, code=new_code())


@pytest.fixture
def at_home(me: Seeker) -> Registration:
    site = SessionSiteFactory(session=FairSessionFactory(running=True), online=True)
    return RegistrationFactory(site=site, seeker=me, code=new_code())


def day_of(ticket: Registration) -> str:
    return reverse("fairs:day", args=[ticket.pk])


def wished(ticket: Registration, rank: int = 1, **more: object) -> None:
    """An enterprise at a table of the hall that this person wants to meet."""
    said = {"site": ticket.site, "session": ticket.session, "state": "present"} | more
    there = ParticipationFactory(**said)
    WishFactory(registration=ticket, session_vacancy=SessionVacancyFactory(participation=there), rank=rank)
    place = ticket.site.place
    DeskFactory(
        occasion_id=ticket.session_id,
        employer=there.employer,
        place=place,
        channel="onsite" if place else "online",
        number=rank,
    )


def let_in(ticket: Registration) -> None:
    by = staff(Role.FRONT_DESK, ticket.centre)
    fairs.check_in(session=ticket.session, site=ticket.site, code=ticket.code, by=by, now=STARTS)


def test_the_ticket_shows_number_code_and_drawing(phone: Client, ticket: Registration) -> None:
    for name in ("ticket", "ticket-paper"):
        page = phone.get(reverse(f"fairs:{name}", args=[ticket.pk])).text
        assert grouped(ticket.code) in page
        assert f'<p class="ticket-number">{ticket.number}</p>' in page
        assert page.count("<svg") >= 1


def test_a_waiting_person_sees_their_place_on_the_list(phone: Client, ticket: Registration) -> None:
    RegistrationFactory(site=ticket.site, state="waitlisted", registered_at=ticket.registered_at - timedelta(days=1))
    Registration.objects.filter(pk=ticket.pk).update(state="waitlisted")

    assert "Bạn đứng thứ 2 trong danh sách chờ" in phone.get(reverse("fairs:ticket", args=[ticket.pk])).text


def test_my_day_is_todays_fair_or_the_next(phone: Client, me: Seeker, ticket: Registration) -> None:
    RegistrationFactory(
        seeker=me, site__session__starts=STARTS + timedelta(7), site__session__ends=STARTS + timedelta(8)
    )

    assert phone.get(reverse("fairs:my-day")).headers["Location"] == day_of(ticket)


def test_without_a_ticket_my_day_says_what_to_do(phone: Client) -> None:
    for name in ("my-day", "mine"):
        assert "Xem các phiên sắp tới" in phone.get(reverse(f"fairs:{name}")).text


def test_the_day_says_where_to_go_first(phone: Client, ticket: Registration) -> None:
    page = phone.get(day_of(ticket))

    assert [line["title"] for line in page.context["lines"]] == ["Đến cửa và đưa vé", "Kết thúc phiên"]
    assert page.context["lines"][0]["state"] == "now"


def test_each_queue_has_its_line_with_an_honest_wait(phone: Client, ticket: Registration) -> None:
    wished(ticket, 1)
    wished(ticket, 2)
    let_in(ticket)

    page = phone.get(day_of(ticket))

    lines = page.context["lines"]
    assert [line["state"] for line in lines] == ["done", "next", "next", "gap"]
    assert "Sắp đến lượt bạn · khoảng 0–2 phút" in lines[1]["detail"]
    assert lines[1]["title"].startswith("Bàn 1 · ")
    assert 'data-live="seeker:' in page.text


def test_a_call_stands_above_everything_with_the_way_to_answer(phone: Client, ticket: Registration) -> None:
    wished(ticket)
    let_in(ticket)
    queue = QueueTicket.objects.get()
    QueueTicket.objects.update(state="called", called_at=STARTS)
    InterviewFactory(ticket=queue, desk=Desk.objects.get())

    page = phone.get(day_of(ticket), headers={"HX-Request": "true"})

    assert "Bạn được gọi vào bàn 1" in page.text
    assert reverse("interviews:turn", args=[queue.pk]) in page.text
    assert "<html" not in page.text


def test_results_stay_on_the_day(phone: Client, ticket: Registration) -> None:
    wished(ticket)
    let_in(ticket)
    queue = QueueTicket.objects.get()
    QueueTicket.objects.update(state="served", ended_at=STARTS)
    talk = InterviewFactory(ticket=queue, desk=Desk.objects.get(), done=True)
    OutcomeFactory(interview=talk, stage="offer_accepted")

    lines = phone.get(day_of(ticket)).context["lines"]

    assert [line["detail"] for line in lines[1:2]] == ["Nhận việc"]


def test_a_wish_that_cannot_be_met_here_says_so(phone: Client, ticket: Registration) -> None:
    elsewhere = SessionSiteFactory(session=ticket.session, role="meeting_point")
    wished(ticket, site=elsewhere)

    page = phone.get(day_of(ticket))

    assert "Không phỏng vấn được ở nơi bạn chọn" in page.text
    assert [wish.rank for wish in page.context["day"].unmet] == [1]


def test_at_home_ready_is_one_tap(phone: Client, at_home: Registration) -> None:
    wished(at_home, site=None, online=True)
    assert "Tôi đã sẵn sàng" in phone.get(day_of(at_home)).text

    phone.post(reverse("fairs:say-here", args=[at_home.pk]))

    assert "Tôi đã sẵn sàng" not in phone.get(day_of(at_home)).text
    at_home.refresh_from_db()
    assert at_home.state == "checked_in"
    assert QueueTicket.objects.get().channel == "online"


def test_in_the_hall_nobody_lets_themself_in(phone: Client, ticket: Registration) -> None:
    assert phone.post(reverse("fairs:say-here", args=[ticket.pk])).status_code == 403

    ticket.refresh_from_db()
    assert ticket.state == "confirmed"


def test_i_cannot_come_gives_up_the_place(phone: Client, ticket: Registration) -> None:
    SessionSite.objects.update(taken=1)
    assert "Tôi không đến được" in phone.get(day_of(ticket)).text

    phone.post(reverse("fairs:cancel", args=[ticket.pk]))

    ticket.refresh_from_db()
    assert ticket.state == "cancelled"
    assert "Vé này đã hủy" in phone.get(day_of(ticket)).text


def test_i_am_going_home_leaves_the_queues(phone: Client, ticket: Registration) -> None:
    wished(ticket)
    let_in(ticket)
    assert "Tôi về" in phone.get(day_of(ticket)).text

    phone.post(reverse("fairs:go-home", args=[ticket.pk]))

    ticket.refresh_from_db()
    assert ticket.state == "left"
    assert QueueTicket.objects.get().state == "left"


def test_a_refusal_is_told_on_the_day(phone: Client, ticket: Registration) -> None:
    let_in(ticket)

    response = phone.post(reverse("fairs:cancel", args=[ticket.pk]), follow=True)

    assert "Bạn đã đến rồi nên không còn gì để hủy." in response.text


def test_wishes_are_changed_after_registering(phone: Client, ticket: Registration) -> None:
    page = reverse("fairs:wishes", args=[ticket.pk])
    there = ParticipationFactory(session=ticket.session, site=ticket.site)
    row = SessionVacancyFactory(participation=there)
    assert row in phone.get(page).context["found"].rows

    phone.post(page, {"do": "add", "opening": row.pk})

    assert ticket.wishes.get().session_vacancy == row


def test_a_refused_change_of_wishes_is_told_and_changes_nothing(phone: Client, ticket: Registration) -> None:
    wished(ticket)
    FairSession.objects.update(state="closing")
    kept = ticket.wishes.get().session_vacancy_id

    answer = phone.post(
        reverse("fairs:wishes", args=[ticket.pk]), {"do": "off", "opening": kept}, headers={"HX-Request": "true"}
    )

    assert "Phiên đang kết thúc" in answer.text
    assert ticket.wishes.get().session_vacancy_id == kept


def test_my_tickets_cost_the_same_for_one_or_many(phone: Client, me: Seeker, ticket: Registration) -> None:
    page = reverse("fairs:mine")
    alone = cost_of(phone, page)

    RegistrationFactory.create_batch(2, seeker=me)

    assert cost_of(phone, page) == alone
    assert phone.get(page).text.count("<article") == 3


def test_the_day_costs_the_same_for_one_queue_or_many(phone: Client, ticket: Registration) -> None:
    wished(ticket, 1)
    let_in(ticket)
    alone = cost_of(phone, day_of(ticket))

    for rank in (2, 3):
        wished(ticket, rank)
    by = staff(Role.FRONT_DESK, ticket.centre)
    ticket.refresh_from_db()
    fairs.join_wished_queues(ticket, ticket.site, by=by, now=STARTS)

    assert QueueTicket.objects.count() == 3
    assert cost_of(phone, day_of(ticket)) == alone


MINE_ONLY = ("day", "wishes", "cancel", "say-here", "go-home")


def test_a_ticket_is_nobody_elses(ticket: Registration) -> None:
    stranger = sign_in(Client(), seeker_user(SeekerFactory()), method="code")
    for name in (*MINE_ONLY, "ticket", "ticket-paper"):
        address = reverse(f"fairs:{name}", args=[ticket.pk])
        answer = stranger.post(address) if name in MINE_ONLY[2:] else stranger.get(address)
        assert answer.status_code == 404, name

    ticket.refresh_from_db()
    assert ticket.state == "confirmed"


def test_staff_print_tickets_of_their_own_site_after_a_second_factor(ticket: Registration) -> None:
    paper = reverse("fairs:ticket-paper", args=[ticket.pk])
    clerk = staff(Role.FRONT_DESK, ticket.centre)

    assert opened_by(clerk).get(paper).status_code == 200
    assert sign_in(Client(), clerk, method="password").get(paper).status_code == 404
    assert opened_by(staff(Role.FRONT_DESK)).get(paper).status_code == 404
