"""A talk of a centre with its operator, a group interview of an enterprise with its recruiter."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.gatherings.models import Gathering
from tests.centres.factories import staff
from tests.employers.factories import recruiter
from tests.gatherings.factories import GatheringFactory


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences are compared as they stand in the code; pages are asked in the language of the visitor."""
    with translation.override("en"):
        yield


@pytest.fixture
def talk(db: None) -> Gathering:
    made: Gathering = GatheringFactory(going_on=True)
    return made


@pytest.fixture
def group(db: None) -> Gathering:
    made: Gathering = GatheringFactory(group=True, going_on=True)
    return made


@pytest.fixture
def operator(talk: Gathering) -> User:
    """Of the centre that holds the talk."""
    return staff(Role.OPERATOR, talk.centre)


@pytest.fixture
def mai(group: Gathering) -> User:
    """Recruits for the enterprise of the group interview."""
    assert group.employer is not None
    return recruiter(group.employer)
