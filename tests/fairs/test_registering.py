from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, Registration, SessionSite, SessionVacancy, SignUp
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.interviews.models import QueueTicket
from nhipcau.seekers.models import Seeker
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.fairs.factories import (
    ENDS,
    STARTS,
    FairSessionFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
)
from tests.interviews.factories import DeskFactory, InterviewFactory, QueueTicketFactory
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SessionSite:
    return SessionSiteFactory(capacity=2)


def opening_at(site: SessionSite, **more: object) -> SessionVacancy:
    return SessionVacancyFactory(participation__session=site.session, participation__site=site, **more)


def put_down(site: SessionSite, seeker: Seeker | None = None, by: User | None = None, **more: object) -> Registration:
    """Somebody registers by themself."""
    seeker = seeker or SeekerFactory(with_account=True)
    said = {"wishes": [], "channel": SignUp.WEB, "now": NOON, "session": site.session} | more
    return fairs.register(site=site, seeker=seeker, by=by or seeker_user(seeker), **said)  # type: ignore[arg-type]


def test_registering_takes_a_place_a_number_and_a_code(site: SessionSite) -> None:
    wishes = [opening_at(site), opening_at(site)]

    first = put_down(site, wishes=wishes)
    second = put_down(site)

    assert (first.state, first.number, second.number) == ("confirmed", 1, 2)
    assert list(first.wishes.order_by("rank").values_list("session_vacancy", "rank")) == [
        (wishes[0].pk, 1),
        (wishes[1].pk, 2),
    ]
    assert len({first.code, second.code}) == 2
    site.refresh_from_db()
    assert site.taken == 2


def test_registering_twice_gives_the_same_ticket(site: SessionSite) -> None:
    seeker = SeekerFactory(with_account=True)

    tickets = {put_down(site, seeker).pk for _click in range(2)}

    assert len(tickets) == 1
    site.refresh_from_db()
    assert site.taken == 1
    assert OutboxMessage.objects.count() == 1


def test_a_full_site_puts_people_on_the_waiting_list_and_gives_up_places_in_their_order(site: SessionSite) -> None:
    first, second, third, fourth = (put_down(site) for _person in range(4))
    assert [one.state for one in (second, third, fourth)] == ["confirmed", "waitlisted", "waitlisted"]

    fairs.cancel_registration(registration=first, by=seeker_user(first.seeker), now=NOON)

    states = Registration.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["cancelled", "confirmed", "confirmed", "waitlisted"]
    site.refresh_from_db()
    assert site.taken == 2


def test_whoever_waited_and_cancels_frees_no_place(site: SessionSite) -> None:
    people = [put_down(site) for _person in range(4)]

    for _click in range(2):
        fairs.cancel_registration(registration=people[2], by=seeker_user(people[2].seeker), now=NOON)

    site.refresh_from_db()
    assert site.taken == 2
    assert Registration.objects.get(pk=people[3].pk).state == "waitlisted"


def test_whoever_cancelled_may_register_again(site: SessionSite) -> None:
    first = put_down(site)
    fairs.cancel_registration(registration=first, by=seeker_user(first.seeker), now=NOON)

    again = put_down(site, first.seeker)

    assert again.state == "confirmed"
    assert again.code != first.code


def test_each_site_counts_in_a_block_of_its_own(site: SessionSite) -> None:
    other = SessionSiteFactory(session=site.session)

    numbers = [put_down(each).number for each in (site, other, site, other)]

    assert numbers == [1, 1001, 2, 1002]


@pytest.mark.parametrize("state", ["draft", "announced", "closed", "cancelled", "postponed"])
def test_a_session_that_takes_nobody_says_so_and_writes_nothing(state: str) -> None:
    times = {"opened_at": STARTS} if state == "closed" else {}
    site = SessionSiteFactory(session=FairSessionFactory(state=state, **times))

    with pytest.raises(fairs.Refused):
        put_down(site)

    assert not Registration.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_a_refusal_names_every_reason_and_writes_nothing(site: SessionSite) -> None:
    foreign = SessionVacancyFactory()
    FairSession.objects.filter(pk=site.session_id).update(most_wishes=1)
    site.session.refresh_from_db()

    with pytest.raises(fairs.Refused) as refusal:
        put_down(site, wishes=[foreign, foreign], now=ENDS + timedelta(minutes=1))

    assert len(refusal.value.reasons) == 4
    assert not Registration.objects.exists()


def test_nobody_registers_somebody_else(site: SessionSite) -> None:
    stranger = seeker_user(SeekerFactory())

    for by in (stranger, staff(Role.FRONT_DESK)):
        with pytest.raises(PermissionDenied):
            put_down(site, SeekerFactory(), by=by)

    assert not Registration.objects.exists()


def test_staff_of_the_site_register_whoever_stands_before_them(site: SessionSite) -> None:
    by = staff(Role.FRONT_DESK, site.centre)

    registration = put_down(site, SeekerFactory(), by=by, channel=SignUp.COUNTER)

    assert registration.registered_by == by


def test_nobody_else_changes_or_cancels_a_ticket(site: SessionSite) -> None:
    registration = put_down(site, wishes=[opening_at(site)])

    for by in (seeker_user(SeekerFactory()), staff(Role.FRONT_DESK)):
        with pytest.raises(PermissionDenied):
            fairs.cancel_registration(registration=registration, by=by, now=NOON)
        with pytest.raises(PermissionDenied):
            fairs.change_wishes(registration=registration, wishes=[], by=by, now=NOON)
        with pytest.raises(PermissionDenied):
            fairs.go_home(registration=registration, by=by, now=NOON)

    registration.refresh_from_db()
    assert (registration.state, registration.wishes.count()) == ("confirmed", 1)


def test_wishes_are_ranked_anew_as_a_whole(site: SessionSite) -> None:
    dear, fair, new = (opening_at(site) for _opening in range(3))
    registration = put_down(site, wishes=[dear, fair])

    fairs.change_wishes(registration=registration, wishes=[new, dear], by=seeker_user(registration.seeker), now=NOON)

    ranked = registration.wishes.order_by("rank").values_list("session_vacancy", flat=True)
    assert list(ranked) == [new.pk, dear.pk]


def test_too_many_wishes_change_nothing(site: SessionSite) -> None:
    FairSession.objects.filter(pk=site.session_id).update(most_wishes=1)
    kept, more = opening_at(site), opening_at(site)
    registration = put_down(SessionSite.objects.get(pk=site.pk), wishes=[kept])

    with pytest.raises(fairs.Refused):
        fairs.change_wishes(
            registration=registration, wishes=[kept, more], by=seeker_user(registration.seeker), now=NOON
        )

    assert registration.wishes.get().session_vacancy == kept


@pytest.fixture
def inside() -> Registration:
    """Somebody who is in the running fair and waits for two enterprises."""
    site = SessionSiteFactory(session=FairSessionFactory(running=True))
    registration = put_down(site, wishes=[opening_at(site), opening_at(site)], now=STARTS)
    by = staff(Role.FRONT_DESK, site.centre)
    fairs.check_in(session=site.session, site=site, code=registration.code, by=by, now=STARTS)
    registration.refresh_from_db()
    return registration


def queues_of(registration: Registration) -> dict[int, str]:
    return dict(QueueTicket.objects.filter(seeker=registration.seeker).values_list("employer", "state"))


def test_queues_follow_the_wishes_through_the_morning(inside: Registration) -> None:
    kept, dropped = (wish.session_vacancy for wish in inside.wishes.order_by("rank"))
    new = opening_at(inside.site)

    fairs.change_wishes(registration=inside, wishes=[new, kept], by=seeker_user(inside.seeker), now=STARTS)

    assert queues_of(inside) == {
        kept.participation.employer_id: "waiting",
        dropped.participation.employer_id: "left",
        new.participation.employer_id: "waiting",
    }


def test_an_enterprise_that_has_called_stays_on_the_list(inside: Registration) -> None:
    called = QueueTicket.objects.filter(seeker=inside.seeker).order_by("pk")[0]
    InterviewFactory(
        ticket=called, desk=DeskFactory(occasion_id=inside.session_id, employer=called.employer), done=True
    )

    with pytest.raises(fairs.Refused):
        fairs.change_wishes(registration=inside, wishes=[], by=seeker_user(inside.seeker), now=STARTS)

    assert inside.wishes.count() == 2
    assert set(queues_of(inside).values()) == {"waiting"}


def test_going_home_leaves_every_queue_and_a_scan_brings_back(inside: Registration) -> None:
    fairs.go_home(registration=inside, by=seeker_user(inside.seeker), now=STARTS)
    inside.refresh_from_db()
    assert (inside.state, set(queues_of(inside).values())) == ("left", {"left"})

    by = staff(Role.FRONT_DESK, inside.centre)
    again = fairs.check_in(session=inside.session, site=inside.site, code=inside.code, by=by, now=STARTS)

    assert again.result == fairs.Result.ALREADY
    inside.refresh_from_db()
    assert inside.state == "checked_in"
    assert QueueTicket.objects.filter(seeker=inside.seeker, state="waiting").count() == 2


def test_nobody_goes_home_out_of_a_call(inside: Registration) -> None:
    QueueTicket.objects.filter(seeker=inside.seeker).update(state="called")

    with pytest.raises(fairs.Refused):
        fairs.go_home(registration=inside, by=seeker_user(inside.seeker), now=STARTS)

    inside.refresh_from_db()
    assert inside.state == "checked_in"


def test_whoever_is_in_has_nothing_to_cancel(inside: Registration) -> None:
    with pytest.raises(fairs.Refused):
        fairs.cancel_registration(registration=inside, by=seeker_user(inside.seeker), now=STARTS)

    inside.refresh_from_db()
    assert inside.state == "checked_in"


def test_a_ticket_in_another_queue_is_not_touched_by_mine(inside: Registration) -> None:
    other = QueueTicketFactory(desk=DeskFactory(occasion_id=inside.session_id))

    fairs.go_home(registration=inside, by=seeker_user(inside.seeker), now=STARTS)

    other.refresh_from_db()
    assert other.state == "waiting"
