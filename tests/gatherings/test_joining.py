"""Places in a talk, and who may be a candidate."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.gatherings.actions import Refused, answer, join_talk, leave, put_in, take_out
from nhipcau.gatherings.models import Answer, Gathering, Member, Visit
from nhipcau.gatherings.queries import taken
from tests.accounts.factories import UserFactory
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.gatherings.factories import GatheringFactory, MemberFactory, VisitFactory
from tests.interviews.factories import DeskFactory, QueueTicketFactory
from tests.seekers.factories import PhoneUserFactory, SeekerFactory, seeker_user


def join(talk: Gathering, by: User) -> Member:
    return join_talk(gathering=talk, seeker=None, by=by, now=NOON)


def test_anybody_joins_a_talk_with_one_tap_and_twice_is_once(talk: Gathering) -> None:
    visitor = PhoneUserFactory()

    first, again = join(talk, visitor), join(talk, visitor)

    assert first == again
    assert (first.role, first.answer, taken(talk)) == ("listener", Answer.COMING, 1)


def test_the_name_that_others_read_is_short(talk: Gathering) -> None:
    person = SeekerFactory(full_name="Nguyễn Thị Thu Hường")
    member = join_talk(gathering=talk, seeker=person, by=seeker_user(person), now=NOON)

    assert (member.name, member.seeker) == ("Nguyễn Thị Thu H.", person)


def test_nobody_joins_in_the_name_of_somebody_else(talk: Gathering) -> None:
    with pytest.raises(PermissionDenied):
        join_talk(gathering=talk, seeker=SeekerFactory(), by=PhoneUserFactory(), now=NOON)
    assert taken(talk) == 0


def test_the_hundred_and_first_finds_no_place(db: None) -> None:
    talk = GatheringFactory(capacity=100)
    Member.objects.bulk_create(
        Member(gathering=talk, user=user, role="listener", name="N.", answer="coming", since=NOON)
        for user in User.objects.bulk_create(User(username=f"nghe-{n}") for n in range(100))
    )

    with pytest.raises(Refused, match=r"All 100 places are taken\."):
        join(talk, PhoneUserFactory())
    assert taken(talk) == 100


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_the_same_moment_do_not_get_the_last_place_both() -> None:
    talk, users, said = GatheringFactory(capacity=1), [UserFactory(), UserFactory()], []
    ready = threading.Barrier(2)

    def press(by: User) -> None:
        ready.wait()
        try:
            said.append(join(talk, by).pk)
        except Refused as refusal:
            said.append(refusal.reasons[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[user]) for user in users]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert taken(talk) == 1
    assert sorted(type(one).__name__ for one in said) == ["int", "str"]


def test_who_does_not_come_gives_the_place_to_somebody_else(db: None) -> None:
    talk, first, second = GatheringFactory(capacity=1), PhoneUserFactory(), PhoneUserFactory()
    member = join(talk, first)

    answer(member=member, answer=Answer.NOT_COMING, by=first, now=NOON)
    join(talk, second)

    member.refresh_from_db()
    assert (member.left_at, member.answer) == (NOON, Answer.NOT_COMING)
    with pytest.raises(Refused):
        join(talk, first)


def test_who_left_may_come_back(talk: Gathering) -> None:
    visitor = PhoneUserFactory()
    leave(member=join(talk, visitor), by=visitor, now=NOON)

    assert join(talk, visitor).left_at is None
    assert Member.objects.count() == 1


def test_a_group_interview_is_not_joined_by_oneself(group: Gathering) -> None:
    with pytest.raises(Refused):
        join(group, PhoneUserFactory())
    assert taken(group) == 0


def test_a_recruiter_puts_in_who_queued_for_the_enterprise_and_nobody_else(group: Gathering, mai: User) -> None:
    applicant = QueueTicketFactory(desk=DeskFactory(employer=group.employer)).seeker
    stranger = SeekerFactory(centre=group.centre)

    member = put_in(gathering=group, seeker=applicant, by=mai, now=NOON)

    assert (member.seeker, member.user, member.answer) == (applicant, None, Answer.UNANSWERED)
    with pytest.raises(PermissionDenied):
        put_in(gathering=group, seeker=stranger, by=mai, now=NOON)
    assert taken(group) == 1


def test_staff_put_in_their_own_people_and_not_those_of_another_centre(group: Gathering) -> None:
    operator = staff(Role.OPERATOR, group.centre)
    own, foreign = SeekerFactory(centre=group.centre), SeekerFactory()

    for _press in range(2):
        put_in(gathering=group, seeker=own, by=operator, now=NOON)
    with pytest.raises(PermissionDenied):
        put_in(gathering=group, seeker=foreign, by=operator, now=NOON)

    assert [member.seeker for member in group.members.all()] == [own]


def test_the_ninth_candidate_finds_no_place(group: Gathering) -> None:
    operator = staff(Role.OPERATOR, group.centre)
    MemberFactory.create_batch(8, gathering=group, candidate=True)

    with pytest.raises(Refused, match=r"All 8 places are taken\."):
        put_in(gathering=group, seeker=SeekerFactory(centre=group.centre), by=operator, now=NOON)
    assert taken(group) == 8


def test_a_candidate_answers_and_nobody_answers_for_them(db: None) -> None:
    group = GatheringFactory(group=True)
    candidate = MemberFactory(gathering=group, candidate=True)
    theirs = seeker_user(candidate.seeker)

    with pytest.raises(PermissionDenied):
        answer(member=candidate, answer=Answer.COMING, by=PhoneUserFactory(), now=NOON)
    answer(member=candidate, answer=Answer.NOT_COMING, by=theirs, now=NOON)

    candidate.refresh_from_db()
    assert (candidate.answer, candidate.left_at) == (Answer.NOT_COMING, None)


def test_who_is_taken_out_is_out_of_the_room_at_once(group: Gathering, mai: User) -> None:
    candidate = MemberFactory(gathering=group, candidate=True)
    visit = VisitFactory(member=candidate, by=seeker_user(candidate.seeker))

    take_out(member=candidate, by=mai, now=NOON)

    visit = Visit.objects.get(pk=visit.pk)
    assert visit.left_at == NOON
    assert taken(group) == 0
