"""An order for people from the first word to its end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.employers.models import Employer
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.vacancies import actions, queries
from nhipcau.vacancies.actions import CannotOrder, OrderChangedMeanwhile
from nhipcau.vacancies.models import LabourOrder, OrderChange, OrderState
from nhipcau.vacancies.rules import OrderData
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, RecruiterFactory, recruiter
from tests.reference.factories import ProvinceFactory
from tests.vacancies.factories import LabourOrderFactory

pytestmark = pytest.mark.django_db
WISH = OrderData(title="Lắp ráp điện tử", headcount=550, due_on=date(2026, 12, 31))


@pytest.fixture
def employer() -> Employer:
    return EmployerFactory()


@pytest.fixture
def asker(employer: Employer) -> User:
    return recruiter(employer)


@pytest.fixture
def operator(employer: Employer) -> User:
    return staff(Role.OPERATOR, employer.centre)


@pytest.fixture
def requested(employer: Employer, asker: User) -> LabourOrder:
    return actions.place_order(employer=employer, data=WISH, by=asker, now=NOON)


def announced() -> list[str]:
    kinds = OutboxMessage.objects.order_by("pk").values_list("kind", flat=True)
    return [kind.rpartition(".")[2] for kind in kinds]


def test_an_order_is_placed_by_its_enterprise_or_its_centre(employer: Employer) -> None:
    for by in (recruiter(employer), staff(Role.MANAGER, employer.centre)):
        actions.place_order(employer=employer, data=WISH, by=by, now=NOON)
    for stranger in (recruiter(), staff(Role.MANAGER), staff(Role.COUNSELLOR, employer.centre)):
        with pytest.raises(PermissionDenied):
            actions.place_order(employer=employer, data=WISH, by=stranger, now=NOON)

    kept = LabourOrder.objects.values_list("headcount", "centre", "state", "placed_at")
    assert list(kept) == [(550, employer.centre_id, "requested", NOON)] * 2
    assert announced() == ["OrderPlaced"] * 2


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ({"title": " ", "headcount": 0, "due_on": date(2026, 3, 9)}, 3),
        ({"due_on": date(2028, 12, 31)}, 1),
        ({"due_on": date(2026, 3, 10)}, 0),
        ({"headcount": 100_001}, 1),
        ({"pay_from": 12_000_000, "pay_to": 9_000_000}, 1),
        ({"pay_from": 9}, 1),
        ({"pay_from": 8_000_000, "pay_to": 12_000_000}, 0),
    ],
)
def test_what_an_order_may_not_say(employer: Employer, asker: User, said: dict[str, object], reasons: int) -> None:
    data = replace(WISH, **said)  # type: ignore[arg-type]
    if not reasons:
        assert actions.place_order(employer=employer, data=data, by=asker, now=NOON).pk
        return
    with pytest.raises(CannotOrder) as refusal:
        actions.place_order(employer=employer, data=data, by=asker, now=NOON)

    assert len(refusal.value.reasons) == reasons
    assert not LabourOrder.objects.exists()


def test_what_is_being_written_only_its_writer_sees(employer: Employer, asker: User, operator: User) -> None:
    colleague = recruiter(employer)
    draft = actions.draft_order(employer=employer, data=WISH, by=asker, now=NOON)

    assert [list(queries.orders_of(user)) for user in (asker, colleague, operator)] == [[draft], [], []]
    for _click in range(2):
        actions.send_order(order=draft, by=asker, now=NOON + timedelta(hours=1))

    assert [list(queries.orders_of(user)) for user in (asker, colleague, operator)] == [[draft]] * 3
    draft.refresh_from_db()
    assert (draft.state, draft.placed_at) == (OrderState.REQUESTED, NOON + timedelta(hours=1))
    assert announced() == ["OrderPlaced"]


def test_an_order_is_mended_until_the_centre_has_said_yes(requested: LabourOrder, asker: User, operator: User) -> None:
    province = ProvinceFactory()
    more = replace(WISH, headcount=300, provinces=(province,))

    mended = actions.edit_order(order=requested, data=more, edition=1, by=asker, now=NOON)
    assert (mended.headcount, mended.edition, list(mended.provinces.all())) == (300, 2, [province])
    actions.approve_order(order=mended, edition=2, by=operator, now=NOON)

    with pytest.raises(CannotOrder):
        actions.edit_order(order=mended, data=WISH, edition=2, by=asker, now=NOON)
    requested.refresh_from_db()
    assert (requested.headcount, requested.edition) == (300, 2)


def test_two_who_mend_at_once_see_both_values_and_nothing_is_lost(requested: LabourOrder, asker: User) -> None:
    actions.edit_order(order=requested, data=replace(WISH, headcount=300), edition=1, by=asker, now=NOON)

    with pytest.raises(OrderChangedMeanwhile) as conflict:
        actions.edit_order(order=requested, data=replace(WISH, headcount=400), edition=1, by=asker, now=NOON)

    [difference] = conflict.value.differences
    assert (difference.field, difference.kept, difference.wanted) == ("headcount", 300, 400)
    requested.refresh_from_db()
    assert requested.headcount == 300


def test_staff_mend_only_what_they_wrote_down_themselves(
    requested: LabourOrder, employer: Employer, operator: User
) -> None:
    own = actions.place_order(employer=employer, data=WISH, by=operator, now=NOON)

    actions.edit_order(order=own, data=replace(WISH, headcount=9), edition=1, by=operator, now=NOON)
    with pytest.raises(PermissionDenied):
        actions.edit_order(order=requested, data=replace(WISH, headcount=9), edition=1, by=operator, now=NOON)

    requested.refresh_from_db()
    assert requested.headcount == 550


def test_the_centre_says_yes_once(requested: LabourOrder, operator: User) -> None:
    for _click in range(2):
        approved = actions.approve_order(order=requested, edition=1, by=operator, now=NOON)

    assert (approved.state, approved.decided_by, approved.decided_at) == (OrderState.APPROVED, operator, NOON)
    assert announced() == ["OrderPlaced", "OrderApproved"]


def test_nobody_approves_what_they_asked_for_themselves(employer: Employer, operator: User) -> None:
    own = actions.place_order(employer=employer, data=WISH, by=operator, now=NOON)
    both = staff(Role.MANAGER, employer.centre)
    RecruiterFactory(user=both, employer=employer)

    for who in (operator, both):
        with pytest.raises(CannotOrder) as refusal:
            actions.approve_order(order=own, edition=1, by=who, now=NOON)
        assert len(refusal.value.reasons) == 1
    own.refresh_from_db()
    assert own.state == OrderState.REQUESTED
    actions.approve_order(order=own, edition=1, by=staff(Role.MANAGER, employer.centre), now=NOON)


@pytest.mark.parametrize("who", ["recruiter", "other centre", "counsellor"])
def test_who_may_not_decide(requested: LabourOrder, employer: Employer, asker: User, who: str) -> None:
    by = {
        "recruiter": asker,
        "other centre": staff(Role.OPERATOR),
        "counsellor": staff(Role.COUNSELLOR, employer.centre),
    }[who]
    with pytest.raises(PermissionDenied):
        actions.approve_order(order=requested, edition=1, by=by, now=NOON)
    with pytest.raises(PermissionDenied):
        actions.return_order(order=requested, note="Sai", by=by, now=NOON)
    requested.refresh_from_db()
    assert (requested.state, requested.note) == (OrderState.REQUESTED, "")


def test_what_stands_between_an_order_and_a_yes_is_said_at_once(asker: User, operator: User) -> None:
    waiting = EmployerFactory(waiting=True, centre=operator.staff_roles.get().centre)
    order = LabourOrderFactory(employer=waiting, state=OrderState.REQUESTED, due_on=date(2026, 3, 9), edition=3)

    with pytest.raises(CannotOrder) as refusal:
        actions.approve_order(order=order, edition=2, by=operator, now=NOON)

    assert len(refusal.value.reasons) == 3  # changed meanwhile, not verified, too late
    order.refresh_from_db()
    assert (order.state, order.decided_at) == (OrderState.REQUESTED, None)


def test_a_request_is_sent_back_with_a_reason_and_comes_again(
    requested: LabourOrder, asker: User, operator: User
) -> None:
    with pytest.raises(CannotOrder):
        actions.return_order(order=requested, note="  ", by=operator, now=NOON)
    returned = actions.return_order(order=requested, note="Ghi rõ ca làm.", by=operator, now=NOON)
    assert (returned.state, returned.note) == (OrderState.RETURNED, "Ghi rõ ca làm.")

    again = actions.send_order(order=returned, by=asker, now=NOON + timedelta(days=1))

    assert (again.state, again.note, again.placed_at) == (OrderState.REQUESTED, "", NOON)


@pytest.fixture
def approved(requested: LabourOrder, operator: User) -> LabourOrder:
    return actions.approve_order(order=requested, edition=1, by=operator, now=NOON)


@pytest.mark.parametrize(
    ("who", "headcount", "due_on", "reason", "refused"),
    [
        ("operator", 700, date(2026, 12, 31), "Thêm một chuyền", False),
        ("asker", 400, date(2026, 12, 31), "Bớt một chuyền", False),
        ("asker", 550, date(2026, 10, 31), "Xưởng xong sớm", False),
        ("asker", 700, date(2026, 12, 31), "Thêm một chuyền", True),  # only the centre promises more
        ("operator", 550, date(2026, 12, 31), "Không đổi gì", True),
        ("operator", 700, date(2026, 12, 31), "", True),
        ("operator", 700, date(2026, 3, 9), "Quá khứ", True),
    ],
)
def test_a_change_after_the_yes_is_one_more_line(
    approved: LabourOrder,
    request: pytest.FixtureRequest,
    who: str,
    headcount: int,
    due_on: date,
    reason: str,
    refused: bool,
) -> None:
    said = {"headcount": headcount, "due_on": due_on, "reason": reason, "by": request.getfixturevalue(who)}
    if refused:
        with pytest.raises(CannotOrder):
            actions.change_order(order=approved, now=NOON, **said)
    else:
        for _click in range(2):
            actions.change_order(order=approved, now=NOON, **said)

    approved.refresh_from_db()
    lines = OrderChange.objects.values_list("headcount_before", "headcount", "due_before", "due_on")
    stands = (550, WISH.due_on) if refused else (headcount, due_on)
    assert (approved.headcount, approved.due_on) == stands
    assert list(lines) == ([] if refused else [(550, headcount, WISH.due_on, due_on)])


def test_the_history_of_an_order_cannot_be_rewritten(approved: LabourOrder, operator: User) -> None:
    actions.change_order(order=approved, headcount=700, due_on=approved.due_on, reason="Thêm", by=operator, now=NOON)
    for rewrite in (OrderChange.objects.all().delete, lambda: OrderChange.objects.update(headcount=1)):
        with pytest.raises(DatabaseError), transaction.atomic():
            rewrite()
    assert OrderChange.objects.get().headcount == 700


@pytest.mark.parametrize(
    ("who", "how", "note", "refused"),
    [
        ("operator", "fulfilled", "", False),
        ("operator", "ended", "Doanh nghiệp ngừng tuyển", False),
        ("operator", "ended", "", True),
        ("asker", "withdrawn", "Không cần nữa", False),
        ("asker", "fulfilled", "", True),
        ("operator", "approved", "Gì đó", True),
    ],
)
def test_how_an_order_ends(
    approved: LabourOrder, request: pytest.FixtureRequest, who: str, how: str, note: str, refused: bool
) -> None:
    by = request.getfixturevalue(who)
    if refused:
        with pytest.raises(CannotOrder):
            actions.close_order(order=approved, how=how, note=note, by=by, now=NOON)
    else:
        for _click in range(2):
            actions.close_order(order=approved, how=how, note=note, by=by, now=NOON)

    approved.refresh_from_db()
    assert (approved.state, approved.closed_at) == (("approved", None) if refused else (how, NOON))
    assert announced()[2:] == ([] if refused else ["OrderClosed"])


def test_strangers_neither_change_nor_close(approved: LabourOrder) -> None:
    for by in (recruiter(), staff(Role.OPERATOR), staff(Role.COUNSELLOR, approved.centre)):
        with pytest.raises(PermissionDenied):
            actions.change_order(order=approved, headcount=1, due_on=WISH.due_on, reason="x", by=by, now=NOON)
        with pytest.raises(PermissionDenied):
            actions.close_order(order=approved, how="withdrawn", note="x", by=by, now=NOON)
    approved.refresh_from_db()
    assert (approved.state, approved.headcount) == (OrderState.APPROVED, 550)
