"""Who opens the pages of the fairs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.fairs.models import FairSession, Registration, SessionSite
from nhipcau.foundation.crypto.codes import new_code
from nhipcau.foundation.text.api import search_text
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, staff
from tests.employers.factories import recruiter
from tests.fairs.factories import FairSessionFactory, RegistrationFactory, SessionSiteFactory
from tests.seekers.factories import SeekerFactory


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


@pytest.fixture
def hall(host: Centre) -> SessionSite:
    return SessionSiteFactory(session=FairSessionFactory(centre=host, running=True))


@pytest.fixture
def clerk(host: Centre) -> User:
    return staff(Role.FRONT_DESK, host)


@pytest.fixture
def desk(clerk: User) -> Client:
    return opened_by(clerk)


def named(name: str, site: SessionSite, **more: object) -> Registration:
    person = SeekerFactory(full_name=name, search=search_text(name), centre=site.centre)
    return RegistrationFactory(site=site, seeker=person, code=new_code(), **more)


def at(name: str, session: FairSession) -> str:
    return reverse(f"fairs:{name}", args=[session.pk])
