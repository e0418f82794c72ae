"""A session like the last one: what is taken over, what is asked anew, and never twice."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, NewsLine, Participation, SessionSite, SiteInvitation
from nhipcau.fairs.queries.series import days_taken, holiday_on
from nhipcau.fairs.rules.copying import next_day
from nhipcau.messaging.models import SmsMessage
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.factories import (
    ENDS,
    STARTS,
    EnterpriseInvitationFactory,
    FairSeriesFactory,
    FairSessionFactory,
    ParticipationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
    SiteInvitationFactory,
)

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def last() -> FairSession:
    """Last Thursday: a hall, the online site and a linked one; two enterprises came, one had withdrawn."""
    session = FairSessionFactory(
        closed=True, starts=STARTS - WEEK, ends=ENDS - WEEK, theme="Dệt may", most_wishes=4, note="Đi cổng phụ"
    )
    hall = SessionSiteFactory(session=session, capacity=120, taken=90, contact="Chị Hoa 0912 345 678")
    SessionSiteFactory(session=session, online=True)
    far = SessionSiteFactory(session=session, centre=CentreFactory(), role=SessionSite.Role.MEETING_POINT)
    SiteInvitationFactory(session=session, site=far, centre=far.centre, phone="0987654321", accepted_at=NOON - WEEK)
    for state, phone in (("left", "0912000001"), ("present", "0912000002"), ("withdrawn", "0912000003")):
        there = ParticipationFactory(session=session, site=hall, state=state, employer__contact_phone=phone)
        SessionVacancyFactory(participation=there, headcount=10)
    return session


@pytest.fixture
def operator(last: FairSession) -> User:
    return staff(Role.OPERATOR, last.centre)


def came(session: FairSession) -> list[int]:
    return list(session.participations.filter(state__in=["left", "present"]).values_list("employer_id", flat=True))


def copy(
    last: FairSession, by: User, *, enterprises: list[int] | None = None, starts: datetime = STARTS
) -> FairSession:
    same = {name: getattr(last, name) for name in ("title", "kind", "mode", "scope", "theme", "most_wishes")}
    data = fairs.SessionData(starts=starts, ends=starts + timedelta(hours=4), **same)
    chosen = came(last) if enterprises is None else enterprises
    return fairs.copy_session(session=last, data=data, enterprises=chosen, by=by, now=NOON)


def test_a_copy_is_a_draft_with_its_own_sites_and_the_linked_ones_are_only_invited(
    last: FairSession, operator: User
) -> None:
    made = copy(last, operator)

    assert (made.copied_from, made.state, made.theme, made.most_wishes, made.note) == (last, "draft", "Dệt may", 4, "")
    hall, online = made.sites.order_by("pk")
    assert (hall.capacity, hall.taken, hall.contact) == (120, 0, "Chị Hoa 0912 345 678")
    assert online.role == "online"
    invitation = SiteInvitation.objects.get(session=made)
    linked = last.sites.get(role="meeting_point")
    assert (invitation.centre, invitation.phone, invitation.accepted_at) == (linked.centre, "0987654321", None)


def test_who_came_is_asked_again_when_the_session_is_announced_and_once(last: FairSession, operator: User) -> None:
    made = copy(last, operator)
    assert fairs.send_waiting(now=NOON) == 0

    for _click in range(2):
        fairs.announce(session=made, by=operator, now=NOON)
        fairs.send_waiting(now=NOON)

    assert sorted(message.to for message in SmsMessage.objects.all()) == ["0912000001", "0912000002"]
    words = SmsMessage.objects.order_by("pk")[0].words
    assert "1 vị trí còn tuyển" in words
    assert "7:30 12/03" in words
    assert not Participation.objects.filter(session=made).exists()


def test_a_second_click_finds_the_copy_that_was_made(last: FairSession, operator: User) -> None:
    first = copy(last, operator)

    assert copy(last, operator) == first
    assert FairSession.objects.filter(copied_from=last).count() == 1
    assert made_of(first) == (2, 1, 2)
    assert copy(last, operator, starts=STARTS + WEEK) != first


def made_of(session: FairSession) -> tuple[int, int, int]:
    return session.sites.count(), session.invitations.count(), session.asked.count()


def test_the_draft_that_the_series_has_made_for_the_day_is_filled(last: FairSession, operator: User) -> None:
    series = FairSeriesFactory(centre=last.centre, place=last.sites.get(role="host").place)
    FairSession.objects.filter(pk=last.pk).update(series=series, recurrence_day=last.starts.date())
    (draft, *_later) = fairs.materialise(series=series, until=date(2026, 3, 31), by=operator, now=NOON)
    taken = days_taken(last.centre_id, since=date(2026, 3, 10), series_id=series.pk)
    assert next_day(like=THURSDAY, today=date(2026, 3, 10), taken=taken, holiday_on=holiday_on).day == date(2026, 3, 12)
    before = FairSession.objects.count()

    made = copy(FairSession.objects.get(pk=last.pk), operator)

    assert (made, FairSession.objects.count()) == (draft, before)
    assert (made.theme, made.copied_from, made.asked.count()) == ("Dệt may", last, 2)
    assert sorted(made.sites.filter(centre=last.centre).values_list("role", "capacity")) == [
        ("host", 120),
        ("online", None),
    ]
    assert copy(FairSession.objects.get(pk=last.pk), operator) == made


def test_only_those_who_are_ticked_and_came_are_asked(last: FairSession, operator: User) -> None:
    absent = last.participations.get(state="withdrawn").employer_id
    stranger = ParticipationFactory().employer_id

    made = copy(last, operator, enterprises=[came(last)[0], absent, stranger])

    assert list(made.asked.values_list("employer_id", flat=True)) == [came(last)[0]]


def test_a_refused_copy_leaves_nothing(last: FairSession, operator: User) -> None:
    with pytest.raises(fairs.Refused):
        copy(last, operator, starts=NOON - WEEK)
    with pytest.raises(PermissionDenied):
        copy(last, staff(Role.OPERATOR))

    assert FairSession.objects.count() == 1
    assert not NewsLine.objects.exists()


def test_one_tap_brings_what_is_still_open(last: FairSession, operator: User) -> None:
    made = fairs.announce(session=copy(last, operator), by=operator, now=NOON)
    asked = made.asked.order_by("pk")[0]
    closed = SessionVacancyFactory(participation=asked.last)
    closed.vacancy.status = "closed"
    closed.vacancy.save()
    by = recruiter(asked.employer)

    first = fairs.come_again(invitation=asked, by=by, now=NOON)
    again = fairs.come_again(invitation=asked, by=by, now=NOON)

    assert first == again
    assert (first.state, first.site.place, first.vacancies.count()) == ("applied", asked.last.site.place, 1)
    assert closed.vacancy_id not in first.vacancies.values_list("vacancy_id", flat=True)


def test_with_nothing_open_the_tap_says_what_to_do(last: FairSession, operator: User) -> None:
    made = fairs.announce(session=copy(last, operator), by=operator, now=NOON)
    asked = made.asked.order_by("pk")[0]
    for brought in asked.last.vacancies.all():
        brought.vacancy.status = "closed"
        brought.vacancy.save()

    with pytest.raises(fairs.Refused):
        fairs.come_again(invitation=asked, by=recruiter(asked.employer), now=NOON)

    assert not Participation.objects.filter(session=made).exists()


def test_no_is_noted_once_and_only_by_the_enterprise(last: FairSession, operator: User) -> None:
    asked = EnterpriseInvitationFactory(session=last)
    for answer in (fairs.come_again, fairs.stay_away):
        with pytest.raises(PermissionDenied):
            answer(invitation=asked, by=recruiter(), now=NOON)

    by = recruiter(asked.employer)
    first = fairs.stay_away(invitation=asked, by=by, now=NOON)
    again = fairs.stay_away(invitation=asked, by=by, now=NOON + WEEK)

    assert first.declined_at == again.declined_at == NOON


THURSDAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("today", "taken", "day", "passed"),
    [
        (date(2026, 3, 10), [], date(2026, 3, 12), []),
        (date(2026, 3, 11), [], date(2026, 3, 12), []),
        (date(2026, 3, 12), [], date(2026, 3, 19), []),  # not today: nobody could come
        (date(2026, 3, 10), [date(2026, 3, 12)], date(2026, 3, 19), [date(2026, 3, 12)]),
        (date(2025, 12, 30), [], date(2026, 1, 8), [date(2026, 1, 1)]),
        (date(2026, 2, 6), [], date(2026, 2, 12), []),
        (date(2026, 2, 12), [], date(2026, 2, 26), [date(2026, 2, 19)]),  # Tết: 17 February
        (date(2026, 4, 28), [], date(2026, 5, 7), [date(2026, 4, 30)]),
    ],
)
def test_the_day_proposed_is_free_and_no_holiday(today: date, taken: list[date], day: date, passed: list[date]) -> None:
    found = next_day(like=THURSDAY, today=today, taken=taken, holiday_on=holiday_on)

    assert (found.day, list(found.passed)) == (day, passed)
