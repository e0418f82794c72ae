"""Who may plan what, what it needs, and how it is called off."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.gatherings.actions import Refused, call_off, change_gathering, plan_gathering
from nhipcau.gatherings.models import Gathering, Kind, Member, State
from nhipcau.gatherings.rules.planning import GatheringData
from nhipcau.vacancies.models import Vacancy
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, recruiter
from tests.gatherings.factories import PAPERS, TOMORROW, GatheringFactory, MemberFactory
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db


def data(**more: Any) -> GatheringData:
    said: dict[str, Any] = {
        "kind": Kind.TALK,
        "title": " Đi  Nhật ",
        "starts_at": TOMORROW,
        "minutes": 60,
        "capacity": 100,
    }
    return GatheringData(**(said | more))


def group(**more: Any) -> GatheringData:
    return data(**({"kind": Kind.GROUP, "capacity": 8, "partner_zone": "Asia/Tokyo"} | more))


def plan(data: GatheringData, employer: Employer, by: User) -> Gathering:
    return plan_gathering(data=data, employer=employer, centre=employer.centre, by=by, now=NOON)


@pytest.fixture
def employer() -> Employer:
    made: Employer = EmployerFactory()
    return made


@pytest.fixture
def licensed(employer: Employer) -> Vacancy:
    made: Vacancy = VacancyFactory(employer=employer, on_board=True, abroad=True)
    return made


def test_staff_plan_a_talk_of_the_centre_and_it_is_in_the_audit_book() -> None:
    centre = CentreFactory()
    made = plan_gathering(data=data(), employer=None, centre=centre, by=staff(Role.OPERATOR, centre), now=NOON)

    assert (made.title, made.state, made.papers, made.employer) == ("Đi Nhật", State.PLANNED, [], None)
    assert len(made.room) == 24
    assert AuditRecord.objects.get(action="gathering.plan").centre_id == centre.pk


def test_a_group_interview_for_work_abroad_asks_for_the_usual_papers(employer: Employer, licensed: Vacancy) -> None:
    made = plan(group(vacancy=licensed), employer, recruiter(employer))

    assert sorted(made.papers) == sorted(PAPERS)
    assert made.vacancy == licensed


@pytest.mark.parametrize("papers", [None, "", "another"])
def test_without_licence_and_approval_nobody_is_interviewed_for_work_abroad(
    employer: Employer, papers: str | None
) -> None:
    """No opening, one that is not on the board because its papers are missing, one of another enterprise."""
    vacancy = {
        None: lambda: None,
        "": lambda: VacancyFactory(employer=employer, abroad=True, abroad_papers=""),
        "another": lambda: VacancyFactory(on_board=True, abroad=True),
    }[papers]()

    with pytest.raises(Refused) as refusal:
        plan(group(vacancy=vacancy), employer, recruiter(employer))

    words = "This opening is of another enterprise." if papers == "another" else "Law 69/2020"
    assert words in refusal.value.reasons[0]
    assert not Gathering.objects.exists()


def test_the_centre_itself_interviews_for_a_programme_of_the_state_without_a_licence() -> None:
    """Article 5 of Law 69/2020: a public unit sends people by an agreement."""
    centre = CentreFactory()
    made = plan_gathering(data=group(), employer=None, centre=centre, by=staff(Role.OPERATOR, centre), now=NOON)

    assert made.partner_zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": "  "}, "Please write a title."),
        ({"starts_at": NOON}, "This time has passed. Choose a later one."),
        ({"starts_at": NOON + timedelta(days=400)}, "That is more than a year away."),
        ({"minutes": 4}, "It lasts 5 minutes to 8 hours."),
        ({"capacity": 501}, "There are places for 1 to 500 people."),
        ({"capacity": 0}, "There are places for 1 to 500 people."),
        ({"partner_zone": "Mars/Olympus"}, "This time zone is not on the list."),
        ({"papers": ("blood",)}, "This paper is not on the list."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_planned(employer: Employer, wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused) as refusal:
        plan(data(**wrong), employer, recruiter(employer))

    assert refusal.value.reasons == [words]
    assert not Gathering.objects.exists()


def test_nobody_plans_for_another_enterprise_or_centre(employer: Employer) -> None:
    for stranger in (recruiter(), staff(Role.OPERATOR), staff(Role.FRONT_DESK, employer.centre)):
        with pytest.raises(PermissionDenied):
            plan(data(), employer, stranger)
    assert not Gathering.objects.exists()


def test_at_another_time_everybody_is_told_anew() -> None:
    talk = GatheringFactory()
    member = MemberFactory(gathering=talk, told_day_before=NOON)

    later = TOMORROW + timedelta(days=1)
    changed = change_gathering(
        gathering=talk, data=data(starts_at=later), by=staff(Role.OPERATOR, talk.centre), now=NOON
    )

    assert changed.starts_at == later
    assert Member.objects.get(pk=member.pk).told_day_before is None


def test_it_is_not_made_smaller_than_those_who_have_a_place() -> None:
    talk = GatheringFactory(capacity=5)
    MemberFactory.create_batch(3, gathering=talk)

    with pytest.raises(Refused, match=r"3 people have a place already\."):
        change_gathering(gathering=talk, data=data(capacity=2), by=staff(Role.OPERATOR, talk.centre), now=NOON)
    assert Gathering.objects.get().capacity == 5


def test_calling_it_off_says_why_and_is_done_once() -> None:
    talk = GatheringFactory()
    operator = staff(Role.OPERATOR, talk.centre)
    with pytest.raises(Refused):
        call_off(gathering=talk, because=" ", by=operator, now=NOON)
    for _press in range(2):
        call_off(gathering=talk, because="Đối tác hoãn chuyến.", by=operator, now=NOON)

    talk.refresh_from_db()
    assert (talk.state, talk.called_off_because) == (State.CANCELLED, "Đối tác hoãn chuyến.")
    assert AuditRecord.objects.filter(action="gathering.call_off").count() == 1
