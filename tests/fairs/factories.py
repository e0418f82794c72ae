"""One factory per model. By default: this Thursday, the registration is open, in one hall of 100 people."""

import uuid
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from nhipcau.fairs.models import (
    Attendance,
    EnterpriseInvitation,
    FairSeries,
    FairSession,
    Kind,
    Mode,
    Participation,
    ParticipationState,
    Registration,
    ScanEvent,
    Scope,
    SessionSite,
    SessionState,
    SessionVacancy,
    SignUp,
    SiteInvitation,
    Wish,
)
from tests.accounts.factories import UserFactory
from tests.centres.factories import CentreFactory, PlaceFactory
from tests.employers.factories import EmployerFactory
from tests.seekers.factories import SeekerFactory
from tests.vacancies.factories import VacancyFactory

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
EARLIER = datetime(2026, 3, 2, 8, tzinfo=HANOI)
THURSDAY = date(2026, 3, 12)  # two days after the noon of the tests
STARTS = datetime.combine(THURSDAY, time(7, 30), HANOI)
ENDS = datetime.combine(THURSDAY, time(11, 30), HANOI)
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class FairSeriesFactory(DjangoModelFactory):
    class Meta:
        model = FairSeries

    centre = factory.SubFactory(CentreFactory)
    title = "Phiên giao dịch việc làm thứ Năm"
    rrule = "FREQ=WEEKLY;BYDAY=TH"
    first_on = THURSDAY
    starts_at = time(7, 30)
    ends_at = time(11, 30)
    place = factory.SubFactory(PlaceFactory, centre=factory.SelfAttribute("..centre"))


class FairSessionFactory(DjangoModelFactory):
    class Meta:
        model = FairSession

    class Params:
        draft = factory.Trait(state=SessionState.DRAFT)
        ready = factory.Trait(state=SessionState.READY)
        running = factory.Trait(state=SessionState.RUNNING, opened_at=STARTS)
        closing = factory.Trait(state=SessionState.CLOSING, opened_at=STARTS)
        closed = factory.Trait(state=SessionState.CLOSED, opened_at=STARTS, closed_at=ENDS)

    centre = factory.SubFactory(CentreFactory)
    title = factory.Sequence(lambda n: f"Fair {n}")
    kind = Kind.PERIODIC
    mode = Mode.HYBRID
    scope = Scope.LINKED
    starts = STARTS
    ends = ENDS
    state = SessionState.REGISTRATION_OPEN


class SessionSiteFactory(DjangoModelFactory):
    """A linked centre's site: `SessionSiteFactory(session=s, centre=other, role=Role.MEETING_POINT)`."""

    class Meta:
        model = SessionSite

    class Params:
        online = factory.Trait(role=SessionSite.Role.ONLINE, place=None, capacity=None)

    session = factory.SubFactory(FairSessionFactory)
    centre = factory.SelfAttribute("session.centre")
    place = factory.SubFactory(PlaceFactory, centre=factory.SelfAttribute("..centre"))
    role = SessionSite.Role.HOST
    capacity = 100


class ParticipationFactory(DjangoModelFactory):
    """An approved enterprise with one table in the hall; `site=None, online=True` for online only."""

    class Meta:
        model = Participation

    session = factory.SubFactory(FairSessionFactory)
    employer = factory.SubFactory(EmployerFactory, centre=factory.SelfAttribute("..session.centre"))
    site = factory.SubFactory(SessionSiteFactory, session=factory.SelfAttribute("..session"))
    centre = factory.SelfAttribute("session.centre")
    state = ParticipationState.APPROVED
    applied_at = EARLIER


class SessionVacancyFactory(DjangoModelFactory):
    class Meta:
        model = SessionVacancy

    participation = factory.SubFactory(ParticipationFactory)
    vacancy = factory.SubFactory(
        VacancyFactory,
        on_board=True,
        employer=factory.SelfAttribute("..participation.employer"),
        centre=factory.SelfAttribute("..participation.centre"),
    )
    headcount = 10
    pay_from = 9_000_000
    pay_to = 12_000_000


class RegistrationFactory(DjangoModelFactory):
    class Meta:
        model = Registration

    session = factory.SelfAttribute("site.session")
    site = factory.SubFactory(SessionSiteFactory)
    centre = factory.SelfAttribute("site.centre")
    seeker = factory.SubFactory(SeekerFactory, centre=factory.SelfAttribute("..centre"))
    channel = SignUp.WEB
    code = factory.Sequence(lambda n: "".join(CROCKFORD[(n >> 5 * i) % 32] for i in range(16)))
    number = factory.Sequence(lambda n: n + 1)
    registered_at = EARLIER


class WishFactory(DjangoModelFactory):
    class Meta:
        model = Wish

    registration = factory.SubFactory(RegistrationFactory)
    session_vacancy = factory.SubFactory(
        SessionVacancyFactory,
        participation__session=factory.SelfAttribute("...registration.session"),
        participation__site=factory.SelfAttribute("...registration.site"),
    )
    rank = 1


class ScanEventFactory(DjangoModelFactory):
    class Meta:
        model = ScanEvent

    id = factory.LazyFunction(uuid.uuid4)
    registration = factory.SubFactory(RegistrationFactory)
    session = factory.SelfAttribute("registration.session")
    site = factory.SelfAttribute("registration.site")
    way = ScanEvent.Way.SCAN
    by = factory.SubFactory(UserFactory)
    scanned_at = STARTS
    received_at = STARTS


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    registration = factory.SubFactory(RegistrationFactory)
    site = factory.SelfAttribute("registration.site")
    first_at = STARTS
    last_at = STARTS


class SiteInvitationFactory(DjangoModelFactory):
    """A centre was asked to join by link, and has not answered yet."""

    class Meta:
        model = SiteInvitation

    session = factory.SubFactory(FairSessionFactory)
    name = factory.Sequence(lambda n: f"Centre asked {n}")
    email = factory.Sequence(lambda n: f"centre{n}@linked.example")
    digest = factory.Sequence(lambda n: f"{n:064x}")
    invited_by = factory.SubFactory(UserFactory)
    invited_at = EARLIER
    expires_at = ENDS


class EnterpriseInvitationFactory(DjangoModelFactory):
    """An enterprise was asked to take part, and has not answered yet."""

    class Meta:
        model = EnterpriseInvitation

    session = factory.SubFactory(FairSessionFactory)
    employer = factory.SubFactory(EmployerFactory, centre=factory.SelfAttribute("..session.centre"))
    invited_by = factory.SubFactory(UserFactory)
    invited_at = EARLIER
