"""One factory per model. By default an enterprise is verified, so that it may do things."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from nhipcau.accounts.models import User
from nhipcau.employers.models import Employer, Recruiter, State
from nhipcau.employers.rules import WEIGHTS
from nhipcau.foundation.text.api import search_text
from tests.accounts.factories import UserFactory
from tests.centres.factories import CentreFactory


def tax_code(number: int) -> str:
    """A ten-digit code whose check digit is right."""
    for nine in range(number * 10 + 100_000_000, number * 10 + 100_000_010):
        rest = sum(int(digit) * weight for digit, weight in zip(str(nine), WEIGHTS, strict=True)) % 11
        if (10 - rest) % 11 < 10:
            return f"{nine}{(10 - rest) % 11}"
    raise AssertionError("Two of eleven remainders have no digit; ten numbers in a row cannot all miss.")


class EmployerFactory(DjangoModelFactory):
    class Meta:
        model = Employer

    class Params:
        waiting = factory.Trait(state=State.WAITING, verified_at=None)

    centre = factory.SubFactory(CentreFactory)
    name = factory.Sequence(lambda n: f"Công ty số {n}")
    search = factory.LazyAttribute(lambda o: search_text(o.name, o.tax_code or ""))
    tax_code = factory.Sequence(tax_code)
    state = State.VERIFIED
    verified_at = datetime(2026, 1, 1, tzinfo=UTC)


class RecruiterFactory(DjangoModelFactory):
    class Meta:
        model = Recruiter

    user = factory.SubFactory(UserFactory)
    employer = factory.SubFactory(EmployerFactory)
    starts_on = date(2026, 1, 1)


def recruiter(employer: Employer | None = None) -> User:
    """A user who recruits for this enterprise today."""
    made: Recruiter = RecruiterFactory(employer=employer or EmployerFactory())
    return made.user
