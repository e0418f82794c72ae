"""Roles have a first and a last day, at one centre, and only its manager gives them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from nhipcau.accounts.api import may
from nhipcau.accounts.models import User
from nhipcau.centres.actions import CannotStaff, create_staff_account, end_role, grant_role, renew_staff_access
from nhipcau.centres.models import Centre, Role, StaffRole
from nhipcau.foundation.audit.models import AuditRecord
from tests.accounts.factories import PASSWORD, UserFactory
from tests.centres.factories import CentreFactory, StaffRoleFactory, staff
from tests.conftest import NOON

TODAY = localdate(NOON)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def centre(db: None) -> Centre:
    return CentreFactory()


@pytest.fixture
def manager(centre: Centre) -> User:
    return staff(Role.MANAGER, centre)


def fresh(user: User) -> User:
    """Permissions are remembered for one request: the next one asks again."""
    return User.objects.get(pk=user.pk)


def test_a_role_lets_somebody_work_at_this_centre_and_no_other(centre: Centre, manager: User) -> None:
    lan = UserFactory()

    grant_role(user=lan, centre=centre, role=Role.FRONT_DESK, starts_on=TODAY, by=manager, now=NOON)

    assert may(lan, "fairs.check_in", centre)
    assert not may(lan, "fairs.check_in", CentreFactory())
    assert AuditRecord.objects.get().details == {"role": "front_desk", "user": lan.pk}


def test_giving_the_same_role_twice_changes_nothing(centre: Centre, manager: User) -> None:
    lan = UserFactory()

    roles = [
        grant_role(user=lan, centre=centre, role=Role.OPERATOR, starts_on=TODAY, by=manager, now=NOON)
        for _click in range(2)
    ]

    assert roles[0] == roles[1]
    assert AuditRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "works"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TOMORROW, None, False),
        (YESTERDAY, TODAY, True),
    ],
)
def test_first_and_last_day_are_both_included(
    centre: Centre, manager: User, starts_on: date, ends_on: date | None, works: bool
) -> None:
    lan = UserFactory()

    grant_role(
        user=lan, centre=centre, role=Role.COUNSELLOR, starts_on=starts_on, ends_on=ends_on, by=manager, now=NOON
    )

    assert may(lan, "seekers.view_seeker", centre) is works


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "reasons"),
    [(TODAY, YESTERDAY, 1), (date(2026, 1, 1), YESTERDAY, 1), (TODAY, date(2026, 12, 31), 1)],
    ids=["the wrong way round", "over already", "has it on those days"],
)
def test_a_role_that_makes_no_sense_is_refused_and_nothing_changes(
    centre: Centre, manager: User, starts_on: date, ends_on: date, reasons: int
) -> None:
    held = StaffRoleFactory(centre=centre, role=Role.ARCHIVE, starts_on=date(2026, 6, 1))

    with pytest.raises(CannotStaff) as refusal:
        grant_role(
            user=held.user, centre=centre, role=Role.ARCHIVE, starts_on=starts_on, ends_on=ends_on, by=manager, now=NOON
        )

    assert len(refusal.value.reasons) == reasons
    assert StaffRole.objects.count() == 2
    assert not AuditRecord.objects.exists()


@pytest.mark.promise("R51")
def test_who_signs_in_by_text_message_gets_no_role(centre: Centre, manager: User) -> None:
    seeker = UserFactory(by_phone=True, is_active=False)

    with pytest.raises(CannotStaff) as refusal:
        grant_role(user=seeker, centre=centre, role=Role.FRONT_DESK, starts_on=TODAY, by=manager, now=NOON)

    assert len(refusal.value.reasons) == 2
    assert not seeker.staff_roles.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MANAGER}))
def test_only_a_manager_gives_roles(centre: Centre, role: Role) -> None:
    clerk = staff(role, centre)

    with pytest.raises(PermissionDenied):
        grant_role(user=clerk, centre=centre, role=Role.MANAGER, starts_on=TODAY, by=clerk, now=NOON)

    assert clerk.staff_roles.count() == 1


def test_a_manager_of_another_centre_may_nothing_here(centre: Centre, manager: User) -> None:
    stranger, lan = staff(Role.MANAGER), StaffRoleFactory(centre=centre)
    role = {"role": Role.OPERATOR, "starts_on": TODAY, "by": stranger, "now": NOON}

    with pytest.raises(PermissionDenied):
        grant_role(user=stranger, centre=centre, **role)
    with pytest.raises(PermissionDenied):
        end_role(staff_role=lan, on=TODAY, by=stranger, now=NOON)
    with pytest.raises(PermissionDenied):
        create_staff_account(centre=centre, username="x", display_name="X", **role)
    with pytest.raises(PermissionDenied):
        renew_staff_access(staff_role=lan, by=stranger, now=NOON)

    assert not AuditRecord.objects.exists()


def test_after_the_last_day_the_person_may_nothing_more(centre: Centre, manager: User) -> None:
    role = StaffRoleFactory(centre=centre)

    end_role(staff_role=role, on=YESTERDAY, by=manager, now=NOON)

    assert not may(fresh(role.user), "fairs.check_in", centre)
    assert AuditRecord.objects.get().details == {"last_day": YESTERDAY.isoformat()}


def test_on_the_last_day_the_person_still_works(centre: Centre, manager: User) -> None:
    role = StaffRoleFactory(centre=centre)

    end_role(staff_role=role, on=TODAY, by=manager, now=NOON)

    assert may(fresh(role.user), "fairs.check_in", centre)


def test_what_ends_earlier_stays_as_it_is(centre: Centre, manager: User) -> None:
    role = StaffRoleFactory(centre=centre, ends_on=YESTERDAY)

    assert end_role(staff_role=role, on=TODAY, by=manager, now=NOON).ends_on == YESTERDAY
    assert not AuditRecord.objects.exists()


def test_a_role_does_not_end_before_it_began(centre: Centre, manager: User) -> None:
    role = StaffRoleFactory(centre=centre, starts_on=TODAY)

    with pytest.raises(CannotStaff):
        end_role(staff_role=role, on=YESTERDAY, by=manager, now=NOON)

    role.refresh_from_db()
    assert role.ends_on is None


def test_somebody_must_manage_the_centre(centre: Centre, manager: User) -> None:
    own = manager.staff_roles.get()

    with pytest.raises(CannotStaff):
        end_role(staff_role=own, on=TODAY, by=manager, now=NOON)
    StaffRoleFactory(centre=centre, role=Role.MANAGER)
    assert end_role(staff_role=own, on=TODAY, by=manager, now=NOON).ends_on == TODAY


def test_a_new_colleague_gets_a_role_and_a_password_for_once(centre: Centre, manager: User) -> None:
    role, password = create_staff_account(
        centre=centre,
        username="lan",
        display_name="Giáp Thị Lan",
        role=Role.FRONT_DESK,
        starts_on=TODAY,
        by=manager,
        now=NOON,
    )

    assert role.user.check_password(password)
    assert role.user.password_is_temporary
    assert sorted(AuditRecord.objects.values_list("action", flat=True)) == ["account.open", "role.grant"]


def test_when_the_role_is_refused_no_account_is_opened(centre: Centre, manager: User) -> None:
    with pytest.raises(CannotStaff):
        create_staff_account(
            centre=centre,
            username="lan",
            display_name="Lan",
            role=Role.FRONT_DESK,
            starts_on=TODAY,
            ends_on=YESTERDAY,
            by=manager,
            now=NOON,
        )

    assert not User.objects.filter(username="lan").exists()
    assert not AuditRecord.objects.exists()


def test_a_taken_user_name_is_said_in_words(centre: Centre, manager: User) -> None:
    with pytest.raises(CannotStaff) as refusal:
        create_staff_account(
            centre=centre,
            username=manager.username,
            display_name="X",
            role=Role.OPERATOR,
            starts_on=TODAY,
            by=manager,
            now=NOON,
        )

    assert len(refusal.value.reasons) == 1
    assert StaffRole.objects.count() == 1


def test_who_lost_the_password_gets_a_new_one(centre: Centre, manager: User) -> None:
    role = StaffRoleFactory(centre=centre)

    password = renew_staff_access(staff_role=role, by=manager, now=NOON)

    assert fresh(role.user).check_password(password)


@pytest.mark.parametrize("why", ["works elsewhere", "administrator of everything", "oneself"])
def test_a_manager_cannot_take_over_what_lies_beyond_the_own_centre(centre: Centre, manager: User, why: str) -> None:
    role = StaffRoleFactory(centre=centre)
    if why == "works elsewhere":
        StaffRoleFactory(user=role.user, role=Role.MANAGER)
    elif why == "oneself":
        role = manager.staff_roles.get()
    else:
        User.objects.filter(pk=role.user_id).update(is_superuser=True)
        role.refresh_from_db()

    with pytest.raises(CannotStaff):
        renew_staff_access(staff_role=role, by=manager, now=NOON)

    assert fresh(role.user).check_password(PASSWORD)
