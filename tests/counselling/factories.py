"""One factory per model of the counselling desk."""

import factory
from factory.django import DjangoModelFactory

from nhipcau.counselling.models import GroupAdvice, OfferedOpening, Response, Screening
from tests.accounts.factories import UserFactory
from tests.conftest import NOON
from tests.seekers.factories import SeekerFactory
from tests.vacancies.factories import VacancyFactory


class ScreeningFactory(DjangoModelFactory):
    class Meta:
        model = Screening

    occasion_kind = "fair"
    occasion_id = 1
    seeker = factory.SubFactory(SeekerFactory)
    centre = factory.SelfAttribute("seeker.centre")
    wish = "công nhân may"
    by = factory.SubFactory(UserFactory)
    began_at = NOON
    at = NOON


class GroupAdviceFactory(DjangoModelFactory):
    class Meta:
        model = GroupAdvice

    topic = GroupAdvice.Topic.WORK
    people = 20
    minutes = 30
    by = factory.SubFactory(UserFactory)
    at = NOON


class OfferedOpeningFactory(DjangoModelFactory):
    class Meta:
        model = OfferedOpening

    seeker = factory.SubFactory(SeekerFactory, draws_benefit=True)
    centre = factory.SelfAttribute("seeker.centre")
    vacancy = factory.SubFactory(VacancyFactory, on_board=True)
    response = Response.THINKING
    by = factory.SubFactory(UserFactory)
    at = NOON
