"""People confirm, decline, or cannot come; enterprises fall out; what is given up is free for others."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from nhipcau.fairs.actions import appointing
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.actions.registering import cancel_registration, go_home
from nhipcau.fairs.actions.seating import withdraw
from nhipcau.fairs.api import check_in
from nhipcau.fairs.models import Appointment, Registration
from nhipcau.fairs.queries.appointments import of_person
from nhipcau.interviews.api import call_next
from nhipcau.interviews.models import QueueTicket
from tests.accounts.factories import UserFactory
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.timetabling.fair import desk_of, hall, oclock, operator_of, person, sent, table

pytestmark = pytest.mark.django_db
A = Appointment.State


def states(registration: Registration) -> list[tuple[str, str]]:
    return sorted(registration.appointments.values_list("state", "because"))


def test_one_press_confirms_all_times_and_again_changes_nothing() -> None:
    site = hall()
    one = person(site, table(site), table(site))
    sent(site)
    me = one.seeker.account
    assert len(appointing.confirm(registration=one, by=me, now=NOON)) == 2
    assert appointing.confirm(registration=one, by=me, now=NOON) == []
    assert states(one) == [(A.CONFIRMED, "")] * 2


def test_the_desk_may_confirm_for_somebody_without_a_phone_and_a_stranger_may_not() -> None:
    site = hall()
    one = person(site, table(site))
    sent(site)
    with pytest.raises(PermissionDenied):
        appointing.confirm(registration=one, by=UserFactory(), now=NOON)
    assert states(one) == [(A.PROPOSED, "")]
    appointing.confirm(registration=one, by=staff("front_desk", site.centre), now=NOON)
    assert states(one) == [(A.CONFIRMED, "")]


def test_a_declined_time_is_free_and_the_others_stay() -> None:
    site = hall()
    one = person(site, table(site), table(site))
    sent(site)
    first = one.appointments.order_by("starts").first()
    appointing.decline(appointment=first, because="time", by=one.seeker.account, now=NOON)
    assert states(one) == [(A.DECLINED, "time"), (A.PROPOSED, "")]


def test_a_time_that_was_given_up_or_is_over_cannot_be_declined() -> None:
    site = hall()
    one = person(site, table(site))
    sent(site)
    mine = one.appointments.get()
    with pytest.raises(Refused):
        appointing.decline(appointment=mine, because="time", by=one.seeker.account, now=oclock(12))
    assert states(one) == [(A.PROPOSED, "")]


def test_who_cancels_gives_the_times_back() -> None:
    site = hall()
    one = person(site, table(site))
    site.taken = 1
    site.save()
    sent(site)
    cancel_registration(registration=one, by=one.seeker.account, now=NOON)
    assert states(one) == [(A.WITHDRAWN, "person")]


def test_who_goes_home_gives_back_what_has_not_begun() -> None:
    site = hall(running=True)
    one = person(site, table(site), table(site))
    sent(site, now=oclock(8))
    check_in(session=site.session, site=site, registration=one, by=staff("front_desk", site.centre), now=oclock(8))
    go_home(registration=one, by=one.seeker.account, now=oclock(8))
    assert states(one) == [(A.WITHDRAWN, "home")] * 2


def test_when_an_enterprise_does_not_come_its_times_fall_away() -> None:
    site = hall()
    gone, stays = table(site), table(site)
    one = person(site, gone, stays)
    sent(site)
    withdraw(participation=gone.participation, by=operator_of(site), now=NOON)
    assert states(one) == [(A.PROPOSED, ""), (A.WITHDRAWN, "enterprise")]


def test_times_outside_of_what_the_person_says_are_given_back() -> None:
    site = hall()
    one = person(site, table(site), table(site))
    sent(site)
    appointing.say_free_hours(registration=one, since=None, until=oclock(7, 45), by=one.seeker.account, now=NOON)
    assert states(one) == [(A.PROPOSED, ""), (A.WITHDRAWN, "time")]


def test_hours_that_are_not_of_the_fair_are_refused() -> None:
    site = hall()
    one = person(site)
    for since, until in ((oclock(12), None), (None, oclock(7)), (oclock(10), oclock(9))):
        with pytest.raises(Refused):
            appointing.say_free_hours(registration=one, since=since, until=until, by=one.seeker.account, now=NOON)
    one.refresh_from_db()
    assert (one.free_from, one.free_until) == (None, None)


def test_at_the_door_times_become_bookings_and_a_declined_one_is_stand_by() -> None:
    site = hall(running=True)
    brought = table(site)
    one = person(site, brought)
    sent(site, now=oclock(7, 30))
    mine = one.appointments.get()
    check_in(session=site.session, site=site, registration=one, by=staff("front_desk", site.centre), now=oclock(7, 35))
    ticket = QueueTicket.objects.get()
    assert (ticket.desk_id, ticket.due_at, ticket.lasts) == (desk_of(brought).pk, mine.starts, 15)
    appointing.decline(appointment=mine, because="time", by=one.seeker.account, now=oclock(7, 36))
    ticket.refresh_from_db()
    assert (ticket.desk_id, ticket.due_at, ticket.state) == (None, None, "waiting")


def test_whom_one_was_called_to_is_no_longer_ahead() -> None:
    site = hall(running=True)
    brought = table(site)
    one = person(site, brought, table(site))
    sent(site, now=oclock(7, 30))
    check_in(session=site.session, site=site, registration=one, by=staff("front_desk", site.centre), now=oclock(7, 35))
    desk = desk_of(brought)
    call_next(desk=desk, by=recruiter(desk.employer), now=oclock(7, 36))
    assert [time.participation for time in of_person(one, now=oclock(7, 36))] != [brought.participation]
    assert len(of_person(one, now=oclock(7, 36))) == 1


def test_a_timetable_sent_in_the_morning_books_whoever_is_here() -> None:
    site = hall(running=True)
    brought = table(site)
    one = person(site, brought)
    check_in(session=site.session, site=site, registration=one, by=staff("front_desk", site.centre), now=oclock(7, 40))
    sent(site, now=oclock(7, 45))
    assert QueueTicket.objects.get().due_at == one.appointments.get().starts


def test_the_database_itself_refuses_two_people_at_a_desk_and_a_person_in_two_places() -> None:
    site = hall()
    first, second = table(site), table(site)
    one, other = person(site, first, second), person(site, first)
    sent(site)
    mine = one.appointments.get(session_vacancy=first)
    theirs = other.appointments.get()
    also_mine = one.appointments.get(session_vacancy=second)
    for clashing, span in ((theirs, mine), (also_mine, mine)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appointment.objects.filter(pk=clashing.pk).update(starts=span.starts, ends=span.ends)
    Appointment.objects.filter(pk=theirs.pk).update(
        state=A.DECLINED, because="time", starts=mine.starts, ends=mine.ends
    )
