"""Making the record of a session: numbered, all papers or none, never made again."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime
from django.utils.translation import override

from nhipcau.accounts.api import User, require
from nhipcau.centres.api import Centre
from nhipcau.fairs.models import FairSession
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.documents import api as documents
from nhipcau.foundation.files import api as files
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.text.api import words
from nhipcau.statistics import queries
from nhipcau.statistics.events import RecordMade
from nhipcau.statistics.models import RecordPaper, SessionRecord
from nhipcau.statistics.papers.inventory import Made, inventory_paper, manifest
from nhipcau.statistics.papers.lists import enterprises_paper, people_paper, plan_paper, results_paper
from nhipcau.statistics.papers.official import Official, head_of
from nhipcau.statistics.papers.report_paper import report_paper
from nhipcau.statistics.papers.rows import Gathered
from nhipcau.statistics.papers.word_file import word_file
from nhipcau.statistics.rules.record import code_of, next_number, reasons_not_to_make

Kind = RecordPaper.Kind
TEMPLATE: Final = Path(__file__).resolve().parents[1] / "papers" / "record.typ"
PURPOSE: Final = "session_record"  # guarded by nobody: a paper leaves only through read_paper
KINDS: Final = (files.Kind.PDF, files.Kind.DOCX)
MOST_BYTES: Final = 60 * 1024 * 1024


class CannotMake(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def make_record(*, session: FairSession, by: User | None, now: datetime) -> SessionRecord:
    """Set all papers and keep them, or nothing. Once made, the same record is given back. Raises CannotMake.

    `by` is None when closing the session makes it by itself.
    """
    if by is not None:
        require(by, queries.MAY_MAKE, session)
    with files.all_or_none(), override("vi"):
        session = (
            FairSession.objects.select_for_update(of=("self",)).select_related("centre__province").get(pk=session.pk)
        )
        if record := SessionRecord.objects.filter(session=session).first():
            return record
        if reasons := reasons_not_to_make(session):
            raise CannotMake(reasons)
        record = _make(session, by, now)
        audit.record(by=by, action="record.make", target=record, at=now, details={"number": record.number})
        outbox.publish(RecordMade(record_id=record.pk, session_id=session.pk, at=now))
        live.touch(f"fair:{session.pk}")
    return record


@transaction.atomic
def read_paper(*, paper: RecordPaper, by: User, now: datetime) -> bytes:
    """The bytes as they were made, and a line in the audit book. Raises PermissionDenied, or files.Damaged."""
    require(by, queries.MAY_READ, paper.record)
    if paper.kind in queries.WITH_NAMES:
        require(by, queries.MAY_READ_PEOPLE, paper.record)
    audit.record(by=by, action="record.download", target=paper.record, at=now, details={"paper": paper.kind})
    return files.read(paper.file)


def _make(session: FairSession, by: User | None, now: datetime) -> SessionRecord:
    closed = session.closed_at or now
    year = localtime(closed).year
    number = take_number(session.centre_id, year)
    gathered = queries.gather(session)
    bodies = list(_bodies(gathered, number, now))
    made = [_made(kind, body) for kind, body in bodies]
    entry = manifest(gathered, made, code=code_of(session.centre, year, number), now=now)
    inventory = inventory_paper(gathered, head_of(session.centre), entry, now=now)
    body = documents.pdf(TEMPLATE, inventory.plain(), standard="a-3b")
    bodies.append((Kind.INVENTORY, body))
    made.append(_made(Kind.INVENTORY, body))
    record = SessionRecord.objects.create(
        session=session,
        centre_id=session.centre_id,
        year=year,
        number=number,
        closed_at=closed,
        made_at=now,
        manifest=entry,
    )
    for each, (kind, body) in zip(made, bodies, strict=True):
        _keep(record, each, kind, body, by, now)
    return record


def take_number(centre_id: int, year: int) -> int:
    """The next number of this centre's year. Who asks second waits for the first; what is undone leaves no gap."""
    lock(centre_id)
    numbers = SessionRecord.objects.filter(centre_id=centre_id, year=year)
    return next_number(numbers.aggregate(last=Max("number"))["last"])


def lock(centre_id: int) -> None:
    """Rows that point to the centre may be added meanwhile."""
    Centre.objects.select_for_update(no_key=True).get(pk=centre_id)


def _bodies(gathered: Gathered, number: int, now: datetime) -> Iterator[tuple[Kind, bytes]]:
    head = head_of(gathered.session.centre)
    report = report_paper(gathered, head, number=number)
    yield Kind.PLAN, _pdf(plan_paper(gathered, head))
    yield Kind.ENTERPRISES, _pdf(enterprises_paper(gathered, head))
    yield Kind.PEOPLE, _pdf(people_paper(gathered, head))
    yield Kind.RESULTS, _pdf(results_paper(gathered, head))
    yield Kind.REPORT, _pdf(report)
    yield Kind.REPORT_DOCX, word_file(report, now=localtime(now))


def _pdf(paper: Official) -> bytes:
    return documents.pdf(TEMPLATE, paper.plain(), standard="a-1b")


def _made(kind: Kind, body: bytes) -> Made:
    sha256 = hashlib.sha256(body).hexdigest()
    if kind == Kind.REPORT_DOCX:
        return Made(kind, "DOCX", len(body), sha256, None)
    return Made(kind, documents.form_of(body), len(body), sha256, documents.pages_of(body))


def _keep(record: SessionRecord, made: Made, kind: Kind, body: bytes, by: User | None, now: datetime) -> None:
    ending = "docx" if kind == Kind.REPORT_DOCX else "pdf"
    name = "-".join(words(str(kind.label)))
    file = files.keep(
        name=f"{record.year}-{record.number:02d}-{name}.{ending}",
        body=body,
        kinds=KINDS,
        purpose=PURPOSE,
        by=by,
        now=now,
        subject_id=record.pk,
        most_bytes=MOST_BYTES,
    )
    RecordPaper.objects.create(record=record, kind=kind, file=file, sha256=made.sha256, pages=made.pages)
