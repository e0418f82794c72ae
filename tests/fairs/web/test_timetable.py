"""The timetable's pages: the operator's certificate in words, the person's times, the recruiter's hours."""

import html

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Centre, Role
from nhipcau.fairs.actions import appointing
from nhipcau.fairs.actions.telling_times import tell_waiting
from nhipcau.fairs.models import Appointment, DeskHours, Registration, SessionSite, Timetable
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews.rules.people import short_name
from nhipcau.messaging.models import SmsMessage
from nhipcau.seekers.queries.kept import kept_elsewhere
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.factories import FairSessionFactory, SessionSiteFactory
from tests.fairs.test_ticket_by_sms import agree
from tests.fairs.timetabling.fair import desk_of, made, oclock, other_site, person, sent, table
from tests.fairs.web.conftest import at, cost_of, opened_by
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
A, T = Appointment.State, Timetable.State


@pytest.fixture
def site(host: Centre) -> SessionSite:
    made: SessionSite = SessionSiteFactory(session=FairSessionFactory(centre=host))
    return made


def seen(client: Client, address: str) -> str:
    return html.unescape(client.get(address).text)


def test_one_press_makes_it_and_one_more_sends_it(site: SessionSite, operator: Client) -> None:
    one = person(site, table(site))
    page = at("timetable", site.session)
    assert "Chưa có lịch" in seen(operator, page)
    assert (
        operator.post(
            page, {"slot_minutes": 15, "pause_minutes": 0, "gap_minutes": 5, "way_minutes": 30, "most": 3, "floor": 100}
        ).status_code
        == 302
    )
    assert "Đang xếp lịch" in seen(operator, page)
    outbox.deliver_waiting()
    text = seen(operator, page)
    assert "Không lịch nào tốt hơn được" in text
    assert "Không ai bị bỏ sót" in text
    assert "Gửi cho 1 người" in text
    assert operator.post(at("send-timetable", site.session), {"number": "1"}).status_code == 302
    assert "đang gửi" in seen(operator, page)
    outbox.deliver_waiting()
    assert one.appointments.get().state == A.PROPOSED
    assert "0 trên 1" in seen(operator, page)
    tell_waiting(now=clock.now())
    assert "Đã báo cho 1 trong 1 người" in seen(operator, page)
    assert "1 chưa trả lời" in seen(operator, page)


def test_after_the_press_only_sending_is_the_next_step(site: SessionSite, operator: Client) -> None:
    """The page that says it is being made fetches the made part alone: its own button must not compete with that."""
    person(site, table(site))
    page = at("timetable", site.session)
    assert operator.get(page).text.count("btn-primary") == 1
    operator.post(
        page, {"slot_minutes": 15, "pause_minutes": 0, "gap_minutes": 5, "way_minutes": 30, "most": 3, "floor": 100}
    )

    waiting = operator.get(page).text
    outbox.deliver_waiting()
    part = operator.get(page, headers={"HX-Request": "true"}).text

    assert (waiting.count("btn-primary"), part.count("btn-primary")) == (0, 1)


def test_numbers_out_of_range_are_said_beside_the_field_and_nothing_is_asked(
    site: SessionSite, operator: Client
) -> None:
    answer = operator.post(
        at("timetable", site.session),
        {"slot_minutes": 1, "pause_minutes": 0, "gap_minutes": 5, "way_minutes": 30, "most": 9, "floor": 100},
    )
    assert answer.status_code == 422
    assert not Timetable.objects.exists()


def test_a_second_ask_while_one_is_made_is_refused_in_words(site: SessionSite, operator: Client) -> None:
    good = {"slot_minutes": 15, "pause_minutes": 0, "gap_minutes": 5, "way_minutes": 30, "most": 3, "floor": 100}
    operator.post(at("timetable", site.session), good)
    assert operator.post(at("timetable", site.session), good).status_code == 409
    assert Timetable.objects.count() == 1


def test_what_is_not_made_cannot_be_sent(site: SessionSite, operator: Client) -> None:
    assert operator.post(at("send-timetable", site.session)).status_code == 302
    operator.post(
        at("timetable", site.session),
        {"slot_minutes": 15, "pause_minutes": 0, "gap_minutes": 5, "way_minutes": 30, "most": 3, "floor": 100},
    )
    assert operator.post(at("send-timetable", site.session), {"number": "1"}).status_code == 409
    assert Timetable.objects.get().state == T.ASKED


def test_only_the_timetable_that_the_page_showed_is_sent(site: SessionSite, operator: Client) -> None:
    person(site, table(site))
    made(site)
    assert 'name="number" value="1"' in seen(operator, at("timetable", site.session))
    made(site, most=1)

    for shown in ({"number": "1"}, {}, {"number": "x"}):
        answer = operator.post(at("send-timetable", site.session), shown)
        assert answer.status_code == 409
        assert "lịch số 2" in answer.text

    assert set(Timetable.objects.values_list("state", flat=True)) == {T.REPLACED, T.MADE}
    assert operator.post(at("send-timetable", site.session), {"number": "2"}).status_code == 302
    assert Timetable.objects.get(number=2).state == T.SENDING


def test_another_centre_finds_nothing_of_it(site: SessionSite, stranger: Client) -> None:
    one = person(site, table(site))
    made(site)
    for name in ("timetable", "timetable-people", "timetable-enterprises"):
        assert stranger.get(at(name, site.session)).status_code == 404
    assert stranger.post(at("send-timetable", site.session)).status_code == 404
    assert stranger.get(reverse("fairs:timetable-person", args=[one.pk])).status_code == 404
    assert stranger.get(reverse("fairs:free-hours", args=[one.pk])).status_code == 404
    assert Timetable.objects.get().state == T.MADE


def test_why_somebody_and_an_enterprise_got_what_they_got(site: SessionSite, operator: Client) -> None:
    full, empty = table(site), table(site)
    DeskHours.objects.create(desk=desk_of(full), starts=oclock(8), ends=oclock(8, 15), slot_minutes=15)
    people = [person(site, full) for _each in range(2)]
    made(site)
    left = next(one for one in people if not one.appointments.exists())
    text = seen(operator, reverse("fairs:timetable-person", args=[left.pk]))
    assert "các lượt đã dành cho người khác" in text
    text = seen(operator, reverse("fairs:timetable-enterprise", args=[empty.participation_id]))
    assert "chưa ai chọn doanh nghiệp" in text
    assert left.seeker.full_name in seen(operator, at("timetable-people", site.session) + "?thieu=1")
    assert empty.participation.employer.name in seen(operator, at("timetable-enterprises", site.session))


def test_the_host_reads_numbers_not_names_of_the_people_of_linked_sites(site: SessionSite, operator: Client) -> None:
    point = other_site(site, computers=5)
    brought = table(site, online=True)
    theirs = person(point, brought, seeker=SeekerFactory(full_name="Hoàng Thị Rất Lạ", centre=point.centre))
    sent(site)
    pages = (
        at("timetable-people", site.session),
        reverse("fairs:timetable-enterprise", args=[brought.participation_id]),
    )
    for page in pages:
        assert f"số {theirs.number}" in seen(operator, page)
        assert "Rất Lạ" not in seen(operator, page)
    why = reverse("fairs:timetable-person", args=[theirs.pk])
    assert operator.get(why).status_code == 404
    assert "Rất Lạ" in seen(opened_by(staff(Role.FRONT_DESK, point.centre)), why)


def test_lists_cost_the_same_for_one_and_for_five(site: SessionSite, operator: Client) -> None:
    first, second = table(site), table(site)
    person(site, first, second)
    made(site)
    pages = [at(name, site.session) for name in ("timetable-people", "timetable-enterprises", "timetable")]
    before = [cost_of(operator, page) for page in pages]
    for _each in range(4):
        person(site, first, second, table(site))
    made(site)
    assert [cost_of(operator, page) for page in pages] == before


def mine(site: SessionSite) -> tuple[Registration, Client]:
    one = person(site, table(site), table(site))
    sent(site)
    return one, opened_by(one.seeker.account)


def times_of(one: Registration) -> dict[str, list[int]]:
    """As the form sends what its page shows."""
    return {"time": list(one.appointments.values_list("pk", flat=True))}


def test_a_person_sees_the_times_and_comes_with_one_tap(site: SessionSite) -> None:
    one, me = mine(site)
    day = reverse("fairs:day", args=[one.pk])
    text = seen(me, day)
    assert "Giờ phỏng vấn của bạn" in text
    assert "Tôi sẽ đến cả 2 cuộc" in text
    assert me.post(reverse("fairs:confirm-times", args=[one.pk]), times_of(one)).status_code == 302
    assert set(one.appointments.values_list("state", flat=True)) == {A.CONFIRMED}
    assert "Tôi sẽ đến cả" not in seen(me, day)
    assert "Giờ phỏng vấn của bạn" in seen(me, reverse("fairs:ticket-paper", args=[one.pk]))


def test_a_person_declines_one_and_cannot_decline_it_twice_into_something_else(site: SessionSite) -> None:
    one, me = mine(site)
    first = one.appointments.order_by("starts").first()
    address = reverse("fairs:decline-time", args=[first.pk])
    assert me.post(address, {"because": "not_this"}).status_code == 302
    assert me.post(address, {"because": "time"}).status_code == 302
    first.refresh_from_db()
    assert (first.state, first.because) == (A.DECLINED, "not_this")


def test_nobody_answers_for_somebody_else(site: SessionSite) -> None:
    one, _me = mine(site)
    other = opened_by(person(site).seeker.account)
    first = one.appointments.first()
    assert other.post(reverse("fairs:confirm-times", args=[one.pk])).status_code == 404
    assert other.post(reverse("fairs:decline-time", args=[first.pk])).status_code == 404
    assert set(one.appointments.values_list("state", flat=True)) == {A.PROPOSED}


def test_a_person_says_when_they_can_come(site: SessionSite) -> None:
    one, me = mine(site)
    address = reverse("fairs:free-hours", args=[one.pk])
    assert "Giờ tôi đến được" in seen(me, address)
    assert me.post(address, {"since": "09:00", "until": ""}).status_code == 302
    one.refresh_from_db()
    assert (one.free_from, one.free_until) == (oclock(9), None)
    assert me.post(address, {"since": "13:00", "until": ""}).status_code == 409
    assert me.post(address, {"since": "chín giờ", "until": ""}).status_code == 422
    one.refresh_from_db()
    assert one.free_from == oclock(9)


def test_what_fell_away_is_said_with_its_reason(site: SessionSite) -> None:
    one, me = mine(site)
    one.appointments.update(state=A.WITHDRAWN, because="enterprise")
    assert "doanh nghiệp không đến" in seen(me, reverse("fairs:day", args=[one.pk]))


def test_a_recruiter_sets_hours_and_sees_names_only_of_who_confirmed(site: SessionSite) -> None:
    brought = table(site)
    one = person(site, brought, seeker=SeekerFactory(full_name="Hoàng Thị Rất Lạ", with_account=True))
    sent(site)
    me = opened_by(recruiter(brought.participation.employer))
    page = reverse("fairs:desk-hours", args=[brought.participation_id])
    short = short_name(one.seeker.full_name)
    assert f"số {one.number}" in seen(me, page)
    assert short not in seen(me, page)
    appointing.confirm(registration=one, by=one.seeker.account, now=NOON)
    assert short in seen(me, page)

    prefix = f"ban-{desk_of(brought).pk}"
    hours = {f"{prefix}-starts": "08:00", f"{prefix}-ends": "10:00", f"{prefix}-slot_minutes": "20"}
    told = {"given_up": str(one.appointments.get().pk)}
    assert me.post(page, {**hours, **told}).status_code == 302
    assert me.post(page, {**hours, f"{prefix}-ends": "07:00"}).status_code == 409
    assert me.post(page, {**hours, f"{prefix}-slot_minutes": "1"}).status_code == 422
    kept = DeskHours.objects.get()
    assert (kept.starts, kept.ends, kept.slot_minutes) == (oclock(8), oclock(10), 20)


def test_another_enterprise_cannot_see_or_set_the_hours(site: SessionSite, foreign_recruiter: Client) -> None:
    brought = table(site)
    page = reverse("fairs:desk-hours", args=[brought.participation_id])
    assert foreign_recruiter.get(page).status_code == 404
    assert not DeskHours.objects.exists()


def test_staff_confirm_for_somebody_at_the_counter(site: SessionSite) -> None:
    one, _me = mine(site)
    desk = opened_by(staff(Role.FRONT_DESK, site.centre))
    assert "Giờ phỏng vấn của bạn" in seen(desk, reverse("fairs:ticket", args=[one.pk]))
    answer = desk.post(reverse("fairs:confirm-times", args=[one.pk]), times_of(one))
    assert answer.headers["Location"] == reverse("fairs:ticket", args=[one.pk])
    assert set(one.appointments.values_list("state", flat=True)) == {A.CONFIRMED}


def test_a_sent_timetable_is_told_once_by_text_message_to_who_agreed(site: SessionSite) -> None:
    told = person(site, table(site), seeker=SeekerFactory(phone="0912345678", with_account=True))
    agree(told)
    person(site, table(site))
    timetable = sent(site)
    outbox.deliver_waiting()
    times = SmsMessage.objects.filter(purpose__startswith="times-")
    assert [one.to for one in times] == ["0912345678"]
    assert "phong van" in times.get().words
    sent(site)
    outbox.deliver_waiting()
    assert times.count() == 1
    assert timetable.number == 1


def test_the_person_takes_the_times_along_in_their_copy(site: SessionSite) -> None:
    one, _me = mine(site)
    parts = {part.heading: part.lines for part in kept_elsewhere(one.seeker)}
    assert len(parts["Giờ phỏng vấn"]) == 2
    assert "Giờ tôi đến được" not in parts
