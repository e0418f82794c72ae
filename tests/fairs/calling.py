"""An opening at Thursday's fair, its recruiter, and people whom it suits."""

from typing import Any

from nhipcau.accounts.models import User
from nhipcau.consents.api import Purpose
from nhipcau.fairs.actions import calling_people as actions
from nhipcau.fairs.models import SessionVacancy
from nhipcau.matching.api import Invitation
from nhipcau.seekers.models import Seeker
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.factories import ParticipationFactory, SessionSiteFactory, SessionVacancyFactory
from tests.matching.factories import findable
from tests.seekers.factories import SeekerFactory


def at_the_fair(**more: Any) -> SessionVacancy:
    """Brought by an approved enterprise with a table in the hall; people may register online too."""
    brought: SessionVacancy = SessionVacancyFactory(participation=ParticipationFactory(online=True), **more)
    SessionSiteFactory(session=brought.participation.session, online=True)
    return brought


def hirer_of(brought: SessionVacancy) -> User:
    return recruiter(brought.participation.employer)


def somebody(*purposes: Purpose, **more: Any) -> Seeker:
    """Who agreed to be found work and uses an account."""
    return findable(SeekerFactory(with_account=True, **more), *purposes)


def called(brought: SessionVacancy, seeker: Seeker) -> Invitation:
    return actions.call(brought=brought, seeker=seeker, by=hirer_of(brought), now=NOON)
