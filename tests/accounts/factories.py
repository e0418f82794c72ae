"""A plain user: signs in, may do nothing."""

import factory
from factory.django import DjangoModelFactory

from nhipcau.accounts.models import User


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user-{n}")
    display_name = factory.Sequence(lambda n: f"Người {n}")
