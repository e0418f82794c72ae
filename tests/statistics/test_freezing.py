"""The report of a session is counted from its rows until it closes, then never again."""

import json
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import ProgrammingError, transaction

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, SessionState
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews.models import Stage
from nhipcau.statistics import api as statistics
from nhipcau.statistics.models import FrozenReport
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.fairs.factories import AttendanceFactory, FairSessionFactory, RegistrationFactory, SessionSiteFactory
from tests.interviews.factories import DeskFactory, InterviewFactory, OutcomeFactory


@pytest.fixture
def session(db: None) -> FairSession:
    return FairSessionFactory(closed=True)


@pytest.fixture
def manager(session: FairSession) -> User:
    return staff(Role.MANAGER, session.centre)


def met_at(session: FairSession, stage: Stage) -> object:
    site = session.sites.first() or SessionSiteFactory(session=session)
    registration = RegistrationFactory(site=site, state="checked_in")
    AttendanceFactory(registration=registration)
    desk = DeskFactory(occasion_id=session.pk, centre=session.centre)
    interview = InterviewFactory(done=True, desk=desk, ticket__seeker=registration.seeker)
    return OutcomeFactory(interview=interview, stage=stage, date=NOON.date())


def test_a_changed_outcome_changes_the_report(session: FairSession) -> None:
    first = met_at(session, Stage.POOL)
    before = statistics.figures_of(session)["totals"]

    OutcomeFactory(interview=first.interview, stage=Stage.OFFER_ACCEPTED)

    after = statistics.figures_of(session)["totals"]
    assert (before["passed"], after["passed"], before["interviews"], after["interviews"]) == (0, 1, 1, 1)


def test_a_frozen_report_keeps_its_figures_whatever_comes_later(session: FairSession, manager: User) -> None:
    first = met_at(session, Stage.POOL)
    frozen = statistics.freeze_report(session=session, by=manager, now=NOON)

    OutcomeFactory(interview=first.interview, stage=Stage.OFFER_ACCEPTED)

    assert statistics.figures_of(session)["totals"]["passed"] == 0
    assert statistics.rows_of(session).hash() != frozen.rows_hash
    session.refresh_from_db()
    assert (session.state, session.frozen_at) == (SessionState.REPORTED, NOON)


def test_freezing_again_gives_the_same_report(session: FairSession, manager: User) -> None:
    first = statistics.freeze_report(session=session, by=manager, now=NOON)
    assert statistics.freeze_report(session=session, by=manager, now=NOON) == first


def test_the_database_refuses_to_change_a_frozen_report(session: FairSession, manager: User) -> None:
    statistics.freeze_report(session=session, by=manager, now=NOON)
    with pytest.raises(ProgrammingError), transaction.atomic():
        FrozenReport.objects.update(figures={})
    assert FrozenReport.objects.get().figures["totals"]["passed"] == 0


def test_closing_the_session_freezes_its_report(db: None) -> None:
    session = FairSessionFactory(closing=True)
    met_at(session, Stage.OFFER_ACCEPTED)

    fairs.close_session(session=session, by=staff(Role.OPERATOR, session.centre), now=NOON)
    outbox.deliver_waiting()

    assert FrozenReport.objects.get(session=session).figures["totals"]["hired"] == 1


def test_a_running_session_cannot_be_frozen(db: None) -> None:
    session = FairSessionFactory(running=True)
    with pytest.raises(statistics.NotOver):
        statistics.freeze_report(session=session, by=staff(Role.MANAGER, session.centre), now=NOON)
    assert not FrozenReport.objects.exists()


def test_another_centres_manager_freezes_nothing(session: FairSession) -> None:
    with pytest.raises(PermissionDenied):
        statistics.freeze_report(session=session, by=staff(Role.MANAGER), now=NOON)
    assert not FrozenReport.objects.exists()


def test_the_command_counts_again_and_tells_whether_the_rows_are_the_same(session: FairSession, manager: User) -> None:
    first = met_at(session, Stage.POOL)
    statistics.freeze_report(session=session, by=manager, now=NOON)

    def recount() -> dict[str, object]:
        out = StringIO()
        call_command("report", str(session.pk), "--recount", stdout=out)
        return json.loads(out.getvalue())

    assert recount()["same_rows_as_frozen"] is True
    OutcomeFactory(interview=first.interview, stage=Stage.OFFER_ACCEPTED)
    again = recount()
    assert (again["same_rows_as_frozen"], again["totals"]["passed"]) == (False, 1)
