from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.employers.actions import (
    AccountData,
    CannotKeep,
    CannotVerify,
    add_colleague,
    edit_employer,
    end_recruiter,
    refuse_employer,
    register_employer,
    register_employers,
    sign_up,
    verify_employer,
)
from nhipcau.employers.models import Employer, Recruiter, State
from nhipcau.employers.rules import EmployerData
from nhipcau.foundation.outbox.models import OutboxMessage
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, RecruiterFactory, recruiter, tax_code

pytestmark = pytest.mark.django_db
ACCOUNT = AccountData(email="Lan@Example.vn", password="một cây cầu dài", display_name="Trần Thị Lan")


def test_an_enterprise_signs_up_by_itself_and_waits() -> None:
    made = sign_up(
        data=EmployerData(name=" Công ty  May ", tax_code=tax_code(1)),
        account=ACCOUNT,
        centre=CentreFactory(),
        now=NOON,
    )

    assert (made.employer.name, made.employer.state) == ("Công ty May", State.WAITING)
    assert made.user.username == "lan@example.vn"
    assert made.user.has_perm("employers.edit_employer", made.employer)


def test_a_taken_e_mail_leaves_neither_account_nor_file() -> None:
    User.objects.create_user("lan@example.vn")

    with pytest.raises(CannotKeep) as refusal:
        sign_up(data=EmployerData(name="Công ty"), account=ACCOUNT, centre=CentreFactory(), now=NOON)

    assert len(refusal.value.reasons) == 1
    assert not Employer.objects.exists()


def test_one_tax_code_is_one_enterprise() -> None:
    first = EmployerFactory()

    with pytest.raises(CannotKeep):
        sign_up(
            data=EmployerData(name="Công ty khác", tax_code=first.tax_code),
            account=ACCOUNT,
            centre=CentreFactory(),
            now=NOON,
        )

    assert list(Employer.objects.all()) == [first]
    assert not User.objects.filter(username="lan@example.vn").exists()


def test_a_refusal_to_keep_names_every_reason() -> None:
    centre = CentreFactory()

    with pytest.raises(CannotKeep) as refusal:
        register_employer(
            data=EmployerData(name=" ", tax_code="1234567890"),
            centre=centre,
            by=staff(Role.OPERATOR, centre),
            now=NOON,
        )

    assert len(refusal.value.reasons) == 2
    assert not Employer.objects.exists()


def test_staff_register_only_at_their_own_centre() -> None:
    with pytest.raises(PermissionDenied):
        register_employer(data=EmployerData(name="Công ty"), centre=CentreFactory(), by=staff(Role.OPERATOR), now=NOON)

    assert not Employer.objects.exists()


def test_verifying_is_announced_once() -> None:
    employer = EmployerFactory(waiting=True)
    clerk = staff(Role.OPERATOR, employer.centre)

    for _click in range(2):
        employer = verify_employer(employer=employer, by=clerk, now=NOON)

    assert (employer.state, employer.verified_at) == (State.VERIFIED, NOON)
    assert OutboxMessage.objects.get().body["employer_id"] == employer.pk


def test_without_a_tax_code_nobody_is_verified() -> None:
    employer = EmployerFactory(waiting=True, tax_code=None)

    with pytest.raises(CannotVerify):
        verify_employer(employer=employer, by=staff(Role.OPERATOR, employer.centre), now=NOON)

    employer.refresh_from_db()
    assert employer.state == State.WAITING
    assert not OutboxMessage.objects.exists()


def test_a_refusal_says_why_and_never_says_nothing() -> None:
    employer = EmployerFactory(waiting=True)
    clerk = staff(Role.MANAGER, employer.centre)

    with pytest.raises(CannotVerify):
        refuse_employer(employer=employer, reason="  ", by=clerk, now=NOON)
    employer = refuse_employer(employer=employer, reason="Giấy phép đã hết hạn", by=clerk, now=NOON)

    assert (employer.state, employer.refusal) == (State.REFUSED, "Giấy phép đã hết hạn")


@pytest.mark.parametrize("action", [verify_employer, refuse_employer])
def test_another_centre_and_the_enterprise_itself_cannot_decide(action) -> None:
    employer = EmployerFactory(waiting=True)
    more = {"reason": "Không rõ"} if action is refuse_employer else {}

    for stranger in (staff(Role.OPERATOR), recruiter(employer), staff(Role.FRONT_DESK, employer.centre)):
        with pytest.raises(PermissionDenied):
            action(employer=employer, by=stranger, now=NOON, **more)

    employer.refresh_from_db()
    assert employer.state == State.WAITING
    assert not OutboxMessage.objects.exists()


def test_another_name_is_verified_again_and_another_phone_is_not() -> None:
    employer = EmployerFactory()
    by = recruiter(employer)
    same = {"name": employer.name, "tax_code": employer.tax_code}

    after_phone = edit_employer(
        employer=employer, data=EmployerData(**same, contact_phone="0912345678"), by=by, now=NOON
    )
    after_name = edit_employer(employer=employer, data=EmployerData(**{**same, "name": "Tên khác"}), by=by, now=NOON)

    assert (after_phone.state, after_name.state) == (State.VERIFIED, State.WAITING)
    assert after_name.verified_at is None


def test_a_stranger_edits_nothing() -> None:
    employer = EmployerFactory()

    for stranger in (recruiter(), staff(Role.OPERATOR)):
        with pytest.raises(PermissionDenied):
            edit_employer(employer=employer, data=EmployerData(name="Cướp"), by=stranger, now=NOON)

    name = employer.name
    employer.refresh_from_db()
    assert employer.name == name


def test_a_colleague_recruits_until_it_is_ended_and_somebody_must_be_left() -> None:
    employer = EmployerFactory()
    boss = recruiter(employer)
    colleague = add_colleague(employer=employer, account=ACCOUNT, by=boss, now=NOON)

    end_recruiter(recruiter=colleague, by=boss, now=NOON)
    fresh = User.objects.get(pk=colleague.user_id)

    assert not fresh.has_perm("employers.edit_employer", employer)
    with pytest.raises(CannotKeep):
        end_recruiter(recruiter=Recruiter.objects.get(user=boss), by=boss, now=NOON)
    assert Recruiter.objects.get(user=boss).ends_on is None


def test_a_recruiter_cannot_end_one_of_another_enterprise() -> None:
    other = RecruiterFactory()

    with pytest.raises(PermissionDenied):
        end_recruiter(recruiter=other, by=recruiter(), now=NOON)

    other.refresh_from_db()
    assert other.ends_on is None


@pytest.mark.django_db(transaction=True)
def test_two_recruiters_who_end_each_other_leave_one() -> None:
    employer = EmployerFactory()
    both = [RecruiterFactory(employer=employer) for _one in range(2)]

    def end(pair: tuple[Recruiter, Recruiter]) -> bool:
        try:
            end_recruiter(recruiter=pair[1], by=User.objects.get(pk=pair[0].user_id), now=NOON)
        except (CannotKeep, PermissionDenied):
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(end, [(both[0], both[1]), (both[1], both[0])]))

    assert sorted(done) == [False, True]
    assert Recruiter.objects.filter(employer=employer, ends_on=None).count() == 1


def test_many_files_are_opened_at_once_or_none() -> None:
    centre = CentreFactory()
    operator = staff(Role.OPERATOR, centre)
    right = [EmployerData(name="Công ty A"), EmployerData(name="Công ty B", tax_code=tax_code(7))]

    for wrong in (EmployerData(name=""), EmployerData(name="Công ty C", tax_code=tax_code(7))):
        with pytest.raises(CannotKeep):
            register_employers(wanted=[*right, wrong], centre=centre, by=operator, now=NOON)
    with pytest.raises(PermissionDenied):
        register_employers(wanted=right, centre=centre, by=staff(Role.OPERATOR), now=NOON)
    assert not Employer.objects.exists()

    made = register_employers(wanted=right, centre=centre, by=operator, now=NOON)
    assert {(one.name, one.state, one.centre) for one in made} == {
        ("Công ty A", State.WAITING, centre),
        ("Công ty B", State.WAITING, centre),
    }
