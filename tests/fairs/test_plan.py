from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.centres.models import Role
from nhipcau.fairs.actions.plan import SessionData, add_site, change_site, create_session, edit_session, remove_site
from nhipcau.fairs.actions.refusals import EditedMeanwhile, Refused
from nhipcau.fairs.models import FairSession, SessionSite
from nhipcau.foundation.audit.models import AuditRecord
from tests.centres.factories import CentreFactory, PlaceFactory, staff
from tests.conftest import NOON
from tests.fairs.factories import (
    ENDS,
    STARTS,
    FairSessionFactory,
    ParticipationFactory,
    RegistrationFactory,
    SessionSiteFactory,
    SiteInvitationFactory,
)

pytestmark = pytest.mark.django_db
Role_ = SessionSite.Role


def data(**changes: Any) -> SessionData:
    said = {"title": "Phiên cho bộ đội xuất ngũ", "kind": "thematic", "mode": "hybrid", "scope": "linked"}
    return SessionData(**(said | {"starts": STARTS, "ends": ENDS, "theme": "Bộ đội xuất ngũ"} | changes))


def as_it_is(session: FairSession, **changes: Any) -> SessionData:
    names = ("title", "kind", "mode", "scope", "starts", "ends", "theme", "note", "most_wishes")
    return SessionData(**({name: getattr(session, name) for name in names} | changes))


def test_a_single_session_is_made_as_a_draft() -> None:
    centre = CentreFactory()

    session = create_session(centre=centre, data=data(), by=staff(Role.OPERATOR, centre), now=NOON)

    assert (session.state, session.series, session.theme) == ("draft", None, "Bộ đội xuất ngũ")
    assert AuditRecord.objects.get(action="session.create").centre_id == centre.pk


@pytest.mark.parametrize(("starts", "ends"), [(NOON - timedelta(days=1), NOON), (ENDS, STARTS)])
def test_a_session_in_the_past_or_backwards_is_refused(starts: datetime, ends: datetime) -> None:
    centre = CentreFactory()

    with pytest.raises(Refused) as refusal:
        create_session(centre=centre, data=data(starts=starts, ends=ends), by=staff(Role.OPERATOR, centre), now=NOON)

    assert len(refusal.value.reasons) == 1
    assert not FairSession.objects.exists()


def test_an_edit_counts_up_and_an_older_copy_cannot_be_saved_over_it() -> None:
    session = FairSessionFactory()
    operator = staff(Role.OPERATOR, session.centre)
    first = as_it_is(session, title="Một")
    session = edit_session(session=session, data=first, edition=1, by=operator, now=NOON)

    with pytest.raises(EditedMeanwhile):
        edit_session(session=session, data=as_it_is(session, title="Hai"), edition=1, by=operator, now=NOON)

    session.refresh_from_db()
    assert (session.title, session.edition) == ("Một", 2)


def test_saving_without_a_change_leaves_the_edition() -> None:
    session = FairSessionFactory()

    session = edit_session(
        session=session, data=as_it_is(session), edition=1, by=staff(Role.OPERATOR, session.centre), now=NOON
    )

    assert session.edition == 1


def test_a_running_session_keeps_its_time_but_not_its_title() -> None:
    session = FairSessionFactory(running=True)
    operator = staff(Role.OPERATOR, session.centre)
    later = as_it_is(session, ends=ENDS + timedelta(hours=1))

    with pytest.raises(Refused) as refusal:
        edit_session(session=session, data=later, edition=1, by=operator, now=STARTS)

    assert refusal.value.reasons[0] == "Phiên đang diễn ra."
    session = edit_session(session=session, data=as_it_is(session, title="Mới"), edition=1, by=operator, now=STARTS)
    assert (session.title, session.ends) == ("Mới", ENDS)


def test_own_sites_join_and_joining_again_changes_nothing() -> None:
    session = FairSessionFactory()
    hall = PlaceFactory(centre=session.centre)
    ask: dict[str, Any] = {"session": session, "by": staff(Role.OPERATOR, session.centre), "now": NOON}

    first = add_site(centre=session.centre, place=hall, role=Role_.HOST, capacity=40, **ask)
    again = add_site(centre=session.centre, place=hall, role=Role_.HOST, capacity=99, **ask)
    online = add_site(centre=session.centre, place=None, role=Role_.ONLINE, capacity=None, **ask)

    assert again == first
    assert list(session.sites.order_by("pk").values_list("pk", "capacity")) == [(first.pk, 40), (online.pk, None)]


def test_the_host_brings_no_other_centre_in() -> None:
    session, linked = FairSessionFactory(), PlaceFactory()
    ask: dict[str, Any] = {"session": session, "centre": linked.centre, "place": linked, "capacity": 4, "now": NOON}

    with pytest.raises(PermissionDenied):
        add_site(role=Role_.MEETING_POINT, by=staff(Role.OPERATOR, session.centre), **ask)

    assert not session.sites.exists()


def test_a_centre_brings_a_further_place_only_after_it_has_joined() -> None:
    session, linked = FairSessionFactory(), PlaceFactory()
    ask: dict[str, Any] = {"session": session, "centre": linked.centre, "capacity": 4, "now": NOON}
    ask["by"] = staff(Role.OPERATOR, linked.centre)

    with pytest.raises(Refused):
        add_site(place=linked, role=Role_.MEETING_POINT, **ask)
    assert not session.sites.exists()
    SessionSiteFactory(session=session, centre=linked.centre, role=Role_.MEETING_POINT)
    with pytest.raises(Refused):
        add_site(place=linked, role=Role_.HOST, **ask)
    assert add_site(place=linked, role=Role_.MEETING_POINT, **ask).centre == linked.centre


def test_a_place_goes_with_its_own_centre_and_the_online_site_has_none() -> None:
    session = FairSessionFactory()
    ask: dict[str, Any] = {
        "session": session,
        "by": staff(Role.OPERATOR, session.centre),
        "now": NOON,
        "capacity": None,
    }

    for wrong in (
        {"centre": session.centre, "place": PlaceFactory(), "role": Role_.HOST},
        {"centre": session.centre, "place": None, "role": Role_.HOST},
    ):
        with pytest.raises(Refused):
            add_site(**wrong, **ask)

    assert not session.sites.exists()


def test_a_site_never_gets_fewer_seats_than_people() -> None:
    site = SessionSiteFactory(taken=12)
    operator = staff(Role.OPERATOR, site.session.centre)

    with pytest.raises(Refused) as refusal:
        change_site(site=site, capacity=10, contact="", by=operator, now=NOON)

    assert refusal.value.reasons == ["Đã có 12 người đăng ký tại đây."]
    site = change_site(site=site, capacity=12, contact="Anh Sơn", by=operator, now=NOON)
    assert (site.capacity, site.contact) == (12, "Anh Sơn")


def test_a_site_that_people_or_enterprises_count_on_stays() -> None:
    wanted = RegistrationFactory().site
    ParticipationFactory(session=wanted.session, site=wanted)
    empty = SessionSiteFactory(session=wanted.session)
    operator = staff(Role.OPERATOR, wanted.session.centre)

    with pytest.raises(Refused) as refusal:
        remove_site(site=wanted, by=operator, now=NOON)
    remove_site(site=empty, by=operator, now=NOON)

    assert len(refusal.value.reasons) == 2
    assert list(wanted.session.sites.all()) == [wanted]


def test_another_centre_changes_nothing_of_a_session_but_its_own_site() -> None:
    session = FairSessionFactory()
    partner = CentreFactory()
    own = SessionSiteFactory(session=session, centre=partner, role=Role_.MEETING_POINT)
    site = SessionSiteFactory(session=session, centre=session.centre)
    stranger = staff(Role.OPERATOR, partner)

    with pytest.raises(PermissionDenied):
        edit_session(session=session, data=as_it_is(session, title="X"), edition=1, by=stranger, now=NOON)
    with pytest.raises(PermissionDenied):
        remove_site(site=site, by=stranger, now=NOON)
    with pytest.raises(PermissionDenied):
        change_site(site=site, capacity=1, contact="", by=stranger, now=NOON)

    session.refresh_from_db()
    site.refresh_from_db()
    assert (session.edition, site.capacity) == (1, 100)
    assert change_site(site=own, capacity=7, contact="", by=stranger, now=NOON).capacity == 7
    remove_site(site=own, by=stranger, now=NOON)
    assert list(session.sites.all()) == [site]


def test_the_links_of_centres_that_have_not_answered_follow_a_session_that_is_moved() -> None:
    session = FairSessionFactory()
    waiting = SiteInvitationFactory(session=session, expires_at=session.ends)
    answered = SiteInvitationFactory(session=session, expires_at=session.ends, declined_at=NOON)
    elsewhere = SiteInvitationFactory()
    later = as_it_is(session, starts=STARTS + timedelta(days=7), ends=ENDS + timedelta(days=7))

    edit_session(session=session, data=later, edition=1, by=staff(Role.OPERATOR, session.centre), now=NOON)

    for one in (waiting, answered, elsewhere):
        one.refresh_from_db()
    assert waiting.expires_at == ENDS + timedelta(days=7)
    assert (answered.expires_at, elsewhere.expires_at) == (ENDS, ENDS)
