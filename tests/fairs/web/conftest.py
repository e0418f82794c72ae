"""Who opens the pages of the fairs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.fairs.models import FairSession
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, staff
from tests.employers.factories import recruiter
from tests.fairs.factories import FairSessionFactory, SessionSiteFactory


def opened_by(user: User) -> Client:
    return sign_in(Client(), user)


def cost_of(client: Client, address: str) -> int:
    """How many queries the page takes, once it is warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.fixture
def host(db: None) -> Centre:
    return CentreFactory()


@pytest.fixture
def session(host: Centre) -> FairSession:
    """With one hall."""
    return SessionSiteFactory(session=FairSessionFactory(centre=host)).session


@pytest.fixture
def operator(host: Centre) -> Client:
    return opened_by(staff(Role.OPERATOR, host))


@pytest.fixture
def stranger(db: None) -> Client:
    """The operator of another centre."""
    return opened_by(staff(Role.OPERATOR))


@pytest.fixture
def foreign_recruiter(db: None) -> Client:
    return opened_by(recruiter())
