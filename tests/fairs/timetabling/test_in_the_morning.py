"""Made again while the fair runs, and after everything that comes between: what was said holds, and nobody is planned where they are not."""

from datetime import timedelta

import pytest

from nhipcau.fairs.actions import appointing
from nhipcau.fairs.actions.plan import SessionData, edit_session
from nhipcau.fairs.actions.seating import leave
from nhipcau.fairs.actions.steps import postpone_session
from nhipcau.fairs.api import check_in
from nhipcau.fairs.models import Appointment, DeskHours, Registration, SessionSite, Timetable
from nhipcau.interviews.api import call_next
from nhipcau.interviews.models import QueueTicket
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.timetabling.fair import desk_of, hall, made, oclock, operator_of, other_site, person, sent, table, told

pytestmark = pytest.mark.django_db
A, T = Appointment.State, Timetable.State


def live(site: SessionSite) -> dict[tuple[int, int], tuple[object, ...]]:
    rows = Appointment.objects.filter(registration__session=site.session, state__in=[A.PROPOSED, A.CONFIRMED])
    return {(row.registration_id, row.participation_id): (row.starts, row.ends, row.state) for row in rows}


def here(site: SessionSite, *brought: object, many: int = 6) -> list[Registration]:
    return [person(site, *brought) for _each in range(many)]


def test_again_in_the_morning_everything_that_is_to_come_stays() -> None:
    site = hall(running=True)
    brought = table(site)
    people = here(site, brought)
    sent(site, now=oclock(7, 30))
    appointing.confirm(registration=people[0], by=people[0].seeker.account, now=oclock(7, 31))
    before = live(site)
    second = sent(site, now=oclock(8, 3))  # between two slots of the desk
    assert live(site) == before
    assert second.certificate["kept"] == second.certificate["proposed"] > 0
    assert not Appointment.objects.filter(state=A.WITHDRAWN).exists()


def test_who_was_called_early_loses_nothing_when_it_is_made_again() -> None:
    site = hall(running=True)
    brought = table(site)
    people = here(site, brought, many=3)
    sent(site, now=oclock(7, 30))
    late = max(people, key=lambda one: one.appointments.get().starts)
    check_in(session=site.session, site=site, registration=late, by=staff("front_desk", site.centre), now=oclock(7, 31))
    desk = desk_of(brought)
    assert call_next(desk=desk, by=recruiter(desk.employer), now=oclock(7, 32)) is not None
    again = sent(site, now=oclock(7, 33))
    assert late.appointments.get().state == A.PROPOSED
    assert again.certificate["kept"] == again.certificate["proposed"] == 2


def test_confirmed_times_stay_when_a_talk_gets_another_length_and_nobody_is_put_over_them() -> None:
    site = hall()
    people = here(site, table(site), many=3)
    sent(site, slot_minutes=15)
    for one in people:
        appointing.confirm(registration=one, by=one.seeker.account, now=NOON)
    before = live(site)
    late = person(site, people[0].wishes.get().session_vacancy)
    again = sent(site, slot_minutes=20)
    after = live(site)
    assert {key: after[key] for key in before} == before
    assert (late.pk, people[0].wishes.get().session_vacancy.participation_id) in after
    assert again.certificate["fixed"] == 3


def test_what_was_declined_meanwhile_is_not_proposed_again() -> None:
    site = hall()
    first, second = table(site), table(site)
    one, other = person(site, first), person(site, second)
    sent(site)
    waiting = made(site)
    for who, because in ((one, "not_this"), (other, "time")):
        appointing.decline(
            appointment=who.appointments.get(state=A.PROPOSED), because=because, by=who.seeker.account, now=NOON
        )
    declined = other.appointments.get(state=A.DECLINED)
    told(waiting, site)
    assert live(site) == {}
    sent(site)
    again = other.appointments.get(state=A.PROPOSED)
    assert again.starts >= declined.ends
    assert not one.appointments.filter(state=A.PROPOSED).exists()


def test_an_enterprise_that_left_or_never_came_is_not_planned_with() -> None:
    site = hall(running=True)
    gone, absent, there = table(site), table(site), table(site)
    absent.participation.state = "set_up"
    absent.participation.save()
    one = person(site, gone, absent, there)
    sent(site, now=oclock(7, 30))
    leave(participation=gone.participation, by=recruiter(gone.participation.employer), now=oclock(8))
    assert one.appointments.get(participation=gone.participation).because == "enterprise"
    made(site, now=oclock(8, 30))
    drafts = one.appointments.filter(state=A.DRAFT)
    assert {draft.participation for draft in drafts} <= {there.participation}


@pytest.mark.parametrize("how", ["moved", "postponed"])
def test_on_another_day_no_time_holds(how: str) -> None:
    site = hall()
    brought = table(site)
    one = person(site, brought, free_from=oclock(8))
    DeskHours.objects.create(desk=desk_of(brought), starts=oclock(8), ends=oclock(10), slot_minutes=15)
    timetable = sent(site)
    by, session = operator_of(site), site.session
    if how == "postponed":
        postpone_session(session=session, by=by, now=NOON)
    else:
        fields = ("title", "theme", "kind", "mode", "scope", "most_wishes")
        said = {
            name: getattr(session, name)
            for name in fields
            if hasattr(SessionData, name) or name in SessionData.__annotations__
        }
        week = timedelta(days=7)
        data = SessionData(**said, starts=session.starts + week, ends=session.ends + week)
        edit_session(session=session, data=data, edition=session.edition, by=by, now=NOON)
    timetable.refresh_from_db()
    one.refresh_from_db()
    mine = one.appointments.get()
    assert (mine.state, mine.because, timetable.state) == (A.WITHDRAWN, "day", T.REPLACED)
    assert (one.free_from, DeskHours.objects.count()) == (None, 0)


def test_a_table_in_another_hall_is_not_booked_for_who_arrives_elsewhere() -> None:
    site = hall(running=True)
    point = other_site(site, computers=3)
    one = person(site, table(site), table(site, online=True))
    sent(site, now=oclock(7, 30))
    check_in(
        session=site.session, site=point, registration=one, by=staff("front_desk", point.centre), now=oclock(7, 40)
    )
    assert set(QueueTicket.objects.values_list("channel", flat=True)) == {"online"}


def test_an_enterprise_nobody_chose_is_booked_only_after_a_yes() -> None:
    site = hall(running=True)
    one = person(site, table(site))
    sent(site, now=oclock(7, 30))
    one.appointments.update(wished=False)
    one.wishes.all().delete()
    check_in(session=site.session, site=site, registration=one, by=staff("front_desk", site.centre), now=oclock(7, 40))
    assert not QueueTicket.objects.exists()
    appointing.confirm(registration=one, by=one.seeker.account, now=oclock(7, 41))
    assert QueueTicket.objects.get().due_at == one.appointments.get().starts


def test_only_times_that_were_seen_are_confirmed() -> None:
    site = hall()
    one = person(site, table(site), table(site))
    sent(site)
    first, second = one.appointments.order_by("starts")
    appointing.confirm(registration=one, seen=[first.pk], by=one.seeker.account, now=NOON)
    assert list(one.appointments.order_by("starts").values_list("state", flat=True)) == [A.CONFIRMED, A.PROPOSED]
    assert second.pk != first.pk
