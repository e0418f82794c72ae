"""Referrals, and people who may be referred."""

from datetime import timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from nhipcau.centres.models import Centre
from nhipcau.consents import api as consents
from nhipcau.consents.api import Channel, Purpose
from nhipcau.foundation.crypto.codes import new_code
from nhipcau.matching.models import Invitation, Preference, Referral, Spread, Standing, Trade, Why
from nhipcau.matching.suitability.edition import edition
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


def measured(centre: Centre, **filled: float) -> None:
    """A full run of this noon, and what each step would do there: plain fills 100 places at 835 points."""
    Standing.objects.update_or_create(
        one=True,
        defaults={"edition": edition(), "people": 12_345, "openings": 6_789, "seconds": 4.25, "made_at": NOON},
    )
    scores = {Trade.PLAIN: 835.0, Trade.GENTLE: 824.9, Trade.EVEN: 804.1, Trade.WIDE: 743.2}
    places = {"plain": 100.0, "gentle": 141.0, "even": 162.0, "wide": 176.0} | filled
    for trade in Trade:
        Spread.objects.create(
            centre=centre,
            trade=trade,
            people=1_234,
            places=567,
            filled=places[trade],
            offers=300,
            score=scores[trade],
            unseen=40,
            gini=0.775,
            made_at=NOON,
        )


class InvitationFactory(DjangoModelFactory):
    """To the table of a fair; nobody has answered yet."""

    class Meta:
        model = Invitation

    seeker = factory.SubFactory(SeekerFactory, with_account=True)
    vacancy = factory.SubFactory(VacancyFactory, on_board=True)
    employer = factory.SelfAttribute("vacancy.employer")
    occasion_kind = "fair"
    occasion_id = factory.Sequence(lambda n: n + 1)
    until = NOON + timedelta(days=2)
    made_by = factory.SubFactory(UserFactory)
    made_at = NOON


def findable(seeker: Seeker, *more: Purpose) -> Seeker:
    """Agreed to be found work, and to what else is named."""
    consents.record_choices(
        subject=subject_of(seeker),
        given={Purpose.COUNSELLING, *more},
        channel=Channel.COUNTER,
        by=seeker.registered_by,
        now=NOON,
    )
    return seeker
