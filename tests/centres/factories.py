"""Centres, their places, and somebody who works there."""

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

    code = factory.Sequence(lambda n: f"centre-{n}")
    name = factory.Sequence(lambda n: f"Trung tâm Dịch vụ việc làm {n}")
    short_name = factory.Sequence(lambda n: f"DVVL {n}")
    province = factory.SubFactory(ProvinceFactory)


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = Place

    centre = factory.SubFactory(CentreFactory)
    kind = Place.Kind.HALL
    name = factory.Sequence(lambda n: f"Sảnh {n}")


def staff(role: Role, centre: Centre | None = None, **dates: date) -> User:
    """A user with one role in force at noon."""
    user = UserFactory()
    centre = centre or CentreFactory()
    StaffRole.objects.create(user=user, centre=centre, role=role, **({"starts_on": date(2026, 1, 1)} | dates))
    return user
