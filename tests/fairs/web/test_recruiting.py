from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.employers.models import Employer
from nhipcau.fairs.models import FairSession, Participation
from nhipcau.interviews.models import Desk
from nhipcau.vacancies.models import Vacancy
from tests.employers.factories import EmployerFactory, RecruiterFactory, recruiter
from tests.fairs.factories import FairSessionFactory, ParticipationFactory, SessionSiteFactory, SessionVacancyFactory
from tests.fairs.web.conftest import cost_of, opened_by
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db
MINE = reverse("fairs:for-recruiters")


@pytest.fixture
def employer(db: None) -> Employer:
    return EmployerFactory()


@pytest.fixture
def opening(employer: Employer) -> Vacancy:
    return VacancyFactory(on_board=True, employer=employer, headcount=50)


@pytest.fixture
def hirer(employer: Employer) -> Client:
    return opened_by(recruiter(employer))


def sent(session: FairSession, opening: Vacancy) -> dict[str, Any]:
    said: dict[str, Any] = {"opening": [opening.pk], f"headcount-{opening.pk}": "20"}
    return said | {"site": session.sites.get().pk, "interviewers": "2", "online": "1"}


def test_the_list_costs_the_same_for_one_fair_or_many(hirer: Client, employer: Employer) -> None:
    def one_of_each() -> None:
        SessionSiteFactory()
        SessionVacancyFactory(participation__employer=employer)

    one_of_each()
    alone = cost_of(hirer, MINE)
    for _n in range(2):
        one_of_each()

    assert cost_of(hirer, MINE) == alone
    page = hirer.get(MINE)
    assert (len(page.context["coming"]), len(page.context["rows"])) == (3, 3)


def test_the_application_costs_the_same_for_one_opening_or_many(
    hirer: Client, session: FairSession, opening: Vacancy
) -> None:
    apply = reverse("fairs:apply", args=[session.pk])
    alone = cost_of(hirer, apply)

    VacancyFactory.create_batch(2, on_board=True, employer=opening.employer)

    assert cost_of(hirer, apply) == alone
    assert len(hirer.get(apply).context["lines"]) == 3


def test_a_recruiter_brings_own_openings_to_a_session(hirer: Client, session: FairSession, opening: Vacancy) -> None:
    VacancyFactory(on_board=True)
    apply = reverse("fairs:apply", args=[session.pk])
    assert [line.vacancy for line in hirer.get(apply).context["lines"]] == [opening]

    response = hirer.post(apply, sent(session, opening))

    participation = Participation.objects.get()
    assert response.headers["Location"] == reverse("fairs:participation", args=[participation.pk])
    assert (participation.state, participation.online, participation.interviewers) == ("applied", True, 2)
    assert participation.vacancies.values_list("vacancy", "headcount").get() == (opening.pk, 20)


def test_a_refused_application_keeps_what_was_typed(hirer: Client, session: FairSession, opening: Vacancy) -> None:
    response = hirer.post(
        reverse("fairs:apply", args=[session.pk]),
        sent(session, opening) | {f"headcount-{opening.pk}": "51", "interviewers": "7"},
    )

    assert response.status_code == 409
    assert 'value="51"' in response.text
    assert 'value="7"' in response.text
    assert "chỉ cần nhiều nhất 50 người" in response.text
    assert not Participation.objects.exists()


def test_an_enterprise_that_waits_for_verification_reads_it_before_typing(session: FairSession) -> None:
    opening = VacancyFactory(on_board=True, employer=EmployerFactory(waiting=True))

    page = opened_by(recruiter(opening.employer)).get(reverse("fairs:apply", args=[session.pk]))

    assert "Trung tâm chưa xác minh doanh nghiệp." in page.text


def test_without_an_opening_the_page_leads_to_putting_one_in(hirer: Client, session: FairSession) -> None:
    page = hirer.get(reverse("fairs:apply", args=[session.pk]))

    assert "Doanh nghiệp chưa có việc làm nào đang tuyển" in page.text


def test_openings_of_others_are_not_taken_from_the_form(hirer: Client, session: FairSession, opening: Vacancy) -> None:
    foreign = VacancyFactory(on_board=True)
    both = sent(session, opening) | {"opening": [opening.pk, foreign.pk], f"headcount-{foreign.pk}": "5"}

    hirer.post(reverse("fairs:apply", args=[session.pk]), both)

    assert list(Participation.objects.get().vacancies.values_list("vacancy", flat=True)) == [opening.pk]


def test_who_recruits_for_two_enterprises_chooses_one(hirer: Client, session: FairSession, employer: Employer) -> None:
    other = VacancyFactory(on_board=True)
    RecruiterFactory(user=employer.recruiters.get().user, employer=other.employer)

    page = hirer.get(reverse("fairs:apply", args=[session.pk]), {"enterprise": other.employer.pk})

    assert page.context["employer"] == other.employer
    assert [line.vacancy for line in page.context["lines"]] == [other]
    stranger = EmployerFactory()
    assert hirer.get(reverse("fairs:apply", args=[session.pk]), {"enterprise": stranger.pk}).status_code == 404


def test_the_page_of_a_participation_has_table_numbers_and_the_way_to_the_desk(
    hirer: Client, employer: Employer
) -> None:
    session = SessionSiteFactory(session=FairSessionFactory(running=True)).session
    participation = ParticipationFactory(session=session, site=session.sites.get(), employer=employer)
    place = session.sites.get().place
    seat = {"occasion_kind": "fair", "occasion_id": session.pk, "employer": employer, "centre": session.centre}
    Desk.objects.create(**seat, place=place, channel="onsite", number=12)
    page = reverse("fairs:participation", args=[participation.pk])
    step = reverse("fairs:participation-step", args=[participation.pk])

    assert hirer.get(page).context["seat"].tables == [12]
    assert hirer.post(step, {"step": "arrive"}).headers["Location"] == page

    assert reverse("interviews:desks") in hirer.get(page).text
    participation.refresh_from_db()
    assert participation.state == "present"
    refused = hirer.post(step, {"step": "withdraw"})
    assert refused.status_code == 409
    assert hirer.post(step, {"step": "dance"}).status_code == 404


def test_another_enterprise_gets_nothing_of_it(foreign_recruiter: Client, session: FairSession) -> None:
    participation = ParticipationFactory(session=session, site=session.sites.get())

    page = foreign_recruiter.get(reverse("fairs:participation", args=[participation.pk]))
    step = foreign_recruiter.post(reverse("fairs:participation-step", args=[participation.pk]), {"step": "withdraw"})

    assert (page.status_code, step.status_code) == (404, 404)
    participation.refresh_from_db()
    assert participation.state == "approved"
    assert participation.employer.name not in foreign_recruiter.get(MINE).text


def test_staff_are_not_recruiters(operator: Client, session: FairSession) -> None:
    assert operator.get(MINE).status_code == 403
    assert operator.post(reverse("fairs:apply", args=[session.pk])).status_code == 403
