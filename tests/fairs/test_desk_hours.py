"""An enterprise narrows its hours after people were told their times: it sees whose, and they hear of it."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from nhipcau.fairs.actions.appointing import confirm
from nhipcau.fairs.actions.desk_hours import Hours, TimesOutside, set_desk_hours
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import Appointment, DeskHours, SessionSite, SessionVacancy, TimesLine
from nhipcau.fairs.queries.cockpit import cockpit
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.outbox import api as outbox
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.timetabling.fair import booked, desk_of, hall, made, oclock, operator_of, person, sent, table, told
from tests.fairs.web.conftest import opened_by

pytestmark = pytest.mark.django_db
A = Appointment.State


@pytest.fixture
def site() -> SessionSite:
    return hall()


@pytest.fixture
def brought(site: SessionSite) -> SessionVacancy:
    return table(site)


@pytest.fixture
def three(site: SessionSite, brought: SessionVacancy) -> list[Appointment]:
    """Proposed at 8:00, confirmed at 8:15, and one within the new hours."""
    rows = [booked(person(site, brought), brought, oclock(*at)) for at in ((8, 0), (8, 15), (11, 0))]
    confirm(registration=rows[1].registration, by=rows[1].registration.seeker.account, now=NOON)
    return rows


def narrowed(brought: SessionVacancy, *rows: Appointment, by: Any = None) -> int:
    hours = [Hours(desk_of(brought), oclock(11), oclock(11, 30), 15)]
    return set_desk_hours(
        participation=brought.participation,
        hours=hours,
        given_up=[one.pk for one in rows],
        by=by or recruiter(brought.participation.employer),
        now=NOON,
    )


def states_of(rows: list[Appointment]) -> list[tuple[str, str]]:
    return [Appointment.objects.values_list("state", "because").get(pk=one.pk) for one in rows]


def test_what_falls_outside_is_said_and_nothing_is_saved(brought: SessionVacancy, three: list[Appointment]) -> None:
    for seen in ((), three[:1]):
        with pytest.raises(TimesOutside) as trouble:
            narrowed(brought, *seen)
        assert trouble.value.times == three[:2]

    assert not DeskHours.objects.exists()
    assert states_of(three) == [(A.PROPOSED, ""), (A.CONFIRMED, ""), (A.PROPOSED, "")]
    assert not AuditRecord.objects.filter(action="participation.hours").exists()


def test_when_all_of_them_were_seen_they_fall_away_and_people_are_told(
    brought: SessionVacancy, three: list[Appointment]
) -> None:
    narrowed(brought, *three[:2])
    with time_machine.travel(NOON, tick=False):
        outbox.deliver_waiting()

    assert states_of(three) == [(A.WITHDRAWN, "hours"), (A.WITHDRAWN, "hours"), (A.PROPOSED, "")]
    assert DeskHours.objects.get().starts == oclock(11)
    waiting = TimesLine.objects.filter(state="waiting").values_list("registration", flat=True)
    assert set(waiting) == {one.registration_id for one in three[:2]}


def test_the_next_timetable_asks_whoever_had_confirmed_again(
    site: SessionSite, brought: SessionVacancy, three: list[Appointment]
) -> None:
    narrowed(brought, *three[:2])

    sent(site)

    again = three[1].registration.appointments.get(state__in=(A.PROPOSED, A.CONFIRMED))
    assert (again.state, again.starts) == (A.PROPOSED, oclock(11, 15))


def test_hours_that_leave_nobody_outside_need_no_word(brought: SessionVacancy, three: list[Appointment]) -> None:
    wide = [Hours(desk_of(brought), oclock(8), oclock(11, 15), 15)]
    by = recruiter(brought.participation.employer)

    assert set_desk_hours(participation=brought.participation, hours=wide, by=by, now=NOON) == 1

    assert states_of(three) == [(A.PROPOSED, ""), (A.CONFIRMED, ""), (A.PROPOSED, "")]


def test_hours_that_cannot_be_give_nobody_up(brought: SessionVacancy, three: list[Appointment]) -> None:
    wrong = [Hours(desk_of(brought), oclock(11), oclock(6), 15)]

    with pytest.raises(Refused):
        set_desk_hours(
            participation=brought.participation,
            hours=wrong,
            given_up=[one.pk for one in three],
            by=recruiter(brought.participation.employer),
            now=NOON,
        )

    assert states_of(three) == [(A.PROPOSED, ""), (A.CONFIRMED, ""), (A.PROPOSED, "")]


def test_a_timetable_that_was_made_before_lays_nobody_outside_the_hours(
    site: SessionSite, brought: SessionVacancy
) -> None:
    one = person(site, brought)
    timetable = made(site)
    assert timetable.appointments.get().starts < oclock(11)
    narrowed(brought)

    timetable = told(timetable, site)

    assert timetable.unlaid == {"hours": 1}
    assert not one.appointments.exists()


def form_of(brought: SessionVacancy) -> dict[str, str]:
    prefix = f"ban-{desk_of(brought).pk}"
    return {f"{prefix}-starts": "11:00", f"{prefix}-ends": "11:30", f"{prefix}-slot_minutes": "15"}


def test_the_recruiter_reads_which_before_saving_and_the_operator_afterwards(
    site: SessionSite, brought: SessionVacancy, three: list[Appointment]
) -> None:
    me = opened_by(recruiter(brought.participation.employer))
    address = reverse("fairs:desk-hours", args=[brought.participation_id])

    asked = me.post(address, form_of(brought))
    assert asked.status_code == 409
    assert "2 người đã được báo giờ ngoài khung giờ này" in asked.text
    assert not DeskHours.objects.exists()
    seen = " ".join(str(one.pk) for one in three[:2])
    assert me.post(address, {**form_of(brought), "given_up": seen}).status_code == 302

    operator = opened_by(operator_of(site))
    name = brought.participation.employer.name
    assert f"{name}: 2 người mất giờ với họ" in operator.get(reverse("fairs:timetable", args=[site.session_id])).text
    site.session.state, site.session.opened_at = "running", oclock(7)
    site.session.save(update_fields=["state", "opened_at"])
    [decision] = [one for one in cockpit(site.session, now=oclock(7, 15)).decisions if one.kind == "hours"]
    assert decision.waiting == 2


def test_the_operator_sets_the_hours_of_an_enterprise(site: SessionSite, brought: SessionVacancy) -> None:
    operator: Client = opened_by(operator_of(site))
    page = operator.get(reverse("fairs:timetable-enterprise", args=[brought.participation_id])).text
    address = reverse("fairs:enterprise-hours", args=[brought.participation_id])
    assert address in page

    answer = operator.post(address, form_of(brought), follow=True)

    assert answer.redirect_chain == [(address, 302)]
    assert DeskHours.objects.get().starts == oclock(11)
    assert opened_by(operator_of(hall())).post(address, form_of(brought)).status_code == 404
