import pytest
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.vacancies.models import Complaint, Status
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.employers.counting import queries_of
from tests.employers.factories import EmployerFactory, recruiter
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db
DESK, REPORTS = reverse("vacancies:review-desk"), reverse("vacancies:complaints")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def employer():
    return EmployerFactory(centre=CentreFactory())


@pytest.fixture
def desk(client, employer):
    return sign_in(client, staff(Role.COUNSELLOR, employer.centre))


def test_the_desk_costs_the_same_for_one_or_many_and_shows_its_own_centre(desk, employer):
    first = VacancyFactory(employer=employer)
    VacancyFactory()
    VacancyFactory(employer=employer, on_board=True)
    cost_of_one = queries_of(desk, DESK)
    more = VacancyFactory.create_batch(2, employer=EmployerFactory(centre=employer.centre))

    assert queries_of(desk, DESK) == cost_of_one
    assert [line["vacancy"] for line in desk.get(DESK).context["rows"]] == [first, *more]


def test_the_reviewer_sees_words_that_turn_people_away(desk, employer):
    row = VacancyFactory(employer=employer, requirements="Chỉ tuyển nữ")

    assert "“chỉ tuyển nữ”" in desk.get(DESK).text
    assert "“chỉ tuyển nữ”" in desk.get(reverse("vacancies:review", args=[row.pk])).text


def test_publishing_with_htmx_swaps_one_row_and_says_why_not(desk, employer):
    good = VacancyFactory(employer=employer)
    lacking = VacancyFactory(employer=employer, pay_from=None, pay_to=None)

    done = desk.post(reverse("vacancies:publish", args=[good.pk]), headers=HTMX)
    refused = desk.post(reverse("vacancies:publish", args=[lacking.pk]), headers=HTMX)

    assert (done.text.count("<tr"), done.text.count('role="alert"')) == (1, 0)
    assert (refused.text.count("<tr"), refused.text.count('role="alert"')) == (1, 1)
    good.refresh_from_db()
    lacking.refresh_from_db()
    assert (good.status, lacking.status) == (Status.OPEN, Status.SUBMITTED)


def test_publishing_without_javascript_returns_to_the_desk(desk, employer):
    good = VacancyFactory(employer=employer)
    lacking = VacancyFactory(employer=employer, pay_from=None, pay_to=None)

    for row in (good, lacking):
        response = desk.post(reverse("vacancies:publish", args=[row.pk]))
        assert response.headers["Location"] == DESK


def test_sending_back_needs_a_note(desk, employer):
    row = VacancyFactory(employer=employer)
    url = reverse("vacancies:return", args=[row.pk])

    assert desk.post(url, {"note": ""}).status_code == 422
    row.refresh_from_db()
    assert row.status == Status.SUBMITTED

    desk.post(url, {"note": "Ghi rõ ca làm"})
    row.refresh_from_db()
    assert (row.status, row.review_note) == (Status.RETURNED, "Ghi rõ ca làm")


def test_the_desk_closes_an_opening_and_a_closed_one_is_not_sent_back(desk, employer):
    row = VacancyFactory(employer=employer, on_board=True)

    desk.post(reverse("vacancies:review-close", args=[row.pk]))
    desk.post(reverse("vacancies:return", args=[row.pk]), {"note": "Sai"})

    row.refresh_from_db()
    assert row.status == Status.CLOSED


@pytest.mark.parametrize("name", ["review", "publish", "return", "review-close"])
def test_an_opening_of_another_centre_is_not_there(desk, name):
    row = VacancyFactory()
    url = reverse(f"vacancies:{name}", args=[row.pk])

    answers = {desk.get(url).status_code, desk.post(url, {"note": "x"}).status_code}

    assert answers <= {404, 405}
    row.refresh_from_db()
    assert row.status == Status.SUBMITTED


@pytest.mark.parametrize("url", [DESK, REPORTS, reverse("vacancies:asks")])
def test_recruiters_and_visitors_do_not_come_to_the_desk(client, url):
    assert client.get(url).status_code == 302
    sign_in(client, recruiter())
    assert client.get(url).status_code == 403


def test_reports_are_read_and_answered_at_their_own_centre(desk, employer):
    mine = VacancyFactory(employer=employer, on_board=True)
    report = Complaint.objects.create(vacancy=mine, kind="money", words="Đòi tiền", made_at=NOON)
    other = Complaint.objects.create(vacancy=VacancyFactory(on_board=True), kind="false", made_at=NOON)
    cost_of_one = queries_of(desk, REPORTS)
    Complaint.objects.create(vacancy=VacancyFactory(employer=employer), kind="pay", made_at=NOON)

    assert queries_of(desk, REPORTS) == cost_of_one
    desk.post(reverse("vacancies:answer-complaint", args=[report.pk]), {"answer": " "})
    desk.post(reverse("vacancies:answer-complaint", args=[report.pk]), {"answer": "Đã gỡ"})
    answer = desk.post(reverse("vacancies:answer-complaint", args=[other.pk]), {"answer": "Đã gỡ"})

    report.refresh_from_db()
    assert (report.answer, report.handled_at, answer.status_code) == ("Đã gỡ", NOON, 404)
