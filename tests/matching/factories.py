"""Referrals, and people who may be referred."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from nhipcau.centres.models import Centre
from nhipcau.consents import api as consents
from nhipcau.consents.api import Channel, Purpose
from nhipcau.foundation.crypto.codes import new_code
from nhipcau.matching.models import Preference, Referral, Why
from nhipcau.seekers.api import Seeker, subject_of
from tests.accounts.factories import UserFactory
from tests.conftest import NOON
from tests.seekers.factories import SeekerFactory
from tests.vacancies.factories import VacancyFactory


class ReferralFactory(DjangoModelFactory):
    """Straight to the enterprise; `occasion_kind="fair", occasion_id=…` for a table of that day."""

    class Meta:
        model = Referral

    centre = factory.SelfAttribute("seeker.centre")
    seeker = factory.SubFactory(SeekerFactory)
    vacancy = factory.SubFactory(VacancyFactory, on_board=True)
    employer = factory.SelfAttribute("vacancy.employer")
    year = NOON.year
    number = factory.Sequence(lambda n: n + 1)
    code = factory.LazyFunction(new_code)
    why = factory.LazyFunction(lambda: [Why.WISH.value, Why.NEAR.value])
    made_by = factory.SubFactory(UserFactory, display_name="Chị Hoà")
    made_at = NOON


def sharing(centre: Centre | None = None, **more: Any) -> Seeker:
    """Somebody who agreed that enterprises see their profile."""
    seeker: Seeker = SeekerFactory(**({"centre": centre} if centre else {}), **more)
    agrees(seeker)
    return seeker


def agrees(seeker: Seeker, *, given: bool = True) -> None:
    choice = {Purpose.SHARE_PROFILE}
    consents.record_choices(
        subject=subject_of(seeker),
        given=choice if given else set(),
        withdrawn=set() if given else choice,
        channel=Channel.COUNTER,
        by=seeker.registered_by,
        now=NOON,
    )


class PreferenceFactory(DjangoModelFactory):
    """Everything as usual."""

    class Meta:
        model = Preference

    seeker = factory.SubFactory(SeekerFactory)
    changed_at = NOON
