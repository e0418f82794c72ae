"""People of one's own site by sheet: in once, out for a purpose, and never of another site."""

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs.actions.people_in_out import take_people_in, take_people_out
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import Registration, SessionSite
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.interviews.models import Stage
from nhipcau.seekers.api import Seeker, send_people
from nhipcau.seekers.models import PeopleSheet
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.fairs.factories import FairSessionFactory, RegistrationFactory, SessionSiteFactory, WishFactory
from tests.interviews.factories import DeskFactory, InterviewFactory, OutcomeFactory
from tests.seekers.factories import SeekerFactory
from tests.seekers.test_people_sheet import GOOD, OTHER, book

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SessionSite:
    """A linked centre's meeting point in somebody else's session."""
    made: SessionSite = SessionSiteFactory(
        session=FairSessionFactory(), centre=CentreFactory(), role=SessionSite.Role.MEETING_POINT
    )
    return made


@pytest.fixture
def officer(site: SessionSite) -> User:
    return staff(Role.SITE_OFFICER, site.centre)


def sent(site: SessionSite, by: User, *lines: tuple[str, ...]) -> PeopleSheet:
    return send_people(name="ds.xlsx", body=book(*lines), centre=site.centre, by=by, now=NOON)


def test_a_list_gives_each_good_line_a_file_and_a_ticket_at_the_own_site(site: SessionSite, officer: User) -> None:
    bad = ("3", "Lê Thị A", "1990", "Nữ", "", "", "", "Có")
    taken = take_people_in(sheet=sent(site, officer, GOOD, OTHER, bad), site=site, by=officer, now=NOON)

    assert (taken.added, taken.known, len(taken.left_out)) == (2, 0, 1)
    assert set(Seeker.objects.values_list("centre", flat=True)) == {site.centre_id}
    assert set(Registration.objects.values_list("site", "channel", "state")) == {(site.pk, "counter", "confirmed")}


def test_the_same_list_twice_registers_nobody_again(site: SessionSite, officer: User) -> None:
    take_people_in(sheet=sent(site, officer, GOOD, OTHER), site=site, by=officer, now=NOON)
    again = take_people_in(sheet=sent(site, officer, GOOD, OTHER), site=site, by=officer, now=NOON)
    assert (again.added, again.known, Registration.objects.count(), Seeker.objects.count()) == (0, 2, 2, 2)


def test_somebody_with_a_file_gets_only_the_ticket(site: SessionSite, officer: User) -> None:
    SeekerFactory(full_name="Trần Văn Nam", birth_date="1990-02-01", centre=site.centre)
    taken = take_people_in(sheet=sent(site, officer, OTHER), site=site, by=officer, now=NOON)
    assert (taken.added, Seeker.objects.count(), Registration.objects.count()) == (1, 1, 1)


def test_a_session_that_takes_nobody_takes_no_list(site: SessionSite, officer: User) -> None:
    sheet = sent(site, officer, GOOD)
    site.session.state = "draft"
    site.session.save()
    with pytest.raises(Refused):
        take_people_in(sheet=sheet, site=site, by=officer, now=NOON)
    sheet.refresh_from_db()
    assert (sheet.taken_at, Seeker.objects.count()) == (None, 0)


def test_nobody_takes_a_list_in_at_a_site_of_another_centre(site: SessionSite, officer: User) -> None:
    hall = SessionSiteFactory(session=site.session)
    with pytest.raises(PermissionDenied):
        take_people_in(sheet=sent(site, officer, GOOD), site=hall, by=officer, now=NOON)
    host = staff(Role.OPERATOR, site.session.centre)
    with pytest.raises(PermissionDenied):
        take_people_in(sheet=sent(site, officer, GOOD), site=site, by=host, now=NOON)
    assert not Registration.objects.exists()


def test_the_list_out_says_number_name_year_wishes_state_and_result(site: SessionSite) -> None:
    person = SeekerFactory(full_name="=HYPERLINK Lan", centre=site.centre, phone="0912345678")
    registration = RegistrationFactory(site=site, seeker=person, number=1001, state="checked_in")
    wish = WishFactory(registration=registration)
    desk = DeskFactory(occasion_id=site.session_id)
    talk = InterviewFactory(done=True, desk=desk, ticket__seeker=person)
    OutcomeFactory(interview=talk, stage=Stage.OFFER_ACCEPTED, date=NOON.date())
    RegistrationFactory(site=SessionSiteFactory(session=site.session))
    manager = staff(Role.MANAGER, site.centre)

    [line] = take_people_out(site=site, purpose="Báo cáo Sở Nội vụ", by=manager, now=NOON)

    assert (line.number, line.name, line.birth_year, line.sex) == (1001, "=HYPERLINK Lan", 1998, "Nữ")
    assert wish.session_vacancy.vacancy.title in line.wishes[0]
    assert line.results == (f"{desk.employer.name}: {Stage.OFFER_ACCEPTED.label}",)
    assert AuditRecord.objects.get(action="site.take_people_out").details == {
        "purpose": "Báo cáo Sở Nội vụ",
        "people": 1,
    }


def test_without_a_purpose_or_the_right_nothing_goes_out(site: SessionSite) -> None:
    with pytest.raises(Refused):
        take_people_out(site=site, purpose="  x ", by=staff(Role.MANAGER, site.centre), now=NOON)
    for stranger in (
        staff(Role.MANAGER, site.session.centre),
        staff(Role.SITE_OFFICER, site.centre),
        staff(Role.OPERATOR, site.centre),
    ):
        with pytest.raises(PermissionDenied):
            take_people_out(site=site, purpose="Báo cáo Sở Nội vụ", by=stranger, now=NOON)
    assert not AuditRecord.objects.exists()
