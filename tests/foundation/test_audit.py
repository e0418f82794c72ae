import pytest
from django.db import ProgrammingError, transaction

from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.audit.models import AuditRecord
from tests.accounts.factories import UserFactory
from tests.conftest import NOON


@pytest.fixture
def line(db: None) -> AuditRecord:
    user = UserFactory()
    audit.record(by=user, action="user.greet", target=user, at=NOON, details={"fields": ["name"]})
    return AuditRecord.objects.get()


def test_a_line_says_who_did_what_to_what_and_when(line: AuditRecord) -> None:
    assert (line.action, line.target_kind, line.target_id, line.at) == (
        "user.greet",
        "accounts.user",
        str(line.by_id),
        NOON,
    )


def test_the_database_refuses_to_change_or_drop_a_line(line: AuditRecord) -> None:
    for attempt in (lambda: AuditRecord.objects.update(action="user.hide"), AuditRecord.objects.all().delete):
        with pytest.raises(ProgrammingError), transaction.atomic():
            attempt()
    line.refresh_from_db()
    assert line.action == "user.greet"
