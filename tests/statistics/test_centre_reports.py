"""Each centre's own report: every row counted in exactly one of them, frozen with the host's."""

import random

import pytest
from django.db import ProgrammingError, transaction

from nhipcau.centres.models import Centre
from nhipcau.fairs.models import FairSession, SessionSite
from nhipcau.interviews.models import Stage
from nhipcau.statistics import api as statistics
from nhipcau.statistics.models import CentreReport, FrozenReport
from nhipcau.statistics.queries.centre_report import figures_for
from nhipcau.statistics.rules import Opening, Person, Rows, Site, Talk, count
from nhipcau.statistics.rules.centre_report import ADDITIVE, Belonging, shared_out
from tests.centres.factories import CentreFactory
from tests.conftest import NOON
from tests.fairs.factories import (
    AttendanceFactory,
    FairSessionFactory,
    ParticipationFactory,
    RegistrationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
)
from tests.interviews.factories import DeskFactory, InterviewFactory, OutcomeFactory

STAGES = ("", "met", "offer_accepted", "second_interview", "not_suitable", "started", "pool")
WHOSE = Belonging(host=1, sites={11: 1, 12: 1, 21: 2, 31: 3, 32: 3}, enterprises={101: 1, 102: 2, 103: 3, 104: 2})

NO_DESKS: dict[int, dict[str, int]] = {centre: {} for centre in WHOSE.centres}


def any_morning(chance: random.Random) -> Rows:
    """People who registered anywhere, came anywhere or nowhere, and talked with anybody."""
    people = [
        Person(
            seeker=seeker,
            site=chance.choice((11, 12, 21, 31, 32)),
            came=chance.choice((None, 11, 12, 21, 31, 32)),
            absent=chance.random() < 0.2,
            walk_in=chance.random() < 0.3,
            channel="by:web",
            sex=chance.choice(("female", "male")),
            age="25-34",
            qualification="none",
        )
        for seeker in range(chance.randrange(40))
    ]
    talks = [
        Talk(
            seeker=chance.randrange(45),
            employer=chance.choice((101, 102, 103, 104)),
            industry="1410",
            state=chance.choice(("done", "done", "worker_absent")),
            stage=chance.choice(STAGES),
            reason="",
            online=chance.random() < 0.5,
            waited=chance.randrange(60),
        )
        for _n in range(chance.randrange(60))
    ]
    openings = [
        Opening(
            employer=chance.choice((101, 102, 103, 104, 105)), industry="1410", local=chance.random() < 0.5,
            province="24", headcount=chance.randrange(1, 90), wishes=chance.randrange(4),
        )
        for _n in range(chance.randrange(12))
    ]  # fmt: skip
    sites = [Site(pk, str(pk), pk in (11, 12)) for pk in WHOSE.sites]
    return Rows(people=people, talks=talks, openings=openings, sites=sites)


@pytest.mark.parametrize("seed", range(60))
def test_the_reports_of_all_centres_add_up_to_the_hosts_totals(seed: int) -> None:
    rows = any_morning(random.Random(seed))
    whole = count(rows)["totals"]

    parts = [count(part)["totals"] for part in shared_out(rows, WHOSE, NO_DESKS).values()]

    assert {name: sum(part[name] for part in parts) for name in ADDITIVE} == {name: whole[name] for name in ADDITIVE}


@pytest.mark.parametrize("seed", range(20))
def test_the_sites_of_a_report_add_up_to_its_totals(seed: int) -> None:
    for part in shared_out(any_morning(random.Random(seed)), WHOSE, NO_DESKS).values():
        figures = count(part)
        for name in ("registered", "walk_ins", "attended"):
            assert sum(line[name] for line in figures["by_site"]) == figures["totals"][name]


@pytest.fixture
def session(db: None) -> FairSession:
    return FairSessionFactory(closed=True)


@pytest.fixture
def partner(db: None) -> Centre:
    made: Centre = CentreFactory()
    return made


def met_at(site: SessionSite, stage: Stage) -> None:
    registration = RegistrationFactory(site=site, state="checked_in")
    AttendanceFactory(registration=registration)
    desk = DeskFactory(occasion_id=site.session_id, centre=site.session.centre)
    talk = InterviewFactory(done=True, desk=desk, ticket__seeker=registration.seeker)
    OutcomeFactory(interview=talk, stage=stage, date=NOON.date())


def test_a_centre_counts_its_own_people_and_its_own_enterprises(session: FairSession, partner: Centre) -> None:
    hall = SessionSiteFactory(session=session)
    point = SessionSiteFactory(session=session, centre=partner, role=SessionSite.Role.MEETING_POINT)
    met_at(hall, Stage.POOL)
    met_at(point, Stage.OFFER_ACCEPTED)
    brought = ParticipationFactory(session=session, site=point, centre=partner, state="present")
    SessionVacancyFactory(participation=brought, headcount=25)

    own, host = figures_for(session, partner.pk)["totals"], figures_for(session, session.centre_id)["totals"]

    assert (own["attended"], own["interviews"], own["passed"]) == (1, 1, 1)
    assert (own["enterprises"], own["openings"]) == (1, 25)
    assert (host["attended"], host["interviews"], host["passed"], host["openings"]) == (1, 1, 0, 0)


def test_closing_freezes_a_report_for_each_centre_with_a_site(session: FairSession, partner: Centre) -> None:
    SessionSiteFactory(session=session)
    point = SessionSiteFactory(session=session, centre=partner, role=SessionSite.Role.MEETING_POINT)
    met_at(point, Stage.OFFER_ACCEPTED)

    for _twice in range(2):
        statistics.freeze_report(session=session, by=None, now=NOON)

    assert set(CentreReport.objects.values_list("centre", flat=True)) == {session.centre_id, partner.pk}
    met_at(point, Stage.OFFER_ACCEPTED)
    assert figures_for(session, partner.pk)["totals"]["attended"] == 1
    frozen = FrozenReport.objects.get().figures["totals"]
    own = [one.figures["totals"] for one in CentreReport.objects.all()]
    assert {name: sum(one[name] for one in own) for name in ADDITIVE} == {name: frozen[name] for name in ADDITIVE}


@pytest.mark.parametrize("way", ["update", "delete"])
def test_a_frozen_report_of_a_centre_cannot_be_touched(session: FairSession, way: str) -> None:
    SessionSiteFactory(session=session)
    statistics.freeze_report(session=session, by=None, now=NOON)
    report = CentreReport.objects.get()
    with pytest.raises(ProgrammingError), transaction.atomic():
        report.delete() if way == "delete" else CentreReport.objects.update(rows_hash="x")
    assert CentreReport.objects.get().rows_hash == report.rows_hash
