"""Who sits at the counselling desk, and where."""

from datetime import timedelta

import pytest
from django.test import Client

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.fairs.models import SessionSite
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.fairs.factories import (
    FairSessionFactory,
    SessionSiteFactory,
)


@pytest.fixture
def centre(db: None) -> Centre:
    return CentreFactory()


@pytest.fixture
def hall(centre: Centre) -> SessionSite:
    """Of a fair that is on."""
    today = {"starts": NOON - timedelta(hours=4), "ends": NOON + timedelta(hours=2)}
    return SessionSiteFactory(session=FairSessionFactory(centre=centre, running=True, **today))


@pytest.fixture
def counsellor(centre: Centre) -> User:
    return staff(Role.COUNSELLOR, centre)


@pytest.fixture
def desk(counsellor: User) -> Client:
    return sign_in(Client(), counsellor)
