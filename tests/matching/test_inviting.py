"""Invitations: by the opening's own recruiters, to people whom it suits and who want to hear of it, never too many."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.consents.api import Channel, Purpose
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.matching.api import (
    MOST_UNANSWERED,
    Refused,
    answer_invitation,
    invite_to,
    mark_of,
    most_invited,
    read_mark,
    say_not_for_me,
    see_whom_it_suits,
    switch_suggestions,
    withdraw_invitation,
)
from nhipcau.matching.models import Invitation
from nhipcau.seekers import api as seekers
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Status, Vacancy
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.matching.factories import InvitationFactory, findable
from tests.seekers.factories import SeekerFactory, seeker_user
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db
THURSDAY = NOON + timedelta(days=2)


def somebody(**more: Any) -> Seeker:
    return findable(SeekerFactory(with_account=True, **more))


@pytest.fixture
def opening() -> Vacancy:
    vacancy: Vacancy = VacancyFactory(on_board=True, headcount=1)
    return vacancy


@pytest.fixture
def by(opening: Vacancy) -> User:
    return recruiter(opening.employer)


def invite(opening: Vacancy, seeker: Seeker, by: User, **more: Any) -> Invitation:
    asked = {"occasion_kind": "fair", "occasion_id": 7, "until": THURSDAY, "now": NOON, **more}
    return invite_to(vacancy=opening, seeker=seeker, by=by, **asked)


def refused(opening: Vacancy, seeker: Seeker, by: User, **more: Any) -> list[str]:
    """The reasons; and nothing has changed."""
    before = Invitation.objects.count(), OutboxMessage.objects.count(), AuditRecord.objects.count()
    with pytest.raises(Refused) as refusal, transaction.atomic():
        invite(opening, seeker, by, **more)
    assert (Invitation.objects.count(), OutboxMessage.objects.count(), AuditRecord.objects.count()) == before
    return refusal.value.reasons


def test_an_invitation_is_made_once_and_announced_once(opening: Vacancy, by: User) -> None:
    person = somebody()
    first, again = invite(opening, person, by), invite(opening, person, by)

    assert first == again == Invitation.objects.get()
    assert (first.employer_id, first.until, first.answer, first.made_by) == (opening.employer_id, THURSDAY, "", by)
    assert OutboxMessage.objects.get().body["invitation_id"] == first.pk
    assert AuditRecord.objects.get().action == "invitation.make"


def test_only_recruiters_of_the_enterprise_invite_withdraw_and_look(opening: Vacancy, by: User) -> None:
    person = somebody()
    made = invite(opening, person, by)
    for stranger in (recruiter(), staff(Role.OPERATOR, opening.centre), seeker_user(person)):
        with pytest.raises(PermissionDenied):
            invite(opening, somebody(), stranger)
        with pytest.raises(PermissionDenied):
            withdraw_invitation(invitation=made, by=stranger, now=NOON)
        with pytest.raises(PermissionDenied):
            see_whom_it_suits(vacancy=opening, by=stranger, now=NOON)
    made.refresh_from_db()
    assert (Invitation.objects.count(), made.withdrawn_at) == (1, None)
    assert not AuditRecord.objects.filter(action="opening.see_people").exists()


def test_whom_the_opening_does_not_suit_is_not_invited_and_the_control_is(opening: Vacancy, by: User) -> None:
    far = somebody(wished_pay=opening.pay_to * 10)
    assert len(refused(opening, far, by)) == 1
    assert invite(opening, somebody(wished_pay=opening.pay_to), by).pk


def test_whoever_wants_no_suggestions_or_turned_it_down_or_agreed_to_nothing_is_left_in_peace(
    opening: Vacancy, by: User
) -> None:
    off, down, silent, gone = somebody(), somebody(), SeekerFactory(with_account=True), somebody()
    switch_suggestions(seeker=off, on=False, by=seeker_user(off), now=NOON)
    say_not_for_me(seeker=down, vacancy=opening, because="far", by=seeker_user(down), now=NOON)
    seekers.change_consent(
        seeker=gone,
        purpose=Purpose.COUNSELLING,
        given=False,
        channel=Channel.WEB,
        by=seeker_user(gone),
        now=NOON,
    )

    said = [refused(opening, person, by) for person in (off, down, silent, gone)]

    assert said == [said[0]] * 4, "the enterprise does not learn which"
    assert invite(opening, somebody(), by).pk


@pytest.mark.parametrize(
    ("phone", "purposes", "reached"),
    [("0912345678", [Purpose.MESSAGES], True), ("0912345678", [], False), ("", [], False)],
)
def test_without_an_account_only_whom_a_message_may_reach(
    opening: Vacancy, by: User, phone: str, purposes: list[Purpose], reached: bool
) -> None:
    person = findable(SeekerFactory(phone=phone), *purposes)
    if reached:
        assert invite(opening, person, by).pk
    else:
        assert refused(opening, person, by)


def test_neither_too_late_nor_for_what_left_the_board(opening: Vacancy, by: User) -> None:
    person = somebody()
    assert len(refused(opening, person, by, until=NOON)) == 1
    assert invite(opening, somebody(), by, until=NOON + timedelta(minutes=1)).pk
    Vacancy.objects.filter(pk=opening.pk).update(status=Status.CLOSED)
    assert len(refused(opening, person, by)) == 1


@pytest.mark.parametrize(("places", "most"), [(1, 20), (4, 20), (5, 25), (100, 500)])
def test_an_opening_invites_five_for_a_place_and_always_twenty(places: int, most: int) -> None:
    assert most_invited(places) == most


def test_the_twenty_first_is_refused_until_one_is_withdrawn(opening: Vacancy, by: User) -> None:
    made = InvitationFactory.create_batch(19, vacancy=opening, occasion_id=7)
    InvitationFactory(vacancy=opening, occasion_id=8)
    InvitationFactory(occasion_id=7)
    invite(opening, somebody(), by)
    person = somebody()

    assert "20" in refused(opening, person, by)[0]
    withdraw_invitation(invitation=made[0], by=by, now=NOON)
    assert invite(opening, person, by).pk


def test_five_that_wait_for_one_person_are_enough_and_an_answer_makes_room(opening: Vacancy, by: User) -> None:
    person = somebody()
    waiting = InvitationFactory.create_batch(MOST_UNANSWERED - 1, seeker=person)
    InvitationFactory(seeker=person, until=NOON - timedelta(days=1))
    invite(VacancyFactory(on_board=True, employer=opening.employer), person, by, occasion_id=9)

    assert str(MOST_UNANSWERED) in refused(opening, person, by)[0]
    answer_invitation(invitation=waiting[0], comes=False, by=seeker_user(person), now=NOON)
    assert invite(opening, person, by).pk


def test_one_enterprise_asks_a_person_for_one_opening_a_day(opening: Vacancy, by: User) -> None:
    person, other = somebody(), VacancyFactory(on_board=True, employer=opening.employer)
    invite(opening, person, by)
    assert refused(other, person, by)
    assert invite(other, person, by, occasion_id=8).pk


def test_a_person_answers_changes_their_mind_and_each_is_told_once() -> None:
    made = InvitationFactory()
    own = seeker_user(made.seeker)
    for comes in (True, True, False, True):
        made = answer_invitation(invitation=made, comes=comes, by=own, now=NOON)

    assert (made.answer, made.answered_at) == (Invitation.Answer.YES, NOON)
    assert [one.body["comes"] for one in OutboxMessage.objects.order_by("pk")] == [True, False, True]
    assert AuditRecord.objects.filter(action="invitation.answer").count() == 3


def test_nobody_answers_for_another_person() -> None:
    made = InvitationFactory()
    for stranger in (SeekerFactory(with_account=True).account, recruiter(made.employer), made.made_by):
        with pytest.raises(PermissionDenied):
            answer_invitation(invitation=made, comes=True, by=stranger, now=NOON)
    made.refresh_from_db()
    assert made.answer == ""


def test_an_answer_comes_in_time_and_to_what_still_stands() -> None:
    late, gone = InvitationFactory(until=NOON - timedelta(seconds=1)), InvitationFactory(withdrawn_at=NOON)
    for made in (late, gone):
        with pytest.raises(Refused):
            answer_invitation(invitation=made, comes=True, by=seeker_user(made.seeker), now=NOON)
    assert not Invitation.objects.exclude(answer="").exists()
    just = InvitationFactory(until=NOON)
    assert answer_invitation(invitation=just, comes=True, by=seeker_user(just.seeker), now=NOON).answer == "yes"


def test_withdrawn_twice_changes_nothing_and_invited_anew_it_stands_again(opening: Vacancy, by: User) -> None:
    person = somebody()
    made = invite(opening, person, by)
    for _click in range(2):
        withdraw_invitation(invitation=made, by=by, now=NOON)
    assert AuditRecord.objects.filter(action="invitation.withdraw").count() == 1

    again = invite(opening, person, by)
    assert (again.pk, again.withdrawn_at) == (made.pk, None)


def test_who_said_yes_is_not_sent_away_and_who_said_no_is_not_asked_again(opening: Vacancy, by: User) -> None:
    coming, not_coming = somebody(), somebody()
    yes, no = invite(opening, coming, by), invite(opening, not_coming, by)
    answer_invitation(invitation=yes, comes=True, by=seeker_user(coming), now=NOON)
    answer_invitation(invitation=no, comes=False, by=seeker_user(not_coming), now=NOON)

    with pytest.raises(Refused):
        withdraw_invitation(invitation=yes, by=by, now=NOON)
    assert invite(opening, not_coming, by).answer == "no"
    yes.refresh_from_db()
    assert yes.withdrawn_at is None


def test_looking_shows_whom_an_invitation_reaches_and_is_written_into_the_book(opening: Vacancy, by: User) -> None:
    here, asked_enough, unheard = somebody(), somebody(), SeekerFactory()
    InvitationFactory.create_batch(MOST_UNANSWERED, seeker=asked_enough)
    left_out = somebody()

    found = see_whom_it_suits(vacancy=opening, by=by, now=NOON, without=[left_out.pk])

    shown = [each.seeker_id for each in found.first]
    assert here.pk in shown
    assert not {asked_enough.pk, unheard.pk, left_out.pk} & {*shown}
    assert AuditRecord.objects.get(action="opening.see_people").details["shown"] == len(shown)


def test_a_mark_means_somebody_for_one_opening_only_and_cannot_be_made_up(opening: Vacancy) -> None:
    mark = mark_of(opening, 12)
    assert read_mark(opening, mark) == 12
    assert read_mark(VacancyFactory(), mark) is None
    assert mark_of(opening, 12) != mark, "two pages cannot be compared"
    assert [read_mark(opening, words) for words in ("12", "", "0:abcd", mark[:-4] + "AAAA", "9:" + mark[2:])] == [
        None
    ] * 5
