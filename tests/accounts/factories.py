"""One factory: by default a user who can sign in by nothing, as most tests need no way in."""

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from nhipcau.accounts.models import User
from nhipcau.accounts.rules import phone_index
from tests.conftest import NOON

PASSWORD = "một cây cầu rất dài"  # of every user made with `with_password`


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    class Params:
        with_password = factory.Trait(password=factory.LazyFunction(lambda: make_password(PASSWORD)))
        by_phone = factory.Trait(
            phone=factory.Sequence(lambda n: f"09{n:08d}"),
            phone_index=factory.LazyAttribute(lambda user: phone_index(user.phone)),
            phone_verified_at=NOON,
        )

    username = factory.Sequence(lambda n: f"user-{n}")
    display_name = factory.Sequence(lambda n: f"Nguyễn Văn {chr(65 + n % 26)}")
    password = factory.LazyFunction(lambda: make_password(None))
