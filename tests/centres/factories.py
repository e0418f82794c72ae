"""Centres, their places and their staff."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Place, Role, StaffRole
from tests.accounts.factories import UserFactory
from tests.reference.factories import ProvinceFactory


class CentreFactory(DjangoModelFactory):
    class Meta:
        model = Centre

    code = factory.Sequence(lambda n: f"trung-tam-{n}")
    name = factory.Sequence(lambda n: f"Trung tâm Dịch vụ việc làm số {n}")
    short_name = factory.Sequence(lambda n: f"Trung tâm DVVL {n}")
    province = factory.SubFactory(ProvinceFactory)


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = Place

    centre = factory.SubFactory(CentreFactory)
    kind = Place.Kind.HALL
    name = factory.Sequence(lambda n: f"Sàn giao dịch {n}")
    capacity = 200


class StaffRoleFactory(DjangoModelFactory):
    class Meta:
        model = StaffRole

    user = factory.SubFactory(UserFactory, with_password=True)
    centre = factory.SubFactory(CentreFactory)
    role = Role.FRONT_DESK
    starts_on = date(2026, 1, 1)


def staff(role: Role | str, centre: Centre | None = None) -> User:
    """A user who has this role today, at this centre or at one of their own."""
    made: StaffRole = StaffRoleFactory(role=role, centre=centre or CentreFactory())
    return made.user
