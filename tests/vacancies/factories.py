"""One factory per model. By default a vacancy waits for review and is ready to be published."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from nhipcau.foundation.text.api import search_text
from nhipcau.reference.api import country_words
from nhipcau.vacancies.models import LabourOrder, OrderAsk, OrderState, Status, Vacancy
from tests.accounts.factories import UserFactory
from tests.centres.factories import CentreFactory
from tests.employers.factories import EmployerFactory
from tests.reference.factories import CommuneFactory


class LabourOrderFactory(DjangoModelFactory):
    """By default the centre has said yes."""

    class Meta:
        model = LabourOrder

    state = OrderState.APPROVED
    employer = factory.SubFactory(EmployerFactory)
    centre = factory.SelfAttribute("employer.centre")
    title = factory.Sequence(lambda n: f"Đơn hàng {n}")
    headcount = 550
    due_on = date(2026, 12, 31)
    placed_at = datetime(2026, 3, 1, tzinfo=UTC)


class OrderAskFactory(DjangoModelFactory):
    """A linked centre is asked and has not answered."""

    class Meta:
        model = OrderAsk

    order = factory.SubFactory(LabourOrderFactory)
    centre = factory.SubFactory(CentreFactory)
    people = 120
    asked_by = factory.SubFactory(UserFactory)
    asked_at = datetime(2026, 3, 2, tzinfo=UTC)


class VacancyFactory(DjangoModelFactory):
    class Meta:
        model = Vacancy

    class Params:
        on_board = factory.Trait(status=Status.OPEN, published_at=datetime(2026, 3, 1, tzinfo=UTC))
        abroad = factory.Trait(
            country="JP",
            abroad_papers="GP 12/LĐTBXH",
            commune=None,
            province=None,
            search=factory.LazyAttribute(lambda o: search_text(o.title, o.employer.name, *country_words(o.country))),
        )

    employer = factory.SubFactory(EmployerFactory)
    centre = factory.SelfAttribute("employer.centre")
    title = factory.Sequence(lambda n: f"Công nhân việc {n}")
    headcount = 10
    pay_from = 8_000_000
    pay_to = 12_000_000
    commune = factory.SubFactory(CommuneFactory)
    province = factory.SelfAttribute("commune.province")
    closes_on = date(2026, 4, 30)
    submitted_at = datetime(2026, 2, 27, tzinfo=UTC)
    title_search = factory.LazyAttribute(lambda o: search_text(o.title))
    search = factory.LazyAttribute(lambda o: search_text(o.title, o.employer.name, o.commune.name, o.province.name))
