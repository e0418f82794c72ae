"""One interviewer of an enterprise does not come: the table goes, the enterprise stays, people are asked before and told."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions.appointing import confirm
from nhipcau.fairs.actions.desk_hours import TimesOutside
from nhipcau.fairs.actions.fewer import take_interviewer_out
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import Appointment, SessionSite, SessionVacancy, TimesLine
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews.api import call_next
from nhipcau.interviews.models import Desk, QueueTicket
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.timetabling.fair import booked, hall, oclock, operator_of, person, sent, table
from tests.fairs.web.conftest import opened_by

pytestmark = pytest.mark.django_db
A = Appointment.State


@pytest.fixture
def site() -> SessionSite:
    return hall()


@pytest.fixture
def brought(site: SessionSite) -> SessionVacancy:
    brought = table(site, desks=2)
    brought.participation.interviewers = 2
    brought.participation.save(update_fields=["interviewers"])
    return brought


@pytest.fixture
def me(brought: SessionVacancy) -> User:
    return recruiter(brought.participation.employer)


def desks_of(brought: SessionVacancy) -> list[Desk]:
    part = brought.participation
    mine = Desk.objects.filter(**occasion_of(part.session_id).keys, employer_id=part.employer_id)
    return list(mine.order_by("pk"))


def out(brought: SessionVacancy, desk: Desk, *rows: Appointment, by: User) -> int:
    given_up = [one.pk for one in rows]
    return take_interviewer_out(participation=brought.participation, desk=desk, given_up=given_up, by=by, now=NOON)


def two(site: SessionSite, brought: SessionVacancy) -> list[Appointment]:
    """Proposed at 8:00 and confirmed at 8:15 at the second table; both people can also come at other times."""
    second = desks_of(brought)[1]
    rows = [booked(person(site, brought), brought, oclock(8, at), desk=second) for at in (0, 15)]
    confirm(registration=rows[1].registration, by=rows[1].registration.seeker.account, now=NOON)
    return rows


def states_of(rows: list[Appointment]) -> list[tuple[str, str]]:
    return [Appointment.objects.values_list("state", "because").get(pk=one.pk) for one in rows]


def test_nothing_changes_before_all_who_lose_a_time_were_seen(
    site: SessionSite, brought: SessionVacancy, me: User
) -> None:
    rows = two(site, brought)

    with pytest.raises(TimesOutside) as trouble:
        out(brought, desks_of(brought)[1], rows[0], by=me)

    assert trouble.value.times == rows
    assert [desk.closed_at for desk in desks_of(brought)] == [None, None]
    assert states_of(rows) == [(A.PROPOSED, ""), (A.CONFIRMED, "")]
    assert not AuditRecord.objects.filter(action="participation.fewer").exists()


def test_they_are_told_and_the_next_timetable_has_them_at_the_table_that_stays(
    site: SessionSite, brought: SessionVacancy, me: User
) -> None:
    rows, (stays, goes) = two(site, brought), desks_of(brought)

    assert [out(brought, goes, *rows, by=me) for _tap in range(2)] == [2, 0]
    with time_machine.travel(NOON, tick=False):
        outbox.deliver_waiting()

    assert states_of(rows) == [(A.WITHDRAWN, "hours"), (A.WITHDRAWN, "hours")]
    waiting = TimesLine.objects.filter(state="waiting").values_list("registration", flat=True)
    assert set(waiting) == {one.registration_id for one in rows}
    assert [desk.closed_at for desk in desks_of(brought)] == [None, NOON]
    brought.participation.refresh_from_db()
    assert brought.participation.interviewers == 1
    assert AuditRecord.objects.get(action="participation.fewer").details == {"desk": goes.pk, "given_up": 2}
    sent(site)
    assert {one.desk for one in Appointment.objects.filter(state=A.PROPOSED)} == {stays}


def test_who_waits_with_a_booking_there_stands_by_at_the_same_place_in_line() -> None:
    site = hall(running=True)
    brought = table(site, desks=2)
    goes = desks_of(brought)[1]
    one = person(site, brought)
    mine = booked(one, brought, oclock(9), desk=goes)
    confirm(registration=one, by=one.seeker.account, now=oclock(7, 31))
    fairs.check_in(
        session=site.session, site=site, registration=one, by=staff(Role.FRONT_DESK, site.centre), now=oclock(7, 40)
    )
    assert QueueTicket.objects.get().desk == goes

    by = operator_of(site)
    take_interviewer_out(participation=brought.participation, desk=goes, given_up=[mine.pk], by=by, now=oclock(7, 45))

    ticket = QueueTicket.objects.get()
    assert (ticket.state, ticket.desk, ticket.due_at, ticket.joined_at) == ("waiting", None, None, oclock(7, 40))


def test_the_last_table_stays_and_so_does_one_where_somebody_is_called() -> None:
    site = hall(running=True)
    brought = table(site, desks=2)
    one, (stays, goes) = person(site, brought), desks_of(brought)
    by = recruiter(brought.participation.employer)
    fairs.check_in(
        session=site.session, site=site, registration=one, by=staff(Role.FRONT_DESK, site.centre), now=oclock(7, 40)
    )
    assert call_next(desk=goes, by=by, now=oclock(7, 45)) is not None
    with pytest.raises(Refused):
        out(brought, goes, by=by)
    assert out(brought, stays, by=by) == 0

    with pytest.raises(Refused) as refusal:
        out(brought, goes, by=by)

    assert len(refusal.value.reasons) == 2
    assert [desk.closed_at for desk in desks_of(brought)] == [NOON, None]


def test_neither_another_enterprise_nor_another_centre_may(site: SessionSite, brought: SessionVacancy) -> None:
    other = table(site, desks=2)
    strangers = [recruiter(other.participation.employer), staff(Role.OPERATOR, CentreFactory())]

    for by in strangers:
        with pytest.raises(PermissionDenied):
            out(brought, desks_of(brought)[1], by=by)
    with pytest.raises(Refused):
        out(other, desks_of(brought)[1], by=strangers[0])

    assert not Desk.objects.exclude(closed_at=None).exists()


@pytest.mark.parametrize(("who", "page"), [("recruiter", "desk-hours"), ("operator", "enterprise-hours")])
def test_recruiter_and_operator_read_who_loses_a_time_before_they_give_a_table_back(
    site: SessionSite, brought: SessionVacancy, me: User, who: str, page: str
) -> None:
    rows, goes = two(site, brought), desks_of(brought)[1]
    client: Client = opened_by(me if who == "recruiter" else operator_of(site))
    address = reverse(f"fairs:{page}", args=[brought.participation_id])
    assert "2 người mất giờ đã hẹn" in client.get(address).text

    early = client.post(address, {"desk": str(goes.pk), "given_up": str(rows[0].pk)})
    assert (early.status_code, states_of(rows)[0][0]) == (409, A.PROPOSED)
    seen = " ".join(str(one.pk) for one in rows)
    answer = client.post(address, {"desk": str(goes.pk), "given_up": seen}, follow=True)

    assert answer.redirect_chain == [(address, 302)]
    assert "2 người mất giờ và được báo" in answer.text
    assert desks_of(brought)[1].closed_at is not None
    assert "take-out-" not in answer.text
    assert client.post(address, {"desk": "999999"}).status_code == 404
