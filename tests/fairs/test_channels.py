"""Which announcement brought a person: links, and registrations that came by one."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions.announcing import make_links_when_announced
from nhipcau.fairs.models import BroughtBy, ChannelLink, FairSession, Registration, SessionSite, SessionState, SignUp
from nhipcau.fairs.queries import announcing as queries
from nhipcau.fairs.rules import announcing as rules
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.outbox import api as outbox
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.fairs.factories import (
    AttendanceFactory,
    FairSessionFactory,
    RegistrationFactory,
    SessionSiteFactory,
)
from tests.interviews.factories import DeskFactory, InterviewFactory, OutcomeFactory
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> SessionSite:
    made: SessionSite = SessionSiteFactory()
    return made


def links(session: FairSession) -> dict[str, ChannelLink]:
    fairs.make_links(session=session, by=staff(Role.OPERATOR, session.centre), now=NOON)
    return queries.usual_links(queries.links_of(session))


def comes(hall: SessionSite, link: ChannelLink | None, channel: str = SignUp.WEB) -> Registration:
    seeker = SeekerFactory(centre=hall.centre)
    by = seeker_user(seeker) if channel == SignUp.WEB else staff(Role.FRONT_DESK, hall.centre)
    return fairs.register(
        session=hall.session, seeker=seeker, site=hall, wishes=[], channel=channel, by=by, now=NOON, link=link
    )


def test_each_usual_way_gets_one_link_however_often_it_is_asked_for(hall: SessionSite) -> None:
    first, again = links(hall.session), links(hall.session)

    assert set(first) == set(rules.USUAL)
    assert {link.code for link in first.values()} == {link.code for link in again.values()}
    assert len({link.code for link in first.values()}) == len(rules.USUAL)
    assert all(rules.looks_right(link.code) for link in first.values())
    assert AuditRecord.objects.filter(action="session.make_links").count() == 1


def test_a_link_with_a_name_is_made_once(hall: SessionSite) -> None:
    by = staff(Role.OPERATOR, hall.session.centre)
    said = {"session": hall.session, "channel": "zalo", "by": by, "now": NOON}

    first = fairs.add_link(name="Zalo nhóm xã Việt Yên", **said)
    again = fairs.add_link(name="  Zalo nhóm  xã Việt Yên", **said)

    assert first == again
    assert ChannelLink.objects.get() == first


@pytest.mark.parametrize(("channel", "name"), [("zalo", ""), ("zalo", "a" * 81), ("bồ câu", "Chim")])
def test_a_link_without_a_good_name_is_not_made(hall: SessionSite, channel: str, name: str) -> None:
    with pytest.raises(fairs.Refused):
        fairs.add_link(session=hall.session, channel=channel, name=name, by=staff(Role.OPERATOR, hall.centre), now=NOON)
    assert not ChannelLink.objects.exists()


@pytest.mark.parametrize("state", [SessionState.CANCELLED, SessionState.CLOSED])
def test_what_is_over_gets_no_links(state: str) -> None:
    session = FairSessionFactory(state=state, **({"closed": True} if state == SessionState.CLOSED else {}))
    with pytest.raises(fairs.Refused):
        fairs.make_links(session=session, by=staff(Role.OPERATOR, session.centre), now=NOON)
    assert not ChannelLink.objects.exists()


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.SITE_OFFICER, Role.COUNSELLOR])
def test_only_those_who_plan_make_links(hall: SessionSite, role: Role) -> None:
    by = staff(role, hall.centre)
    with pytest.raises(PermissionDenied):
        fairs.make_links(session=hall.session, by=by, now=NOON)
    with pytest.raises(PermissionDenied):
        fairs.add_link(session=hall.session, channel="zalo", name="Nhóm", by=by, now=NOON)
    assert not ChannelLink.objects.exists()


def test_the_operator_of_another_centre_makes_none(hall: SessionSite) -> None:
    with pytest.raises(PermissionDenied):
        fairs.make_links(session=hall.session, by=staff(Role.OPERATOR), now=NOON)
    assert not ChannelLink.objects.exists()


def test_a_registration_keeps_the_link_that_brought_it(hall: SessionSite) -> None:
    zalo = links(hall.session)[BroughtBy.ZALO]
    assert comes(hall, zalo).link == zalo


@pytest.mark.parametrize("channel", [SignUp.COUNTER, SignUp.COMMUNE, SignUp.PHONE])
def test_whom_staff_write_down_was_brought_by_no_link(hall: SessionSite, channel: str) -> None:
    assert comes(hall, links(hall.session)[BroughtBy.ZALO], channel).link is None


def test_a_link_of_another_session_counts_as_none(hall: SessionSite) -> None:
    foreign = links(FairSessionFactory(centre=hall.centre))[BroughtBy.ZALO]
    registration = comes(hall, foreign)
    assert (registration.link, registration.session) == (None, hall.session)


def test_another_link_after_registering_changes_nothing(hall: SessionSite) -> None:
    ours = links(hall.session)
    registration = comes(hall, ours[BroughtBy.ZALO])
    again = fairs.register(
        session=hall.session,
        seeker=registration.seeker,
        site=hall,
        wishes=[],
        channel=SignUp.WEB,
        by=seeker_user(registration.seeker),
        now=NOON,
        link=ours[BroughtBy.POSTER],
    )
    assert again.link == ours[BroughtBy.ZALO]


def test_what_links_brought_is_counted_in_persons(hall: SessionSite) -> None:
    ours = links(hall.session)
    zalo, poster = ours[BroughtBy.ZALO], ours[BroughtBy.POSTER]
    hired, came, _stayed = [RegistrationFactory(site=hall, link=zalo) for _ in range(3)]
    RegistrationFactory(site=hall, link=poster)
    RegistrationFactory(site=hall, link=poster, state="cancelled")
    RegistrationFactory(site=hall)
    for registration in (hired, came):
        AttendanceFactory(registration=registration)
    desk = DeskFactory(occasion_kind="fair", occasion_id=hall.session_id)
    talk = InterviewFactory(done=True, desk=desk, ticket__seeker=hired.seeker)
    OutcomeFactory(interview=talk, stage="offer_accepted")

    counted = {row.link: (row.registered, row.came, row.hired) for row in queries.brought_by_links(hall.session)}

    assert counted[zalo] == (3, 2, 1)
    assert counted[poster] == (1, 0, 0)
    assert counted[ours[BroughtBy.PRESS]] == (0, 0, 0)


@pytest.mark.parametrize("named", [0, 6])
def test_counting_links_costs_the_same_for_few_or_many(
    hall: SessionSite, named: int, django_assert_num_queries
) -> None:
    ours = links(hall.session)
    for number in range(named):
        link = fairs.add_link(
            session=hall.session, channel="zalo", name=f"Nhóm {number}", by=staff(Role.OPERATOR, hall.centre), now=NOON
        )
        AttendanceFactory(registration=RegistrationFactory(site=hall, link=link))
    RegistrationFactory(site=hall, link=ours[BroughtBy.ZALO])
    with django_assert_num_queries(3):
        assert len(queries.brought_by_links(hall.session)) == len(rules.USUAL) + named


def test_a_code_is_remembered_for_a_week() -> None:
    written = NOON.timestamp()
    assert rules.still_remembered(written, now=NOON + timedelta(days=7))
    assert not rules.still_remembered(written, now=NOON + timedelta(days=7, seconds=1))
    assert not rules.still_remembered(written, now=NOON - timedelta(seconds=1))


@pytest.mark.parametrize("code", ["", "abc", "ABCDEFGHJK", "abcdefghjk2", "abcdefghil", "../../etc/"])
def test_what_cannot_be_a_code_is_not_looked_for(code: str, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert queries.link_of(code) is None


def test_the_link_of_a_draft_leads_nowhere_yet() -> None:
    draft = FairSessionFactory(draft=True)
    code = links(draft)[BroughtBy.ZALO].code
    assert queries.link_of(code) is None
    FairSession.objects.filter(pk=draft.pk).update(state=SessionState.ANNOUNCED)
    assert queries.link_of(code) is not None


def test_an_announced_session_has_its_links_by_itself(hall: SessionSite) -> None:
    FairSession.objects.filter(pk=hall.session_id).update(state=SessionState.DRAFT)
    hall.session.refresh_from_db()
    fairs.announce(session=hall.session, by=staff(Role.OPERATOR, hall.centre), now=NOON)
    outbox.deliver_waiting()
    assert set(queries.usual_links(queries.links_of(hall.session))) == set(rules.USUAL)


def test_one_that_was_called_off_before_the_news_arrived_needs_none(hall: SessionSite) -> None:
    FairSession.objects.filter(pk=hall.session_id).update(state=SessionState.CANCELLED)
    make_links_when_announced(session_id=hall.session_id, now=NOON)
    assert not ChannelLink.objects.exists()
