"""People are called to an enterprise's table, come with a ticket, or stay away; what is refused changes nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.consents.api import Purpose
from nhipcau.fairs.actions import calling_people as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.api import cancel_registration
from nhipcau.fairs.models import FairSession, ParticipationState, Registration, SessionState, SessionVacancy, Wish
from nhipcau.fairs.queries import calling_people as queries
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.outbox import api as outbox
from nhipcau.matching.api import Invitation, turned_down
from nhipcau.messaging.models import SmsMessage
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.calling import at_the_fair, called, hirer_of, somebody
from tests.fairs.factories import STARTS, RegistrationFactory, SessionVacancyFactory, WishFactory
from tests.matching.factories import InvitationFactory
from tests.seekers.factories import seeker_user

pytestmark = pytest.mark.django_db
WRITTEN = {"phone": "0912345678"}


def hall(brought: SessionVacancy) -> Any:
    return brought.participation.site


def state_of(brought: SessionVacancy) -> list[tuple[bool, bool]]:
    return [(one.comes, one.waits) for one in queries.called_to(brought)]


def test_called_once_until_the_fair_begins() -> None:
    brought, person = at_the_fair(), somebody()
    first, again = called(brought, person), called(brought, person)

    assert first == again == Invitation.objects.get()
    assert (first.occasion_kind, first.occasion_id, first.until) == ("fair", brought.participation.session_id, STARTS)
    assert state_of(brought) == [(False, True)]


@pytest.mark.parametrize("state", [SessionState.ANNOUNCED, SessionState.POSTPONED, SessionState.RUNNING])
def test_nobody_is_called_before_people_can_register_nor_after_the_doors_opened(state: str) -> None:
    brought = at_the_fair()
    FairSession.objects.update(state=state, opened_at=NOON if state == SessionState.RUNNING else None)
    brought.participation.session.refresh_from_db()
    with pytest.raises(Refused):
        called(brought, somebody())
    FairSession.objects.update(state=SessionState.READY)
    brought.participation.session.refresh_from_db()
    assert called(brought, somebody()).pk


@pytest.mark.parametrize("state", [ParticipationState.APPLIED, ParticipationState.WITHDRAWN])
def test_an_enterprise_that_does_not_take_part_calls_nobody(state: str) -> None:
    brought = at_the_fair()
    brought.participation.state = state
    with pytest.raises(Refused):
        called(brought, somebody())
    assert not Invitation.objects.exists()


def test_nobody_calls_for_another_enterprise() -> None:
    brought, person = at_the_fair(), somebody()
    for stranger in (recruiter(), seeker_user(person)):
        with pytest.raises(PermissionDenied):
            actions.call(brought=brought, seeker=person, by=stranger, now=NOON)
    assert not Invitation.objects.exists()


def test_yes_gives_a_ticket_with_the_job_on_it_and_twice_gives_one() -> None:
    brought, person = at_the_fair(), somebody()
    made = called(brought, person)
    for _tap in range(2):
        ticket = actions.come(invitation=made, site=hall(brought), by=seeker_user(person), now=NOON)

    assert ticket == Registration.objects.get()
    assert [wish.session_vacancy for wish in ticket.wishes.all()] == [brought]
    assert state_of(brought) == [(True, False)]


def test_who_has_a_ticket_keeps_it_and_the_job_joins_the_list() -> None:
    brought, person = at_the_fair(), somebody()
    ticket = RegistrationFactory(site=hall(brought), seeker=person)
    before = WishFactory(registration=ticket).session_vacancy
    came = actions.come(invitation=called(brought, person), site=None, by=seeker_user(person), now=NOON)

    assert came == ticket
    assert [wish.session_vacancy for wish in ticket.wishes.order_by("rank")] == [before, brought]


def test_a_full_list_says_so_and_keeps_neither_answer_nor_wish() -> None:
    brought, person = at_the_fair(), somebody()
    FairSession.objects.update(most_wishes=1)
    ticket = RegistrationFactory(site=hall(brought), seeker=person)
    WishFactory(registration=ticket)
    made = called(brought, person)

    with pytest.raises(Refused):
        actions.come(invitation=made, site=None, by=seeker_user(person), now=NOON)
    made.refresh_from_db()
    assert (made.answer, Wish.objects.count()) == ("", 1)
    FairSession.objects.update(most_wishes=2)
    assert actions.come(invitation=made, site=None, by=seeker_user(person), now=NOON)


def test_without_a_place_or_without_the_job_nobody_comes() -> None:
    brought, person = at_the_fair(), somebody()
    made = called(brought, person)
    with pytest.raises(Refused):
        actions.come(invitation=made, site=None, by=seeker_user(person), now=NOON)
    brought.delete()
    with pytest.raises(Refused):
        actions.come(invitation=made, site=hall(brought), by=seeker_user(person), now=NOON)
    made.refresh_from_db()
    assert (made.answer, Registration.objects.count()) == ("", 0)


def test_nobody_says_yes_or_no_for_another_person() -> None:
    brought, person = at_the_fair(), somebody()
    made = called(brought, person)
    for stranger in (somebody().account, hirer_of(brought)):
        with pytest.raises(PermissionDenied):
            actions.come(invitation=made, site=hall(brought), by=stranger, now=NOON)
        with pytest.raises(PermissionDenied):
            actions.decline(invitation=made, because="", by=stranger, now=NOON)
    made.refresh_from_db()
    assert (made.answer, Registration.objects.count()) == ("", 0)


def test_no_after_yes_takes_the_job_off_the_list_and_keeps_the_ticket() -> None:
    brought, person = at_the_fair(), somebody()
    made = called(brought, person)
    ticket = actions.come(invitation=made, site=hall(brought), by=seeker_user(person), now=NOON)
    actions.decline(invitation=made, because="far", by=seeker_user(person), now=NOON)

    assert (ticket.wishes.count(), Registration.objects.get().state) == (0, ticket.state)
    assert turned_down([person.pk]) == {person.pk: {brought.vacancy_id}}
    assert state_of(brought) == [(False, False)]


def test_a_no_without_a_reason_turns_nothing_down() -> None:
    brought, person = at_the_fair(), somebody()
    for because in ("", "the boss is rude"):
        actions.decline(invitation=called(brought, person), because=because, by=seeker_user(person), now=NOON)
    assert turned_down([person.pk]) == {}


def test_who_gave_the_ticket_back_does_not_come_any_more() -> None:
    brought, person = at_the_fair(), somebody()
    ticket = actions.come(invitation=called(brought, person), site=hall(brought), by=seeker_user(person), now=NOON)
    cancel_registration(registration=ticket, by=seeker_user(person), now=NOON)
    assert state_of(brought) == [(False, False)]


def test_who_comes_anyway_is_not_offered_again() -> None:
    brought, waits = at_the_fair(), somebody()
    called(brought, waits)
    wish = WishFactory(registration=RegistrationFactory(site=hall(brought)), session_vacancy=brought)
    gone = WishFactory(registration__state="cancelled", registration__site=hall(brought), session_vacancy=brought)

    assert queries.comes_anyway(brought.participation) == {waits.pk, wish.registration.seeker_id}
    assert gone.registration.seeker_id not in queries.comes_anyway(brought.participation)


def test_the_next_fair_with_this_opening_counts_not_one_that_is_over_or_without_it() -> None:
    brought = at_the_fair()
    other = SessionVacancyFactory(participation__employer=brought.participation.employer)
    later = SessionVacancyFactory(
        participation__employer=brought.participation.employer,
        participation__session__starts=STARTS + timedelta(days=7),
        participation__session__ends=STARTS + timedelta(days=7, hours=4),
        vacancy=brought.vacancy,
    )
    assert queries.brought_coming(brought.vacancy, NOON) == [brought, later]
    assert queries.brought_coming(other.vacancy, NOON) == [other]
    assert queries.brought_coming(brought.vacancy, STARTS) == [later]


def test_people_are_invited_to_the_fair_that_leaves_them_time_to_answer_unless_another_is_chosen() -> None:
    soon = at_the_fair()
    week = timedelta(days=7)
    later = SessionVacancyFactory(
        participation__employer=soon.participation.employer,
        participation__session__starts=STARTS + week,
        participation__session__ends=STARTS + week + timedelta(hours=4),
        vacancy=soon.vacancy,
    )
    both, late = [soon, later], STARTS - timedelta(minutes=25)
    assert queries.brought_next(both, STARTS - queries.NOTICE) == soon
    assert queries.brought_next(both, late) == later
    assert queries.brought_next(both, late, soon.participation.session_id) == soon
    assert queries.brought_next([soon], late) == soon
    assert queries.brought_next([], late) is None


def test_a_message_goes_once_to_whoever_agreed_and_never_at_night() -> None:
    brought = at_the_fair()
    agreed, silent = somebody(Purpose.MESSAGES, **WRITTEN), somebody(phone="0987654321")
    for person in (agreed, silent):
        called(brought, person)
    night = NOON.replace(hour=23)
    clock.show(night)
    outbox.deliver_waiting()
    assert SmsMessage.objects.count() == 0

    for _morning in range(2):
        actions.tell_those_of_the_night(now=NOON + timedelta(hours=19))
    message = SmsMessage.objects.get()
    made = Invitation.objects.get(seeker=agreed)
    assert message.purpose == f"invitation-{made.pk}"
    assert f"/phien/duoc-moi/{made.pk}/" in message.words
    assert message.words.isascii()


def test_by_day_the_message_leaves_with_the_news() -> None:
    called(at_the_fair(), somebody(Purpose.MESSAGES, **WRITTEN))
    outbox.deliver_waiting()
    outbox.deliver_waiting()
    assert SmsMessage.objects.count() == 1


def test_who_has_answered_or_is_not_asked_any_more_is_not_written_to() -> None:
    person = somebody(Purpose.MESSAGES, **WRITTEN)
    session = at_the_fair().participation.session
    for over in ({"withdrawn_at": NOON}, {"answer": "no", "answered_at": NOON}, {"until": NOON}):
        made = InvitationFactory(seeker=person, occasion_id=session.pk, **over)
        assert not actions.tell(invitation_id=made.pk, now=NOON)
    assert not SmsMessage.objects.exists()
