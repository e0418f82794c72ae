"""People who look for work. By default somebody with a name, a birthday and no account."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from nhipcau.accounts.api import User, phone_index
from nhipcau.foundation.text import api as text
from nhipcau.seekers.api import Seeker, SeekerData, citizen_index
from nhipcau.seekers.rules import OF_WORK, work_search
from tests.accounts.factories import UserFactory
from tests.centres.factories import CentreFactory
from tests.conftest import NOON

NAMES = ("Thu Hường", "Văn Nam", "Thị Lan", "Minh Đức", "Thanh Huyền", "Quốc Việt")
LETTERS = "ABCDEGHIKLMNOPQRSTUVXY"


class PhoneUserFactory(UserFactory):
    """Somebody who signs in by phone and has proven it."""

    class Meta:
        model = User

    phone = factory.Sequence(lambda n: f"09{n:08d}")
    phone_index = factory.LazyAttribute(lambda user: phone_index(user.phone))
    phone_verified_at = NOON


class SeekerFactory(DjangoModelFactory):
    """Numbers are found by their index, so both are written."""

    class Meta:
        model = Seeker

    class Params:
        with_account = factory.Trait(account=factory.SubFactory(PhoneUserFactory))

    full_name = factory.Sequence(lambda n: f"Nguyễn {NAMES[n % 6]} {LETTERS[n % 22]}{LETTERS[n // 22 % 22]}")
    search = factory.LazyAttribute(lambda seeker: text.search_text(seeker.full_name))
    birth_date = date(1998, 5, 20)
    sex = "female"
    citizen_number = ""
    citizen_index = factory.LazyAttribute(lambda seeker: citizen_index(seeker.citizen_number))
    phone = ""
    phone_index = factory.LazyAttribute(lambda seeker: phone_index(seeker.phone))
    centre = factory.SubFactory(CentreFactory)
    registered_at = NOON

    @classmethod
    def _adjust_kwargs(cls, **said: Any) -> dict[str, Any]:
        """Work is found by its folded twin, which is written too."""
        return {"work_search": work_search(Seeker(**{name: said[name] for name in OF_WORK & {*said}})), **said}


def seeker_user(seeker: Seeker) -> User:
    """The account this person signs in with; made if there is none."""
    if seeker.account is None:
        seeker.account = PhoneUserFactory()
        seeker.save(update_fields=["account"])
    return seeker.account


def written(**answers: Any) -> SeekerData:
    """What somebody fills in: the least, and what the test is about."""
    least = {"full_name": "Nguyễn Thị Thu Hường", "birth_date": date(1998, 5, 20), "sex": "female"}
    return SeekerData(**(least | answers))
