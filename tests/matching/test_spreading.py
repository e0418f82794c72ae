"""How a centre spreads what its people are suggested: its manager chooses, it is written down and announced, once."""

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.matching.actions import Refused, choose_trade
from nhipcau.matching.models import Spreading, Trade
from nhipcau.matching.queries import setting_of
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre() -> Centre:
    return CentreFactory()


@pytest.fixture
def manager(centre: Centre) -> User:
    return staff(Role.MANAGER, centre)


def written() -> tuple[int, int, int]:
    return (
        Spreading.objects.count(),
        AuditRecord.objects.filter(action="suggestion.spread").count(),
        OutboxMessage.objects.filter(kind__contains="TradeChosen").count(),
    )


def test_the_choice_is_kept_noted_and_announced(centre: Centre, manager: User) -> None:
    choose_trade(centre=centre, trade="wide", by=manager, now=NOON)
    row = Spreading.objects.get()
    assert (row.centre, row.trade, row.chosen_by, row.chosen_at) == (centre, "wide", manager, NOON)
    line = AuditRecord.objects.get(action="suggestion.spread")
    assert (line.centre_id, line.by_id, line.details) == (centre.pk, manager.pk, {"trade": "wide"})
    body = OutboxMessage.objects.get(kind__contains="TradeChosen").body
    assert (body["centre_id"], body["trade"]) == (centre.pk, "wide")


def test_the_same_again_changes_nothing_and_another_is_another_line(centre: Centre, manager: User) -> None:
    for trade in ("wide", "wide"):
        choose_trade(centre=centre, trade=trade, by=manager, now=NOON)
    assert written() == (1, 1, 1)
    choose_trade(centre=centre, trade="plain", by=manager, now=NOON)
    assert written() == (1, 2, 2)
    assert Spreading.objects.get().trade == "plain"


def test_without_a_choice_it_is_evenly_and_choosing_it_is_a_choice(centre: Centre, manager: User) -> None:
    assert [step.trade for step in setting_of(centre).steps if step.chosen] == [Trade.EVEN]
    choose_trade(centre=centre, trade="even", by=manager, now=NOON)
    assert written() == (1, 1, 1)


@pytest.mark.parametrize("trade", ["", "most", "PLAIN"])
def test_what_is_no_step_is_refused(centre: Centre, manager: User, trade: str) -> None:
    with pytest.raises(Refused):
        choose_trade(centre=centre, trade=trade, by=manager, now=NOON)
    assert written() == (0, 0, 0)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MANAGER])
def test_nobody_else_of_the_centre_chooses(centre: Centre, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        choose_trade(centre=centre, trade="wide", by=staff(role, centre), now=NOON)
    assert written() == (0, 0, 0)


def test_a_manager_chooses_for_no_other_centre(manager: User) -> None:
    with pytest.raises(PermissionDenied):
        choose_trade(centre=CentreFactory(), trade="wide", by=manager, now=NOON)
    assert written() == (0, 0, 0)
