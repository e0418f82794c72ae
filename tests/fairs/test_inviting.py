"""A centre joins one session by a link: once, in time, by its own word."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.api import centres_where
from nhipcau.centres.models import Centre, Place, Role
from nhipcau.fairs.actions.inviting import (
    decline_invitation,
    invite_centre,
    renew_link,
    revoke_invitation,
    tell_invited,
)
from nhipcau.fairs.actions.joining import FirstColleague, Seat, accept_invitation, join_by_link
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, SessionSite, SiteInvitation
from nhipcau.fairs.rules import inviting as rules
from nhipcau.messaging.models import EmailMessage, SmsMessage
from tests.centres.factories import CentreFactory, PlaceFactory, staff
from tests.conftest import NOON
from tests.fairs.factories import ENDS, STARTS, FairSessionFactory, SessionSiteFactory
from tests.fairs.linked import PASSWORD, invited, joined, joined_by_link, newcomer

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def session() -> FairSession:
    return SessionSiteFactory(session=FairSessionFactory()).session


def test_the_secret_of_a_link_is_long_and_only_its_digest_is_kept(session: FairSession) -> None:
    invitation, secret = invited(session)

    assert len(secret) * 6 >= 128
    assert invitation.digest == rules.digest_of(secret)
    assert secret not in str(list(SiteInvitation.objects.values()))
    assert invitation.expires_at == ENDS


def test_a_new_centre_joins_with_its_name_its_first_colleague_and_its_place(session: FairSession) -> None:
    user, site = joined_by_link(session)

    centre = site.centre
    assert (centre.joined_by_link, centre.short_name) == (True, "Trung tâm DVVL tỉnh Hà Giang")
    assert (site.role, site.capacity, site.contact) == (SessionSite.Role.MEETING_POINT, 60, "Chị Mỷ")
    assert (site.place.name, site.place.computers) == ("Điểm cầu Hà Giang", 12)  # type: ignore[union-attr]
    assert (user.check_password(PASSWORD), user.password_is_temporary) == (True, False)
    assert set(user.staff_roles.values_list("role", flat=True)) == {"manager", "operator", "site_officer"}
    invitation = session.invitations.get()
    assert (invitation.centre, invitation.site, invitation.accepted_by) == (centre, site, user)


def test_a_centre_that_came_by_a_link_receives_people_and_holds_no_sessions(session: FairSession) -> None:
    user, site = joined_by_link(session)

    for allowed in ("fairs.check_in", "fairs.run_site", "seekers.register_seeker", "employers.verify_employer"):
        assert centres_where(user, allowed) == {site.centre_id}
    for withheld in ("fairs.plan_session", "fairs.run_session", "fairs.read_report", "vacancies.manage_order"):
        assert centres_where(user, withheld) == set()
    assert centres_where(staff(Role.OPERATOR), "fairs.plan_session")


def test_a_link_serves_once(session: FairSession) -> None:
    invitation, secret = invited(session)
    join_by_link(invitation=invitation, secret=secret, **newcomer(), now=NOON)

    other = newcomer(name="Trung tâm Dịch vụ việc làm tỉnh Khác")
    other["first"] = FirstColleague(username="khac", display_name="Người Khác", password=PASSWORD)
    with pytest.raises(Refused) as refusal:
        join_by_link(invitation=invitation, secret=secret, **other, now=NOON)

    assert refusal.value.reasons == ["Lời mời này đã được nhận rồi."]
    assert not User.objects.filter(username="khac").exists()
    assert SessionSite.objects.filter(session=session).count() == 2


@pytest.mark.parametrize(
    ("at", "good"),
    [(STARTS + MINUTE, True), (ENDS - MINUTE, True), (ENDS, False), (ENDS + timedelta(days=30), False)],
)
def test_a_link_is_good_until_the_session_ends(session: FairSession, at: datetime, good: bool) -> None:
    invitation, secret = invited(session)
    ask: dict[str, Any] = {"invitation": invitation, "secret": secret, **newcomer(), "now": at}
    if good:
        with time_machine.travel(at, tick=False):
            assert join_by_link(**ask)
        return
    with pytest.raises(Refused) as refusal:
        join_by_link(**ask)
    assert refusal.value.reasons == ["Lời mời này đã hết hạn: phiên đã kết thúc. Hãy gọi đơn vị chủ trì."]
    assert not Centre.objects.filter(joined_by_link=True).exists()


def test_what_is_taken_back_or_renewed_opens_nothing_by_its_old_link(session: FairSession) -> None:
    invitation, old = invited(session)
    planner = staff(Role.OPERATOR, session.centre)

    invitation, fresh = renew_link(invitation=invitation, by=planner, now=NOON)
    with pytest.raises(Refused):
        join_by_link(invitation=invitation, secret=old, **newcomer(), now=NOON)
    revoke_invitation(invitation=invitation, by=planner, now=NOON)
    with pytest.raises(Refused):
        join_by_link(invitation=invitation, secret=fresh, **newcomer(), now=NOON)

    assert not Centre.objects.filter(joined_by_link=True).exists()


def test_a_forged_secret_joins_nobody(session: FairSession) -> None:
    invitation, _secret = invited(session)
    with pytest.raises(Refused):
        join_by_link(invitation=invitation, secret=rules.new_secret(), **newcomer(), now=NOON)
    assert SessionSite.objects.filter(session=session).count() == 1


@pytest.mark.parametrize("wrong", [{"phone": "12"}, {"name": "TT"}])
def test_what_a_new_centre_types_wrong_makes_nothing(session: FairSession, wrong: dict[str, str]) -> None:
    invitation, secret = invited(session)
    users = User.objects.count()
    with pytest.raises(Refused):
        join_by_link(invitation=invitation, secret=secret, **newcomer(**wrong), now=NOON)
    assert (User.objects.count() - users, Place.objects.filter(centre__joined_by_link=True).count()) == (0, 0)
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_nobody_joins_under_the_name_of_a_centre_that_is_here(session: FairSession) -> None:
    invitation, secret = invited(session)
    said = newcomer()
    CentreFactory(name=said["data"].name.upper(), province=said["data"].province)
    with pytest.raises(Refused):
        join_by_link(invitation=invitation, secret=secret, **said, now=NOON)
    assert not Centre.objects.filter(joined_by_link=True).exists()


def test_a_known_centre_answers_for_itself_and_twice_is_once(session: FairSession) -> None:
    partner = CentreFactory()
    invitation, _secret = invited(session, partner)
    ask: dict[str, Any] = {"invitation": invitation, "centre": partner, "now": NOON}
    ask["seat"] = Seat(place=PlaceFactory(centre=partner), capacity=40)

    for stranger in (staff(Role.OPERATOR, session.centre), staff(Role.OPERATOR), staff(Role.SITE_OFFICER, partner)):
        with pytest.raises(PermissionDenied):
            accept_invitation(by=stranger, **ask)
    assert session.sites.count() == 1
    manager = staff(Role.MANAGER, partner)
    site = accept_invitation(by=manager, **ask)
    assert accept_invitation(by=manager, **ask) == site
    assert (site.centre, session.sites.count()) == (partner, 2)


def test_an_invitation_by_name_is_taken_by_a_centre_that_is_here_already(session: FairSession) -> None:
    invitation, _secret = invited(session)
    partner, third = CentreFactory(), CentreFactory()
    seat = Seat(place=PlaceFactory(centre=partner))
    accept_invitation(invitation=invitation, centre=partner, seat=seat, by=staff(Role.OPERATOR, partner), now=NOON)
    with pytest.raises(PermissionDenied):
        accept_invitation(
            invitation=SiteInvitation.objects.get(), centre=third, seat=seat, by=staff(Role.OPERATOR, third), now=NOON
        )
    assert set(session.sites.values_list("centre", flat=True)) == {session.centre_id, partner.pk}


def test_a_centre_joins_with_its_own_place_only(session: FairSession) -> None:
    partner = CentreFactory()
    invitation, _secret = invited(session, partner)
    operator = staff(Role.OPERATOR, partner)
    for seat in (Seat(place=PlaceFactory()), replace(newcomer()["seat"], capacity=0)):
        with pytest.raises(Refused):
            accept_invitation(invitation=invitation, centre=partner, seat=seat, by=operator, now=NOON)
    assert session.sites.count() == 1


def test_the_host_reads_why_a_centre_does_not_come(session: FairSession) -> None:
    partner = CentreFactory()
    invitation, secret = invited(session, partner)
    with pytest.raises(PermissionDenied):
        decline_invitation(invitation=invitation, reason="", by=staff(Role.OPERATOR, session.centre), now=NOON)
    with pytest.raises(Refused):
        decline_invitation(invitation=invitation, reason="", by=None, secret="x", now=NOON)

    answered = decline_invitation(
        invitation=invitation, reason="Trùng phiên của tỉnh", by=None, secret=secret, now=NOON
    )

    assert (answered.reason, answered.declined_at) == ("Trùng phiên của tỉnh", NOON)
    with pytest.raises(Refused):
        joined_after_all(invitation, partner)
    assert session.sites.count() == 1


def joined_after_all(invitation: SiteInvitation, partner: Centre) -> SessionSite:
    seat = Seat(place=PlaceFactory(centre=partner))
    by = staff(Role.OPERATOR, partner)
    return accept_invitation(invitation=invitation, centre=partner, seat=seat, by=by, now=NOON)


def test_a_centre_is_invited_once_at_a_time_and_not_when_it_is_there(session: FairSession) -> None:
    partner = CentreFactory()
    invited(session, partner)
    for centre in (partner, session.centre, joined(session, CentreFactory()).centre):
        with pytest.raises(Refused):
            invited(session, centre)
    invited(session)
    with pytest.raises(Refused):
        invited(session, name="trung tâm dịch vụ việc làm tỉnh hà giang")
    assert session.invitations.count() == 3


def test_no_centre_is_invited_to_a_session_that_is_over_or_by_another(session: FairSession) -> None:
    over = FairSessionFactory(closed=True)
    with pytest.raises(Refused):
        invited(over)
    with pytest.raises(Refused):
        invited(session, now=ENDS)
    with pytest.raises(PermissionDenied):
        invite_centre(session=session, name="X Y Z", by=staff(Role.OPERATOR), now=NOON)
    assert not SiteInvitation.objects.exists()


def test_the_link_is_sent_where_an_address_was_given(session: FairSession) -> None:
    invitation, _secret = invited(session, email="ttdvvl@example.vn", phone="0912345678")
    link = "https://fair.example.vn/phien/lien-ket/abc/"

    told = tell_invited(invitation=invitation, link=link, by=staff(Role.OPERATOR, session.centre), now=NOON)

    assert told == ["ttdvvl@example.vn", "0912345678"]
    assert link in EmailMessage.objects.get().words
    assert link in SmsMessage.objects.get().words
