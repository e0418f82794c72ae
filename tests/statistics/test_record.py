"""Closing a session makes its record: numbered, whole or not at all, and never changed again."""

import hashlib
import json
import re
import zlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import InMemoryStorage, default_storage
from django.db import ProgrammingError, transaction
from django.test import override_settings

from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.files import api as files
from nhipcau.foundation.files.models import StoredFile
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.outbox.models import Delivery
from nhipcau.statistics import api as statistics
from nhipcau.statistics.models import FrozenReport, RecordPaper, SessionRecord
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.fairs.factories import FairSessionFactory
from tests.statistics.day import Day, day

Kind = RecordPaper.Kind
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def closed(made: Day) -> SessionRecord:
    """The operator closes, and the news is delivered."""
    fairs.close_session(session=made.session, by=staff(Role.OPERATOR, made.centre), now=NOON)
    outbox.deliver_waiting()
    return SessionRecord.objects.get(session=made.session)


def frozen(made: Day) -> Any:
    """Closed, with its figures fixed; nobody was told, so no record is made yet."""
    fairs.close_session(session=made.session, by=staff(Role.OPERATOR, made.centre), now=NOON)
    statistics.freeze_report(session=made.session, by=None, now=NOON)
    Delivery.objects.all().delete()
    made.session.refresh_from_db()
    return made.session


def body_of(record: SessionRecord, kind: Kind) -> bytes:
    return files.read(record.papers.get(kind=kind).file)


def test_closing_makes_the_record_with_all_its_papers(db: None) -> None:
    """How long that takes for a full hall is measured by `python -m bench.record`: here the clock stands still."""
    record = closed(day())

    assert {paper.kind for paper in record.papers.all()} == set(Kind.values)
    assert (record.year, record.number, record.closed_at) == (2026, 1, NOON)
    for paper in record.papers.select_related("file"):
        body = files.read(paper.file)
        assert hashlib.sha256(body).hexdigest() == paper.sha256
        assert body.startswith(b"PK" if paper.kind == Kind.REPORT_DOCX else b"%PDF-")


def test_papers_are_made_for_long_keeping(db: None) -> None:
    record = closed(day())

    for kind in set(Kind) - {Kind.REPORT_DOCX}:
        part = b"<pdfaid:part>3" if kind == Kind.INVENTORY else b"<pdfaid:part>1"
        assert part in body_of(record, kind), kind


def test_delivering_twice_makes_one_record(db: None) -> None:
    record = closed(day())

    again = statistics.make_record(session=record.session, by=None, now=NOON + timedelta(hours=1))

    assert again == record
    assert (SessionRecord.objects.count(), RecordPaper.objects.count()) == (1, len(Kind.values))


def test_numbers_run_on_within_the_centre_and_begin_again_with_the_year(db: None) -> None:
    first = day(people=0)
    records = [closed(first)]
    for year in (2026, 2027):
        made = day(people=0, centre=first.centre)
        fairs.close_session(
            session=made.session, by=staff(Role.OPERATOR, made.centre), now=NOON.replace(year=year, month=4)
        )
        outbox.deliver_waiting()
        records.append(SessionRecord.objects.get(session=made.session))

    assert [(each.year, each.number) for each in [*records, closed(day(people=0))]] == [
        (2026, 1),
        (2026, 2),
        (2027, 1),
        (2026, 1),
    ]


def test_the_last_minute_of_the_year_counts_where_the_centre_lives(db: None) -> None:
    """The new year begins here seven hours before it does in the database's own time."""
    made = day(people=0)
    eve = NOON.replace(month=12, day=31, hour=23, minute=59)
    fairs.close_session(session=made.session, by=staff(Role.OPERATOR, made.centre), now=eve)
    outbox.deliver_waiting()
    other = day(people=0, centre=made.centre)
    fairs.close_session(session=other.session, by=staff(Role.OPERATOR, made.centre), now=eve + timedelta(minutes=1))
    outbox.deliver_waiting()

    found = SessionRecord.objects.order_by("pk").values_list("year", "number")
    assert list(found) == [(2026, 1), (2027, 1)]


class FullDisk(InMemoryStorage):
    """Takes four papers, and no fifth."""

    def _save(self, name: str, content: Any) -> str:
        folders = self.listdir("")[0] if self.exists("") else []
        if sum(len(self.listdir(folder)[1]) for folder in folders) >= 4:
            raise OSError("No space left on device")
        return str(super()._save(name, content))


def stored() -> int:
    return sum(len(default_storage.listdir(folder)[1]) for folder in default_storage.listdir("")[0])


def test_when_one_paper_fails_nothing_is_left_and_the_next_try_has_the_same_number(db: None) -> None:
    made = day()
    full = {"default": {"BACKEND": f"{__name__}.FullDisk"}, "staticfiles": {"BACKEND": STATIC}}
    with override_settings(STORAGES=full):
        fairs.close_session(session=made.session, by=staff(Role.OPERATOR, made.centre), now=NOON)
        outbox.deliver_waiting()
        assert stored() == 0

    assert not SessionRecord.objects.exists()
    assert not StoredFile.objects.exists()
    assert FrozenReport.objects.filter(session=made.session).exists()
    waiting = Delivery.objects.get(state=Delivery.State.WAITING)
    assert "No space left" in waiting.last_error
    assert outbox.deliver(waiting.pk, now=NOON) == Delivery.State.DONE
    assert SessionRecord.objects.get().number == 1
    assert RecordPaper.objects.count() == len(Kind.values)


STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"


def test_what_is_made_stays(db: None) -> None:
    record = closed(day(people=0))

    for change in (
        lambda: SessionRecord.objects.update(number=7),
        lambda: RecordPaper.objects.update(sha256="0" * 64),
        lambda: RecordPaper.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()

    record.refresh_from_db()
    assert record.number == 1
    assert record.papers.count() == len(Kind.values)


def test_a_session_whose_report_is_not_fixed_has_no_record(db: None) -> None:
    session = FairSessionFactory(closed=True)
    manager = staff(Role.MANAGER, session.centre)

    with pytest.raises(statistics.CannotMake) as refusal:
        statistics.make_record(session=session, by=manager, now=NOON)

    assert len(refusal.value.reasons) == 1
    assert not SessionRecord.objects.exists()


@pytest.mark.parametrize("role", [Role.ARCHIVE, Role.FRONT_DESK, Role.COUNSELLOR])
def test_who_does_not_run_fairs_makes_no_record(db: None, role: Role) -> None:
    session = frozen(day(people=0))

    with pytest.raises(PermissionDenied):
        statistics.make_record(session=session, by=staff(role, session.centre), now=NOON)
    with pytest.raises(PermissionDenied):
        statistics.make_record(session=session, by=staff(Role.MANAGER), now=NOON)

    assert not SessionRecord.objects.exists()
    assert statistics.make_record(session=session, by=staff(Role.MANAGER, session.centre), now=NOON).number == 1


def test_every_paper_taken_is_in_the_audit_book(db: None) -> None:
    record = closed(day(people=0))
    paper = record.papers.get(kind=Kind.REPORT)
    manager = staff(Role.MANAGER, record.centre)

    body = statistics.read_paper(paper=paper, by=manager, now=NOON)

    assert body.startswith(b"%PDF-")
    line = AuditRecord.objects.get(action="record.download")
    assert (line.by, line.details) == (manager, {"paper": "report"})


def test_the_archive_clerk_takes_what_names_nobody(db: None) -> None:
    record = closed(day(people=0))
    clerk = staff(Role.ARCHIVE, record.centre)

    assert statistics.read_paper(paper=record.papers.get(kind=Kind.RESULTS), by=clerk, now=NOON)
    with pytest.raises(PermissionDenied):
        statistics.read_paper(paper=record.papers.get(kind=Kind.PEOPLE), by=clerk, now=NOON)

    assert AuditRecord.objects.filter(action="record.download").count() == 1


def test_the_inventory_carries_the_entry_for_the_archive(db: None) -> None:
    record = closed(day())
    found = [unpacked(stream) for stream in STREAM.findall(body_of(record, Kind.INVENTORY))]

    entry = json.loads(next(data for data in found if data.startswith(b"{")))

    assert entry == record.manifest
    assert entry["code"] == f"{record.centre.code}.2026.PGD.0001"
    assert [paper["sha256"] for paper in entry["papers"]] == [
        paper.sha256 for paper in record.papers.exclude(kind=Kind.INVENTORY).order_by("pk")
    ]
    assert entry["pages"] == sum(paper["pages"] or 0 for paper in entry["papers"]) > 5


def unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream
