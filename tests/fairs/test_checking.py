"""What is missing is looked at twice before a session, once each, and those who can mend it are told."""

from datetime import datetime, timedelta

import pytest

from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, NewsLine, ReadinessCheck, SessionNews, SessionSite
from nhipcau.fairs.rules import readiness as rules
from nhipcau.messaging.models import SmsMessage
from tests.centres.factories import CentreFactory, staff
from tests.employers.factories import recruiter
from tests.fairs.factories import (
    ENDS,
    STARTS,
    EnterpriseInvitationFactory,
    FairSessionFactory,
    ParticipationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
    SiteInvitationFactory,
)
from tests.interviews.factories import DeskFactory

pytestmark = pytest.mark.django_db


def before(hours: float) -> datetime:
    return STARTS - timedelta(hours=hours)


@pytest.fixture
def session() -> FairSession:
    """An enterprise that has not said that it is ready, in a hall without a contact."""
    site = SessionSiteFactory()
    there = SessionVacancyFactory(
        participation__session=site.session,
        participation__site=site,
        participation__employer__contact_phone="0912345678",
    ).participation
    recruiter(there.employer)
    DeskFactory(occasion_id=site.session_id, employer=there.employer, place=site.place)
    staff(Role.SITE_OFFICER, site.centre)
    session: FairSession = site.session
    return session


@pytest.mark.parametrize(
    ("hours_before", "done", "due"),
    [
        (48.01, [], None),
        (48, [], 48),
        (47, [48], None),
        (5, [], 48),
        (4, [48], 4),
        (4, [], 4),  # the first was missed: one look is enough
        (0.5, [48, 4], None),
        (0.5, [], 4),
        (0, [], None),
        (-1, [], None),
    ],
)
def test_the_last_look_whose_hour_has_come_is_due(hours_before: float, done: list[int], due: int | None) -> None:
    assert rules.check_due(STARTS, done=done, now=before(hours_before)) == due


def test_each_look_is_made_once_and_each_enterprise_told_once_a_look(session: FairSession) -> None:
    for hours in (49, 48, 47, 24, 4, 3, 1):
        for _run in range(2):
            fairs.check_all(now=before(hours))
            fairs.send_waiting(now=before(hours))

    assert list(ReadinessCheck.objects.order_by("pk").values_list("hours", "at")) == [(48, before(48)), (4, before(4))]
    first, second = SmsMessage.objects.order_by("pk")
    assert (first.at, second.at) == (before(48), before(1))  # at 3:30 nobody is woken
    assert "bấm “Chúng tôi đã sẵn sàng”" in first.words
    assert "/phien/tham-gia/" in first.words


def test_a_session_that_was_moved_is_looked_at_anew(session: FairSession) -> None:
    fairs.check_all(now=before(48))
    week = timedelta(days=7)
    FairSession.objects.filter(pk=session.pk).update(starts=STARTS + week, ends=ENDS + week)

    assert fairs.check_all(now=before(4)) == 0
    assert fairs.check_all(now=before(48) + week) == 1
    assert fairs.check_all(now=before(47) + week) == 0
    assert list(ReadinessCheck.objects.order_by("pk").values_list("starts", flat=True)) == [STARTS, STARTS + week]


@pytest.mark.parametrize("hour", [0, 3, 23])
def test_a_session_around_midnight_is_looked_at_in_time(session: FairSession, hour: int) -> None:
    starts = STARTS.replace(hour=hour, minute=0)
    FairSession.objects.filter(pk=session.pk).update(starts=starts, ends=starts + timedelta(hours=2))

    looked = [at for at in range(60) if fairs.check_all(now=starts - timedelta(hours=60 - at))]

    assert [60 - at for at in looked] == [48, 4]


@pytest.mark.parametrize("state", ["draft", "running", "postponed", "cancelled"])
def test_only_a_session_that_is_coming_is_looked_at(state: str) -> None:
    started = {"opened_at": STARTS} if state == "running" else {}
    FairSessionFactory(state=state, **started)

    assert fairs.check_all(now=before(4)) == 0


def test_a_look_keeps_enterprises_sites_and_centres_that_have_not_answered(session: FairSession) -> None:
    linked = SessionSiteFactory(
        session=session, centre=CentreFactory(), role=SessionSite.Role.MEETING_POINT, contact="A"
    )
    SessionSiteFactory(session=session, online=True)
    asking = ParticipationFactory(session=session, site=session.sites.first(), state="applied")
    invitation = SiteInvitationFactory(session=session)
    SiteInvitationFactory(session=session, declined_at=before(60))

    check = fairs.check_readiness(session_id=session.pk, now=before(4))

    assert check is not None
    ready = session.participations.exclude(pk=asking.pk).get()
    hall = session.sites.get(role="host")
    assert sorted(check.missing, key=str) == sorted(
        [
            {"employer": ready.employer_id, "lacks": ["confirmation"]},
            {"employer": asking.employer_id, "lacks": ["approval", "opening", "recruiter"]},
            {"site": hall.pk, "lacks": ["contact"]},
            {"site": linked.pk, "lacks": ["officer"]},
            {"invitation": invitation.pk, "lacks": ["answer"]},
        ],
        key=str,
    )


def test_an_enterprise_that_has_not_answered_is_missing_and_told_once_a_look(session: FairSession) -> None:
    session.participations.update(state="set_up")
    asked = EnterpriseInvitationFactory(session=session, employer__contact_phone="0987654321")
    EnterpriseInvitationFactory(session=session, declined_at=before(60))
    gone = ParticipationFactory(session=session, site=session.sites.first(), state="withdrawn")
    for answered in (gone, session.participations.get(state="set_up")):
        EnterpriseInvitationFactory(session=session, employer=answered.employer)

    for hours in (48, 47):
        fairs.check_all(now=before(hours))
        fairs.send_waiting(now=before(hours))

    check = ReadinessCheck.objects.get()
    assert [row for row in check.missing if "site" not in row] == [{"employer": asked.employer_id, "lacks": ["answer"]}]
    told = SmsMessage.objects.get()
    assert told.to == "0987654321"
    assert "trả lời lời mời: tham gia hay không" in told.words
    assert "/phien/tham-gia/" in told.words
    assert NewsLine.objects.get().centre == session.centre


def test_who_answers_is_not_told_again(session: FairSession) -> None:
    session.participations.update(state="set_up")
    asked = EnterpriseInvitationFactory(session=session, employer__contact_phone="0987654321")
    fairs.check_all(now=before(48))
    fairs.send_waiting(now=before(48))
    asked.declined_at = before(47)
    asked.save()

    fairs.check_all(now=before(4))

    assert fairs.send_waiting(now=before(1)) == 0
    assert SmsMessage.objects.count() == 1


def test_who_is_ready_is_told_nothing(session: FairSession) -> None:
    session.participations.update(state="set_up")

    check = fairs.check_readiness(session_id=session.pk, now=before(4))

    assert [list(row) for row in check.missing] == [["site", "lacks"]]
    assert not SessionNews.objects.exists()


@pytest.mark.parametrize(
    ("facts", "lacks"),
    [
        ({}, []),
        ({"state": "approved"}, ["confirmation"]),
        ({"state": "applied", "desks": 0, "named": 0}, ["approval"]),
        ({"openings": 0}, ["opening"]),
        ({"desks": 0, "named": 0}, ["desk"]),
        ({"recruiters": 0, "named": 0}, ["recruiter"]),
        ({"named": 0}, ["interviewer"]),
        ({"openings": 0, "desks": 0, "named": 0, "recruiters": 0}, ["opening", "desk", "recruiter"]),
    ],
)
def test_what_an_enterprise_lacks(facts: dict[str, object], lacks: list[str]) -> None:
    whole = {"state": "set_up", "openings": 2, "desks": 2, "named": 1, "recruiters": 1}

    assert rules.lacks_of(**{**whole, **facts}) == lacks
    assert len(rules.in_words(lacks)) == len(lacks)
