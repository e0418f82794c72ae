"""People who look for work. By default somebody with a name, a birthday and no account."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from nhipcau.accounts.models import User
from nhipcau.foundation.text import api as text
from nhipcau.seekers.models import Seeker
from tests.accounts.factories import UserFactory
from tests.centres.factories import CentreFactory
from tests.conftest import NOON


class SeekerFactory(DjangoModelFactory):
    class Meta:
        model = Seeker

    class Params:
        with_phone = factory.Trait(account=factory.SubFactory(UserFactory, phone_verified_at=NOON))

    full_name = factory.Sequence(lambda n: f"Nguyễn Thị Thu Hường {chr(65 + n % 26)}{chr(65 + n // 26 % 26)}")
    search = factory.LazyAttribute(lambda seeker: text.search_text(seeker.full_name))
    birth_date = date(1998, 5, 20)
    sex = "female"
    centre = factory.SubFactory(CentreFactory)
    registered_at = NOON

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Seeker:
        """Numbers are found by their index, so a factory writes both."""
        from nhipcau.accounts.api import phone_index
        from nhipcau.seekers.api import citizen_index

        kwargs["citizen_index"] = citizen_index(kwargs.get("citizen_number", ""))
        kwargs["phone_index"] = phone_index(kwargs.get("phone", ""))
        return super()._create(model_class, *args, **kwargs)


def seeker_user(seeker: Seeker) -> User:
    """The account this person signs in with; made if there is none."""
    if seeker.account is None:
        seeker.account = UserFactory(phone_verified_at=NOON)
        seeker.save(update_fields=["account"])
    return seeker.account
