"""Time limits of the law, as dated settings, over Tết, month ends and midnight."""

from datetime import date

import pytest

from nhipcau.reference import api as reference

TWENTY_WORKING_DAYS = [
    ("an ordinary month", date(2026, 3, 10), date(2026, 4, 7)),
    ("notice on a Saturday", date(2026, 3, 14), date(2026, 4, 10)),
    ("over the new year", date(2026, 12, 31), date(2027, 1, 29)),
    ("into Tết", date(2027, 1, 20), date(2027, 2, 24)),
    ("the last working day before Tết", date(2027, 2, 3), date(2027, 3, 10)),
    ("notice on the first day of Tết", date(2027, 2, 6), date(2027, 3, 10)),
    ("notice on the last day of Tết", date(2027, 2, 10), date(2027, 3, 10)),
    ("the day after Tết", date(2027, 2, 11), date(2027, 3, 11)),
    ("Tết of 2026", date(2026, 2, 13), date(2026, 3, 20)),
    ("Hùng Kings on a Sunday, and both days of spring", date(2026, 4, 3), date(2026, 5, 6)),
    ("the second of September, with a Saturday worked for a Monday", date(2026, 8, 20), date(2026, 9, 21)),
]


@pytest.mark.parametrize(("what", "notice", "due"), TWENTY_WORKING_DAYS, ids=[row[0] for row in TWENTY_WORKING_DAYS])
def test_twenty_working_days_for_the_national_exchange(what: str, notice: date, due: date) -> None:
    assert reference.legal_term("exchange_entry", on=notice).after(notice) == due


MONTHS = [
    (date(2026, 1, 31), date(2026, 2, 28)),
    (date(2028, 1, 31), date(2028, 2, 29)),
    (date(2026, 2, 28), date(2026, 3, 28)),
    (date(2026, 12, 31), date(2027, 1, 31)),
    (date(2026, 3, 31), date(2026, 4, 30)),
]


@pytest.mark.parametrize(("since", "due"), MONTHS)
def test_a_month_ends_on_the_same_day_or_on_the_last(since: date, due: date) -> None:
    assert reference.legal_term("follow_up", on=since).after(since) == due


def test_a_term_holds_from_its_day_on() -> None:
    before, after = (reference.legal_term("follow_up", on=day) for day in (date(2025, 12, 31), date(2026, 1, 1)))
    assert (before.value, after.value) == (3, 1)


def test_before_the_law_there_is_no_term() -> None:
    with pytest.raises(reference.NoTermInForce):
        reference.legal_term("exchange_entry", on=date(2025, 12, 31))


def test_every_term_names_its_source_in_both_languages() -> None:
    assert all(term.source_vi and term.source_en and term.value > 0 for term in reference.legal_terms())
    assert {term.unit for term in reference.legal_terms()} == {"working_days", "months"}


def test_a_saturday_worked_for_another_day_off_counts() -> None:
    assert reference.is_working_day(date(2026, 8, 22))
    assert not reference.is_working_day(date(2026, 8, 31))
    assert not reference.is_working_day(date(2026, 8, 29))
