"""The pages of records: by year, each paper counted again, and each one that is taken written down."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from docx import Document

from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.outbox.models import Delivery
from nhipcau.site.waiting import tasks_of
from nhipcau.statistics import api as statistics
from nhipcau.statistics.models import RecordPaper, SessionRecord
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.fairs.factories import FairSessionFactory
from tests.statistics.day import day, host

Kind = RecordPaper.Kind
LIST = reverse("statistics:records")


@pytest.fixture
def record(db: None) -> SessionRecord:
    made = day(people=3, enterprises=1)
    fairs.close_session(session=made.session, by=staff(Role.OPERATOR, made.centre), now=NOON)
    outbox.deliver_waiting()
    return SessionRecord.objects.get()


def page_of(record: SessionRecord) -> str:
    return reverse("statistics:record", args=[record.pk])


def taking(record: SessionRecord, kind: Kind) -> str:
    return reverse("statistics:take-paper", args=[record.papers.get(kind=kind).pk])


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.MANAGER])
def test_manager_and_operator_find_all_papers_and_take_them(client: Client, record: SessionRecord, role: Role) -> None:
    sign_in(client, staff(role, record.centre))

    lines = client.get(page_of(record)).context["lines"]

    assert [line.paper.kind for line in lines] == Kind.values
    assert all(line.whole for line in lines)
    for line in lines:
        answer = client.post(reverse("statistics:take-paper", args=[line.paper.pk]))
        opened = "inline" if line.paper.file.name.endswith(".pdf") else "attachment"
        assert answer.headers["Content-Disposition"] == f'{opened}; filename="{line.paper.file.name}"'
        assert len(answer.content) == line.paper.file.size
    assert AuditRecord.objects.filter(action="record.download").count() == len(Kind.values)


def test_the_report_to_be_edited_opens_as_a_document(client: Client, record: SessionRecord) -> None:
    sign_in(client, staff(Role.OPERATOR, record.centre))

    answer = client.post(taking(record, Kind.REPORT_DOCX))

    assert Document(io.BytesIO(answer.content)).core_properties.title.startswith("Báo cáo")
    assert "wordprocessingml" in answer.headers["Content-Type"]


def test_the_archive_clerk_sees_every_paper_but_the_list_of_people(client: Client, record: SessionRecord) -> None:
    sign_in(client, staff(Role.ARCHIVE, record.centre))

    page = client.get(page_of(record))

    assert {line.paper.kind for line in page.context["lines"]} == set(Kind.values) - {Kind.PEOPLE}
    assert client.post(taking(record, Kind.INVENTORY)).status_code == 200
    assert client.post(taking(record, Kind.PEOPLE)).status_code == 404
    assert AuditRecord.objects.filter(action="record.download").count() == 1


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.COUNSELLOR, Role.SITE_OFFICER, Role.SWITCHBOARD, Role.COMMUNE])
def test_other_roles_open_no_record(client: Client, record: SessionRecord, role: Role) -> None:
    sign_in(client, staff(role, record.centre))

    assert client.get(LIST).status_code == 403
    assert client.get(page_of(record)).status_code == 403
    assert client.post(taking(record, Kind.PLAN)).status_code == 403
    assert not AuditRecord.objects.filter(action="record.download").exists()


def test_another_centres_record_is_not_found(client: Client, record: SessionRecord) -> None:
    """Not by the linked centre of the same session either: it has its own figures."""
    linked = record.session.sites.exclude(centre=record.centre).get().centre
    for centre in (host(), linked):
        sign_in(client, staff(Role.MANAGER, centre))
        assert client.get(page_of(record)).status_code == 404
        assert client.post(taking(record, Kind.REPORT)).status_code == 404
        assert list(client.get(LIST).context["page"]) == []


def test_a_paper_changed_on_the_disk_shows_at_once_and_is_not_given_out(client: Client, record: SessionRecord) -> None:
    sign_in(client, staff(Role.MANAGER, record.centre))
    file = record.papers.get(kind=Kind.REPORT).file
    default_storage.delete(file.path)
    default_storage.save(file.path, ContentFile(b"%PDF-1.4 another report"))

    page = client.get(page_of(record))

    assert [line.paper.kind for line in page.context["lines"] if not line.whole] == [Kind.REPORT]
    assert page.context["damaged"] == 1
    assert client.post(taking(record, Kind.REPORT)).headers["Location"] == page_of(record)
    assert not AuditRecord.objects.filter(action="record.download").exists()


def test_a_paper_that_is_gone_from_the_disk_shows_too(client: Client, record: SessionRecord) -> None:
    sign_in(client, staff(Role.MANAGER, record.centre))
    default_storage.delete(record.papers.get(kind=Kind.PLAN).file.path)

    assert client.get(page_of(record)).context["damaged"] == 1
    assert client.post(taking(record, Kind.PLAN)).headers["Location"] == page_of(record)


def test_the_report_leads_to_the_record_and_making_it_is_offered_only_while_there_is_none(
    client: Client, db: None
) -> None:
    session = FairSessionFactory(closed=True, centre=host())
    statistics.freeze_report(session=session, by=None, now=NOON)
    Delivery.objects.all().delete()
    sign_in(client, staff(Role.MANAGER, session.centre))
    report, make = (reverse(f"statistics:{name}", args=[session.pk]) for name in ("report", "make-record"))
    assert client.get(report).text.count(f'action="{make}"') == 1

    answer = client.post(make)

    made = SessionRecord.objects.get()
    assert answer.headers["Location"] == page_of(made)
    page = client.get(report).text
    assert (page.count(page_of(made)), page.count(make)) == (1, 0)


def test_nothing_is_made_while_the_figures_still_move(client: Client, db: None) -> None:
    session = FairSessionFactory(running=True)
    sign_in(client, staff(Role.MANAGER, session.centre))

    answer = client.post(reverse("statistics:make-record", args=[session.pk]))

    assert answer.headers["Location"] == reverse("statistics:report", args=[session.pk])
    assert not SessionRecord.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_or_many(
    client: Client, db: None, number: int, django_assert_num_queries: object
) -> None:
    centre = host()
    for session in FairSessionFactory.create_batch(number, closed=True, centre=centre):
        statistics.freeze_report(session=session, by=None, now=NOON)
    outbox.deliver_waiting()
    sign_in(client, staff(Role.MANAGER, centre))

    with django_assert_num_queries(11):
        page = client.get(LIST)

    assert [each.number for each in page.context["page"]] == list(range(number, 0, -1))


def test_a_record_costs_the_same_for_any_number_of_people(
    client: Client, record: SessionRecord, django_assert_num_queries: object
) -> None:
    sign_in(client, staff(Role.MANAGER, record.centre))
    with django_assert_num_queries(11):
        client.get(page_of(record))


@pytest.mark.parametrize("people", [1, 7])
def test_making_it_costs_the_same_for_one_person_or_many(
    db: None, people: int, django_assert_num_queries: object
) -> None:
    made = day(people=people, enterprises=1)
    fairs.close_session(session=made.session, by=staff(Role.OPERATOR, made.centre), now=NOON)
    statistics.freeze_report(session=made.session, by=None, now=NOON)
    made.session.refresh_from_db()

    with django_assert_num_queries(31):
        statistics.make_record(session=made.session, by=None, now=NOON)


def test_a_year_is_chosen_and_a_strange_one_is_the_last(client: Client, record: SessionRecord) -> None:
    sign_in(client, staff(Role.MANAGER, record.centre))
    for asked in ("2026", "1999", "năm"):
        assert [each.pk for each in client.get(LIST, {"year": asked}).context["page"]] == [record.pk]


def test_the_managers_first_page_counts_the_records_of_the_week(record: SessionRecord) -> None:
    manager = staff(Role.MANAGER, record.centre)

    line = next(task for task in tasks_of(manager, now=NOON) if task.url == LIST)

    assert (line.count, line.urgent) == (1, False)
