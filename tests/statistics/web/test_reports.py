import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.fairs.models import FairSession
from nhipcau.interviews.models import Stage
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.fairs.factories import FairSessionFactory
from tests.statistics.test_freezing import met_at

PAGES = ("statistics:report", "statistics:report-pdf", "statistics:report-sheet")


@pytest.fixture
def session(db: None) -> FairSession:
    return FairSessionFactory(closed=True)


@pytest.fixture
def manager(client: Client, session: FairSession) -> Client:
    return sign_in(client, staff(Role.MANAGER, session.centre))


def test_the_page_shows_the_five_figures_with_their_definitions(manager: Client, session: FairSession) -> None:
    met_at(session, Stage.OFFER_ACCEPTED)

    figures = manager.get(reverse("statistics:report", args=[session.pk])).context["paper"].figures

    assert [figure.number for figure in figures] == ["0", "0", "1", "1", "1"]
    assert all(figure.definition for figure in figures)


def test_the_pdf_is_one_and_the_sheet_carries_the_same_figures(manager: Client, session: FairSession) -> None:
    met_at(session, Stage.SECOND_INTERVIEW)

    pdf = manager.get(reverse("statistics:report-pdf", args=[session.pk]))
    book = openpyxl.load_workbook(
        io.BytesIO(manager.get(reverse("statistics:report-sheet", args=[session.pk])).content)
    )

    assert pdf.content.startswith(b"%PDF-")
    assert [row[1].value for row in book.worksheets[0].iter_rows(min_row=4, max_row=8)] == [0, 0, 1, 1, 1]
    assert len(book.worksheets) == 9


@pytest.mark.parametrize("page", PAGES)
def test_another_centres_report_is_not_found(client: Client, session: FairSession, page: str) -> None:
    sign_in(client, staff(Role.MANAGER))
    assert client.get(reverse(page, args=[session.pk])).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_the_front_desk_reads_no_report(client: Client, session: FairSession, page: str) -> None:
    sign_in(client, staff(Role.FRONT_DESK, session.centre))
    assert client.get(reverse(page, args=[session.pk])).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_or_many(
    client: Client, session: FairSession, number: int, django_assert_num_queries: object
) -> None:
    sign_in(client, staff(Role.MANAGER, session.centre))
    sessions = [session, *FairSessionFactory.create_batch(number - 1, closed=True, centre=session.centre)]
    FairSessionFactory(closed=True)

    with django_assert_num_queries(10):
        page = client.get(reverse("statistics:reports"))

    assert {each.pk for each in page.context["sessions"]} == {each.pk for each in sessions}


@pytest.mark.parametrize("people", [1, 3])
def test_a_report_costs_the_same_for_one_or_many_people(
    manager: Client, session: FairSession, people: int, django_assert_num_queries: object
) -> None:
    for _person in range(people):
        met_at(session, Stage.POOL)
    with django_assert_num_queries(20):
        manager.get(reverse("statistics:report", args=[session.pk]))
