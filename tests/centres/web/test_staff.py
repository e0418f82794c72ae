"""The manager's pages."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role, StaffRole
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, StaffRoleFactory, staff
from tests.conftest import NOON

STAFF, NEW, GRANT = reverse("centres:staff"), reverse("centres:new"), reverse("centres:grant")
TODAY = localdate(NOON)


@pytest.fixture
def centre(db: None) -> Centre:
    return CentreFactory()


@pytest.fixture
def manager(centre: Centre) -> User:
    return staff(Role.MANAGER, centre)


@pytest.fixture
def desk(client: Client, manager: User) -> Client:
    return sign_in(client, manager)


@pytest.mark.parametrize("colleagues", [1, 3])
def test_the_list_costs_the_same_for_one_or_many(
    desk: Client, centre: Centre, colleagues: int, django_assert_num_queries
) -> None:
    roles = StaffRoleFactory.create_batch(colleagues, centre=centre)
    StaffRoleFactory()
    desk.get(STAFF)

    with django_assert_num_queries(9):
        page = desk.get(STAFF)

    assert {role.pk for role in page.context["page"]} >= {role.pk for role in roles}
    assert page.context["page"].paginator.count == colleagues + 1


def test_the_list_says_whose_second_step_is_set_up(desk: Client, centre: Centre) -> None:
    lan, hoa = StaffRoleFactory.create_batch(2, centre=centre)
    Authenticator.objects.create(user=lan.user, type="totp", data={})

    shown = {role.pk: role.has_factor for role in desk.get(STAFF).context["page"]}

    assert (shown[lan.pk], shown[hoa.pk]) == (True, False)


def test_what_is_over_is_shown_on_demand(desk: Client, centre: Centre) -> None:
    over = StaffRoleFactory(centre=centre, ends_on=TODAY - timedelta(days=1))

    assert over not in list(desk.get(STAFF).context["page"])
    assert over in list(desk.get(STAFF, {"past": "1"}).context["page"])


def test_a_new_colleague_is_shown_a_password_that_works(desk: Client, centre: Centre) -> None:
    assert desk.get(NEW).status_code == 200

    page = desk.post(
        NEW, {"display_name": "Giáp Thị Lan", "username": "lan", "role": "front_desk", "starts_on": "10/3/2026"}
    )

    lan = User.objects.get(username="lan")
    assert lan.check_password(page.context["password"])
    assert page.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert lan.staff_roles.get().centre == centre


def test_a_wrong_form_keeps_what_was_typed_and_opens_nothing(desk: Client, manager: User) -> None:
    wrong = {"display_name": "Lan", "username": "two words", "role": "front_desk", "starts_on": "hôm nay"}
    taken = {"display_name": "Lan", "username": manager.username, "role": "front_desk", "starts_on": "10/3/2026"}

    assert list(desk.post(NEW, wrong).context["form"].errors) == ["username", "starts_on"]
    assert list(desk.post(NEW, taken).context["form"].errors) == ["__all__"]
    assert StaffRole.objects.count() == 1


def test_somebody_who_signs_in_already_gets_a_role(desk: Client, centre: Centre) -> None:
    lan = UserFactory(username="lan")
    assert desk.get(GRANT).status_code == 200

    answer = desk.post(
        GRANT, {"username": "LAN", "role": "operator", "starts_on": "2026-03-10", "ends_on": "31/12/2026"}
    )

    assert answer.headers["Location"] == STAFF
    assert lan.staff_roles.get().ends_on == date(2026, 12, 31)


def test_a_role_for_nobody_or_on_wrong_days_is_refused_in_words(desk: Client) -> None:
    UserFactory(username="lan")
    nobody = {"username": "nobody", "role": "operator", "starts_on": "10/3/2026"}
    backwards = {"username": "lan", "role": "operator", "starts_on": "10/3/2026", "ends_on": "9/3/2026"}

    assert list(desk.post(GRANT, nobody).context["form"].errors) == ["username"]
    assert list(desk.post(GRANT, backwards).context["form"].errors) == ["__all__"]
    assert StaffRole.objects.count() == 1


def test_who_manages_two_centres_says_which_one(desk: Client, manager: User, centre: Centre) -> None:
    second = StaffRoleFactory(user=manager, role=Role.MANAGER).centre
    lan = UserFactory(username="lan")
    role = {"username": "lan", "role": "operator", "starts_on": "10/3/2026"}

    assert list(desk.post(GRANT, role).context["form"].errors) == ["centre"]
    desk.post(GRANT, role | {"centre": str(second.pk)})
    assert lan.staff_roles.get().centre == second
    assert list(desk.post(GRANT, role | {"centre": str(CentreFactory().pk)}).context["form"].errors) == ["centre"]


def test_a_role_ends_on_the_day_that_is_typed(desk: Client, centre: Centre) -> None:
    role = StaffRoleFactory(centre=centre)
    end = reverse("centres:end", args=[role.pk])
    assert desk.get(end).status_code == 200

    assert desk.post(end, {"on": "10/03/2026"}).headers["Location"] == STAFF

    role.refresh_from_db()
    assert role.ends_on == TODAY


def test_the_last_manager_is_told_why_the_role_stays(desk: Client, manager: User) -> None:
    page = desk.post(reverse("centres:end", args=[manager.staff_roles.get().pk]), {"on": "10/03/2026"})

    assert list(page.context["form"].errors) == ["__all__"]


def test_a_new_password_is_shown_once_and_works(desk: Client, centre: Centre) -> None:
    role = StaffRoleFactory(centre=centre)

    page = desk.post(reverse("centres:renew", args=[role.pk]))

    role.user.refresh_from_db()
    assert role.user.check_password(page.context["password"])


def test_ones_own_password_is_not_renewed_here(desk: Client, manager: User) -> None:
    answer = desk.post(reverse("centres:renew", args=[manager.staff_roles.get().pk]))

    assert answer.headers["Location"] == STAFF
    manager.refresh_from_db()
    assert manager.check_password(PASSWORD)


def test_roles_and_facts_of_another_centre_are_not_there(desk: Client) -> None:
    theirs = StaffRoleFactory()
    end, renew = (reverse(f"centres:{name}", args=[theirs.pk]) for name in ("end", "renew"))
    edit = reverse("centres:edit", args=[theirs.centre_id])

    answers = [desk.get(end), desk.post(end, {"on": "10/03/2026"}), desk.post(renew), desk.get(edit), desk.post(edit)]

    assert {answer.status_code for answer in answers} == {404}
    theirs.refresh_from_db()
    assert theirs.ends_on is None
    assert theirs.user.check_password(PASSWORD)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MANAGER}))
def test_other_staff_do_not_open_these_pages(client: Client, centre: Centre, role: Role) -> None:
    sign_in(client, staff(role, centre))

    for path in (STAFF, NEW, GRANT, reverse("centres:edit", args=[centre.pk])):
        assert client.get(path).status_code == 403
