"""A table and an online room of one enterprise, its recruiter, and people who wait."""

from collections.abc import Callable
from datetime import date

import pytest

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.consents.models import ConsentEntry, ConsentText
from nhipcau.interviews.models import Desk, QueueTicket
from nhipcau.seekers.models import Seeker
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import DeskFactory, QueueTicketFactory
from tests.seekers.factories import SeekerFactory

Wait = Callable[..., QueueTicket]


@pytest.fixture
def table(db: None) -> Desk:
    made: Desk = DeskFactory()
    return made


@pytest.fixture
def room(table: Desk) -> Desk:
    made: Desk = DeskFactory(employer=table.employer, online=True)
    return made


@pytest.fixture
def lan(table: Desk) -> User:
    """Recruits for the enterprise of the table and the room."""
    return recruiter(table.employer)


@pytest.fixture
def operator(table: Desk) -> User:
    return staff(Role.OPERATOR, table.centre)


@pytest.fixture
def wait(table: Desk) -> Wait:
    """`wait(desk, priority=True)`: somebody who came last to the queue of that desk."""

    def waiting(desk: Desk | None = None, *, seeker: Seeker | None = None, **more: object) -> QueueTicket:
        desk = desk or table
        made: QueueTicket = QueueTicketFactory(desk=desk, seeker=seeker or SeekerFactory(), **more)
        return made

    return waiting


@pytest.fixture
def agree(db: None) -> Callable[[Seeker, str], None]:
    """`agree(seeker, "share_profile")`: the person has said yes at the counter."""

    def said_yes(seeker: Seeker, purpose: str) -> None:
        text, _made = ConsentText.objects.get_or_create(
            purpose=purpose, version=1, defaults={"text_vi": "Tôi đồng ý.", "in_force_from": date(2026, 1, 1)}
        )
        ConsentEntry.objects.create(subject=f"seeker:{seeker.pk}", text=text, given=True, channel="counter", at=NOON)

    return said_yes
