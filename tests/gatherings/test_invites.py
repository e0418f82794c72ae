"""A partner, an interpreter, an interviewer without an account: the link, the spoken code, the end."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.accounts.rules import may
from nhipcau.foundation.live.api import may_watch
from nhipcau.gatherings.actions import CannotInvite, TooEarly, end_gathering, end_invite, enter_by_link, enter_room
from nhipcau.gatherings.models import Gathering, Invite, Member, Result, Visit
from nhipcau.gatherings.rules.invites import MOST_ALIVE, Standing, standing
from nhipcau.interviews.api import MOST_TRIES, TooManyTries
from tests.accounts.signing import sign_in
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.gatherings.factories import TOMORROW, GatheringFactory, MemberFactory
from tests.gatherings.guesting import ENTER, NETWORK, browser_of, invited, other_code


def page(name: str, *args: object) -> str:
    return reverse(f"gatherings:{name}", args=args)


def test_neither_secret_nor_code_is_kept(group: Gathering, mai: User) -> None:
    made = invited(group, mai)

    kept = Invite.objects.get()
    assert len(made.secret) >= 32
    assert made.secret not in str(vars(kept))
    assert made.code not in (kept.code_digest, kept.secret_digest)
    assert (kept.member.role, kept.member.name) == ("partner", "Tanaka Yuki")
    assert kept.member.user is not None
    assert not kept.member.user.has_usable_password()


def test_nobody_else_invites_and_only_to_what_people_do(group: Gathering, mai: User) -> None:
    with pytest.raises(PermissionDenied):
        invited(group, recruiter())
    for wrong in ({"role": "host"}, {"name": " "}, {"role": "candidate"}):
        with pytest.raises(CannotInvite):
            invited(group, mai, **wrong)
    assert not Invite.objects.exists()


def test_six_links_are_enough(group: Gathering, mai: User) -> None:
    for _one in range(MOST_ALIVE):
        last = invited(group, mai)
    with pytest.raises(CannotInvite):
        invited(group, mai)
    end_invite(invite=last.invite, by=mai, now=NOON)

    assert invited(group, mai).invite.pk


def test_the_first_device_is_bound_and_the_link_opens_for_nobody_else(group: Gathering, mai: User) -> None:
    made = invited(group, mai)
    browser_of(made)

    second = Client().post(ENTER, {"k": made.secret, "code": made.code})
    assert second.status_code == 422


def test_five_wrong_codes_lock_the_link(group: Gathering, mai: User) -> None:
    made = invited(group, mai)
    for _try in range(MOST_TRIES):
        assert enter_by_link(secret=made.secret, code=other_code(made), network=NETWORK, now=NOON) is None

    assert enter_by_link(secret=made.secret, code=made.code, network=NETWORK, now=NOON) is None
    assert standing(Invite.objects.select_related("member__gathering").get(), NOON) == Standing.LOCKED


def test_tries_are_counted_by_network_with_those_of_interviews(group: Gathering, mai: User, settings: object) -> None:
    settings.GUEST_TRIES_PER_ADDRESS = 2  # type: ignore[attr-defined]
    made = invited(group, mai)
    for secret in ("x", "y"):
        assert enter_by_link(secret=secret, code="1", network=NETWORK, now=NOON) is None

    with pytest.raises(TooManyTries):
        enter_by_link(secret=made.secret, code=made.code, network=NETWORK, now=NOON)


def test_the_day_before_link_and_code_are_known_but_bind_nothing(db: None) -> None:
    group = GatheringFactory(group=True)
    made = invited(group, recruiter(group.employer))

    with pytest.raises(TooEarly, match="08:00 Vietnam time · 10:00 Japan time"):
        enter_by_link(secret=made.secret, code=made.code, network=NETWORK, now=NOON)
    kept = Invite.objects.get()
    assert (kept.tries, kept.entered_at) == (0, None)
    an_hour_before = TOMORROW - timedelta(hours=1)
    assert enter_by_link(secret=made.secret, code=made.code, network=NETWORK, now=an_hour_before) == kept


def test_they_come_into_this_room_and_no_other(group: Gathering, mai: User) -> None:
    other = GatheringFactory(group=True, going_on=True, employer=group.employer)
    client = browser_of(invited(group, mai))
    user = Member.objects.get(role="partner").user
    assert user is not None

    assert client.get(page("room", group.room)).status_code == 200
    assert client.get(page("room", other.room)).status_code == 404
    assert [client.get(page(name, group.pk)).status_code for name in ("manage", "invite", "candidates")] == [403] * 3
    assert client.get(reverse("desk")).status_code == 403
    assert [may_watch(user, f"gathering:{one.pk}") for one in (group, other)] == [True, False]
    assert may(user, "gatherings.sit_in", group)
    assert not may(user, "gatherings.plan_gathering", group)


def test_a_partner_writes_results_and_an_interpreter_does_not(group: Gathering, mai: User) -> None:
    candidate = MemberFactory(gathering=group, candidate=True)
    partner, interpreter = (browser_of(invited(group, mai, role)) for role in ("partner", "interpreter"))

    assert interpreter.post(page("result", candidate.pk, "pool"), {}).status_code == 404
    assert partner.post(page("result", candidate.pk, "offer"), {}).status_code == 302

    assert (Result.objects.get().stage, Result.objects.get().for_recruiter) == ("offer", False)


def test_when_the_link_is_ended_they_are_out_of_the_room_at_once(group: Gathering, mai: User) -> None:
    made = invited(group, mai)
    client = browser_of(made)
    visit = client.post(page("visit-enter", group.room), {"said": "{}"}).json()["me"]

    host = sign_in(Client(), mai)
    host.post(page("end-invite", made.invite.pk))

    assert Visit.objects.get(pk=visit).left_at is not None
    asked = client.post(page("visit-tell", group.room), {"said": f'{{"me": {visit}}}'})
    assert asked.status_code == 409
    assert client.get(page("room", group.room)).status_code == 302
    user = Member.objects.get(role="partner").user
    assert not may_watch(user, f"gathering:{group.pk}")


def test_when_the_interview_ends_the_link_ends_with_it(group: Gathering, mai: User) -> None:
    client = browser_of(invited(group, mai))

    end_gathering(gathering=group, by=mai, now=NOON)

    assert client.get(page("room", group.room)).status_code == 403
    assert client.get(page("room", group.room)).status_code == 302


def test_a_guest_may_end_their_own_link_and_not_that_of_another(group: Gathering, mai: User) -> None:
    first, second = invited(group, mai), invited(group, mai, "interpreter")
    client = browser_of(first)
    browser_of(second)

    with pytest.raises(PermissionDenied):
        end_invite(invite=second.invite, by=first.invite.member.user, now=NOON)  # type: ignore[arg-type]
    client.post(page("link-done"))

    assert [one.ended_at is None for one in Invite.objects.order_by("pk")] == [False, True]


def test_a_guest_has_no_place_in_a_talk(talk: Gathering, group: Gathering, mai: User) -> None:
    made = invited(group, mai)
    client = browser_of(made)

    assert client.post(page("join", talk.pk)).status_code == 403
    with pytest.raises(PermissionDenied):
        enter_room(gathering=talk, member=None, by=made.invite.member.user, now=NOON)  # type: ignore[arg-type]
    assert not talk.members.exists()
