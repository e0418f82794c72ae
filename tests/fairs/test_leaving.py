"""An enterprise leaves during the fair: nobody waits for it, everybody hears of it; or it comes back and nothing is lost."""

from datetime import datetime

import pytest
import time_machine
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions.appointing import confirm
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import Appointment, Participation, Registration, SessionSite, SessionVacancy, TimesLine
from nhipcau.fairs.queries.cockpit import cockpit
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import ENDED, QueueTicket
from tests.centres.factories import staff
from tests.employers.factories import recruiter
from tests.fairs.timetabling.fair import desk_of, hall, oclock, operator_of, person, sent, table
from tests.fairs.web.conftest import opened_by

pytestmark = pytest.mark.django_db
GOES = oclock(7, 42)


@pytest.fixture
def site() -> SessionSite:
    return hall(running=True)


@pytest.fixture
def brought(site: SessionSite) -> SessionVacancy:
    return table(site)


@pytest.fixture
def people(site: SessionSite, brought: SessionVacancy) -> list[Registration]:
    """Three who are here, each with a confirmed time with the same enterprise."""
    three = [person(site, brought) for _each in range(3)]
    sent(site, now=oclock(7, 31))
    clerk = staff(Role.FRONT_DESK, site.centre)
    for one in three:
        fairs.check_in(session=site.session, site=site, registration=one, by=clerk, now=oclock(7, 40))
        confirm(registration=one, by=one.seeker.account, now=oclock(7, 41))
    return three


def leaves(brought: SessionVacancy, by: User, *, now: datetime = GOES) -> Participation:
    return fairs.leave(participation=brought.participation, by=by, now=now)


def test_its_tables_close_its_queue_ends_and_everybody_is_told(
    site: SessionSite, brought: SessionVacancy, people: list[Registration]
) -> None:
    assert QueueTicket.objects.filter(due_at__isnull=False).count() == 3
    TimesLine.objects.update(state="told")

    leaves(brought, operator_of(site))
    with time_machine.travel(GOES, tick=False):
        outbox.deliver_waiting()

    assert desk_of(brought).closed_at == GOES
    assert set(QueueTicket.objects.values_list("state", "employer_gone")) == {("unserved", True)}
    assert set(Appointment.objects.values_list("state", "because")) == {("withdrawn", "enterprise")}
    assert set(TimesLine.objects.values_list("registration", "state")) == {(one.pk, "waiting") for one in people}


def test_the_cockpit_says_who_lost_a_time_until_they_have_another(
    site: SessionSite, brought: SessionVacancy, people: list[Registration]
) -> None:
    other = table(site)
    leaves(brought, operator_of(site))

    seen = cockpit(site.session, now=GOES)
    [decision] = [one for one in seen.decisions if one.kind == "left"]
    assert (decision.participation, decision.waiting) == (brought.participation, 3)
    assert brought.participation.employer_id not in {line.desk.employer_id for line in seen.lines}
    with time_machine.travel(GOES, tick=False):
        page = opened_by(operator_of(site)).get(reverse("fairs:cockpit", args=[site.session_id])).text
    assert "3 người mất giờ với họ" in page

    for one in people:
        fairs.change_wishes(registration=one, wishes=[brought, other], by=one.seeker.account, now=GOES)
    sent(site, now=oclock(7, 45))
    assert not [one for one in cockpit(site.session, now=oclock(7, 46)).decisions if one.kind == "left"]


def test_who_comes_back_today_loses_nobody(
    site: SessionSite, brought: SessionVacancy, people: list[Registration]
) -> None:
    page = reverse("fairs:leave", args=[brought.participation_id])

    with time_machine.travel(GOES, tick=False):
        answer = opened_by(operator_of(site)).post(page, {"back": "1"}, follow=True)

    assert "nghỉ giải lao: ai cũng giữ nguyên chỗ và giờ" in answer.text
    assert desk_of(brought).paused_at == GOES
    assert Participation.objects.get(pk=brought.participation_id).state == "present"
    assert set(QueueTicket.objects.values_list("state", flat=True)) == {"waiting"}
    assert set(Appointment.objects.values_list("state", flat=True)) == {"confirmed"}


def test_who_left_and_comes_back_has_its_tables_again(site: SessionSite, brought: SessionVacancy) -> None:
    by = recruiter(brought.participation.employer)
    leaves(brought, by)

    fairs.arrive(participation=brought.participation, by=by, now=oclock(9))

    assert desk_of(brought).closed_at is None


def test_nobody_leaves_in_the_middle_of_a_talk(
    site: SessionSite, brought: SessionVacancy, people: list[Registration]
) -> None:
    by = recruiter(brought.participation.employer)
    talk = interviews.call_next(desk=desk_of(brought), by=by, now=oclock(7, 41))
    assert talk is not None
    interviews.start_interview(interview=talk, by=by, now=oclock(7, 41))

    with pytest.raises(Refused):
        leaves(brought, operator_of(site))

    assert desk_of(brought).closed_at is None
    assert QueueTicket.objects.exclude(state__in=ENDED).count() == 3
    assert not Appointment.objects.filter(because="enterprise").exists()


@pytest.mark.parametrize("who", ["site officer", "recruiter"])
def test_the_site_and_the_enterprise_may_say_it_too(
    site: SessionSite, brought: SessionVacancy, people: list[Registration], who: str
) -> None:
    by = recruiter(brought.participation.employer) if who == "recruiter" else staff(Role.SITE_OFFICER, site.centre)

    assert leaves(brought, by).state == "left"

    assert not QueueTicket.objects.exclude(state__in=ENDED).exists()


def test_the_row_of_the_enterprise_asks_before_it_is_noted(site: SessionSite, brought: SessionVacancy) -> None:
    page = opened_by(operator_of(site)).get(reverse("fairs:enterprises", args=[site.session_id])).text

    assert "Hôm nay không quay lại" in page
    assert "Lát nữa họ quay lại" in page
