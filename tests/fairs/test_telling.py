"""Everybody concerned hears once that a session is put off, and of its new day; who cannot be written to is phoned."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.consents import api as consents
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, NewsLine, Registration, SessionNews, SessionSite
from nhipcau.fairs.queries import telling
from nhipcau.messaging.models import EmailMessage, SmsMessage
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, recruiter
from tests.fairs.factories import ParticipationFactory, RegistrationFactory, SessionSiteFactory
from tests.fairs.factories import SiteInvitationFactory as Invitation

pytestmark = pytest.mark.django_db
PHONE, OTHER = "0912345678", "0987654321"


def agrees(registration: Registration, *, still: bool = True) -> Registration:
    purposes = {consents.Purpose.MESSAGES}
    consents.record_choices(
        subject=f"seeker:{registration.seeker_id}",
        given=purposes if still else set(),
        withdrawn=set() if still else purposes,
        channel=consents.Channel.WEB,
        by=None,
        now=NOON,
    )
    return registration


@pytest.fixture
def session() -> FairSession:
    """Two people agreed to messages, on a shared phone; one did not agree; one cancelled."""
    site = SessionSiteFactory()
    for phone, state in [(PHONE, "confirmed"), (PHONE, "waitlisted"), (OTHER, "cancelled")]:
        agrees(RegistrationFactory(site=site, seeker__phone=phone, state=state))
    RegistrationFactory(site=site, seeker__phone="0387654321")
    session: FairSession = site.session
    return session


@pytest.fixture
def operator(session: FairSession) -> User:
    return staff(Role.OPERATOR, session.centre)


def lines(session: FairSession) -> list[tuple[str, str]]:
    kept = NewsLine.objects.filter(news__session=session).order_by("pk")
    return [(telling.group_of(line), line.state) for line in kept]


def test_people_who_agreed_are_told_once_that_a_session_is_postponed(session: FairSession, operator: User) -> None:
    for _click in range(2):
        fairs.postpone_session(session=session, by=operator, now=NOON, note="Bão số 3.")
    for _run in range(2):
        fairs.send_waiting(now=NOON)

    message = SmsMessage.objects.get()
    assert message.to == PHONE
    assert message.words.startswith(f"{session.centre.short_name}: Phiên giao dịch việc làm ngày 12/03 tạm hoãn")
    assert "Bão số 3." in message.words
    assert lines(session) == [("people", "sent"), ("people", "sent"), ("people", "to_phone")]


def test_a_session_that_goes_on_is_no_news(session: FairSession, operator: User) -> None:
    fairs.get_ready(session=session, by=operator, now=NOON)

    assert fairs.send_waiting(now=NOON) == 0
    assert not SessionNews.objects.exists()


def test_a_draft_is_nobodys_news(operator: User, session: FairSession) -> None:
    FairSession.objects.filter(pk=session.pk).update(state="draft")

    fairs.cancel_session(session=session, by=operator, now=NOON)

    assert not SessionNews.objects.exists()


def test_enterprises_linked_sites_and_centres_asked_are_told_by_what_reaches_them(operator: User) -> None:
    session = SessionSiteFactory(session__centre=operator.staff_roles.get().centre).session
    by_phone = EmployerFactory(centre=session.centre, contact_phone="0912 345 678", contact_email="hr@a.example")
    by_email = EmployerFactory(centre=session.centre, contact_phone="0204 385 5111", contact_email="hr@b.example")
    landline = EmployerFactory(centre=session.centre, contact_phone="0204 385 5222", contact_email="")
    for employer in (by_phone, by_email, landline):
        ParticipationFactory(session=session, site=session.sites.get(), employer=employer)
    ParticipationFactory(session=session, site=session.sites.get(), state="withdrawn")
    User.objects.filter(pk=recruiter(by_email).pk).update(username="hr@b.example")
    User.objects.filter(pk=recruiter(by_email).pk).update(username="second@b.example")
    far = CentreFactory()
    role = SessionSite.Role.MEETING_POINT
    SessionSiteFactory(session=session, centre=far, role=role, contact="Chị Lan 0987.654.321")
    SessionSiteFactory(session=session, centre=far, role=role, contact="Anh Ba, phòng 2")
    Invitation(session=session, email="moi@c.example", phone="")
    Invitation(session=session, email="late@c.example", expires_at=NOON)
    Invitation(session=session, email="no@c.example", declined_at=NOON)

    fairs.cancel_session(session=session, by=operator, now=NOON, note="Bão số 3.")
    fairs.send_waiting(now=NOON)

    assert {message.to for message in SmsMessage.objects.all()} == {PHONE, OTHER}
    assert {message.to for message in EmailMessage.objects.all()} == {
        "hr@b.example",
        "second@b.example",
        "moi@c.example",
    }
    assert sorted(lines(session)) == [
        ("enterprises", "sent"), ("enterprises", "sent"), ("enterprises", "sent"), ("enterprises", "to_phone"),
        ("invited", "sent"), ("sites", "sent"), ("sites", "to_phone"),
    ]  # fmt: skip
    assert "không tổ chức" in mail.outbox[0].body
    assert "Bão số 3." in mail.outbox[0].body


def test_announced_anew_everybody_hears_the_new_day_once(session: FairSession, operator: User) -> None:
    session = fairs.postpone_session(session=session, by=operator, now=NOON)
    fairs.send_waiting(now=NOON)
    moved = {"starts": session.starts + timedelta(days=7), "ends": session.ends + timedelta(days=7)}
    FairSession.objects.filter(pk=session.pk).update(**moved)

    for _click in range(2):
        fairs.announce(session=session, by=operator, now=NOON)
        fairs.send_waiting(now=NOON)

    first, second = SmsMessage.objects.order_by("pk")
    assert "19/03" in second.words
    assert "7:30" in second.words
    assert (first.to, second.to) == (PHONE, PHONE)
    assert list(SessionNews.objects.order_by("pk").values_list("kind", flat=True)) == ["postponed", "new_day"]


def test_what_was_not_sent_yet_is_overtaken_by_the_next_news(session: FairSession, operator: User) -> None:
    session = fairs.postpone_session(session=session, by=operator, now=NOON)
    fairs.announce(session=session, by=operator, now=NOON)
    fairs.send_waiting(now=NOON)

    assert [message.purpose for message in SmsMessage.objects.all()] == [
        SessionNews.objects.get(kind="new_day").purpose
    ]


def test_who_takes_the_permission_back_before_it_leaves_gets_nothing(session: FairSession, operator: User) -> None:
    fairs.postpone_session(session=session, by=operator, now=NOON)
    for registration in session.registrations.filter(state__in=["confirmed", "waitlisted"]):
        agrees(registration, still=False)

    fairs.send_waiting(now=NOON)

    assert not SmsMessage.objects.exists()
    assert [state for _group, state in lines(session)] == ["to_phone"] * 3


def test_a_message_that_fails_is_one_to_phone_and_stops_nobody(session: FairSession, operator: User, settings) -> None:
    agrees(RegistrationFactory(site=session.sites.get(), seeker__phone=OTHER))
    settings.SMS_CHANNEL = "nhipcau.messaging.sms.gateway.HttpGateway"
    fairs.postpone_session(session=session, by=operator, now=NOON)

    assert fairs.send_waiting(now=NOON) == 3
    assert [state for _group, state in lines(session)].count("failed") == 3
    assert telling.to_phone(operator, session).count() == 4


def test_phoned_is_ticked_by_the_centre_that_looks_after_them_only(session: FairSession, operator: User) -> None:
    fairs.postpone_session(session=session, by=operator, now=NOON)
    line = NewsLine.objects.get(state="to_phone")
    with pytest.raises(PermissionDenied):
        fairs.mark_phoned(line=line, by=staff(Role.OPERATOR), now=NOON)
    assert telling.to_phone(staff(Role.OPERATOR), session).count() == 0

    for _tap in range(2):
        line = fairs.mark_phoned(line=line, by=operator, now=NOON)

    assert (line.state, line.phoned_by) == ("phoned", operator)
    assert telling.to_phone(operator, session).count() == 0
