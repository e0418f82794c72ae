import pytest

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.centres.models import Role
from tests.centres.factories import CentreFactory, staff
from tests.seekers.factories import PhoneUserFactory


@pytest.fixture
def centre(db: None) -> Centre:
    return CentreFactory()


@pytest.fixture
def clerk(centre: Centre) -> User:
    return staff(Role.FRONT_DESK, centre)


@pytest.fixture
def phone_user(db: None) -> User:
    return PhoneUserFactory()
