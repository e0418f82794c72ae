import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.centres.models import Role
from nhipcau.consents import api as consents
from nhipcau.consents.api import Channel, Purpose
from nhipcau.consents.models import ConsentEntry
from nhipcau.seekers.actions import change_consent
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import subject_of
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.seekers.factories import SeekerFactory, seeker_user


def say(seeker: Seeker, by: User, *, given: bool, channel: Channel = Channel.WEB) -> None:
    change_consent(seeker=seeker, purpose=Purpose.MESSAGES, given=given, channel=channel, by=by, now=NOON)


def test_a_withdrawal_is_one_more_line(db: None) -> None:
    seeker = SeekerFactory()
    me = seeker_user(seeker)
    for given in (True, True, False, False):
        say(seeker, me, given=given)

    lines = consents.ledger(subject_of(seeker))
    assert sorted(line.given for line in lines) == [False, True]
    assert not consents.has_consent(subject_of(seeker), Purpose.MESSAGES)


def test_staff_write_down_what_a_person_says_at_the_counter(clerk: User, centre: Centre) -> None:
    seeker = SeekerFactory(centre=centre)
    say(seeker, clerk, given=True, channel=Channel.COUNTER)

    line = consents.ledger(subject_of(seeker)).get()
    assert (line.channel, line.by, line.at) == (Channel.COUNTER, clerk, NOON)


def test_nobody_else_agrees_for_a_person(centre: Centre) -> None:
    seeker = SeekerFactory(centre=centre)
    for user in (staff(Role.FRONT_DESK), staff(Role.MANAGER, centre), seeker_user(SeekerFactory())):
        with pytest.raises(PermissionDenied):
            say(seeker, user, given=True)
    assert not ConsentEntry.objects.exists()
