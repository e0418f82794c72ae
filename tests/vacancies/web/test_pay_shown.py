"""Wherever the pay of an opening is shown, it is by the time it is paid for."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from nhipcau.vacancies.templatetags.vacancies import pay_of, pay_text_of
from tests.fairs.factories import SessionVacancyFactory
from tests.vacancies.factories import VacancyFactory

TEMPLATES = Path(__file__).parents[3] / "nhipcau"
OF_ORDERS = {"_order_facts.html", "order_asks.html"}  # an order for people says its pay by the month
HOURLY: dict[str, Any] = {"pay_kind": "hour", "pay_from": 30_000, "pay_to": 35_000}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "words"),
    [
        (HOURLY, "30.000–35.000 đồng/giờ"),
        ({"pay_kind": "day", "pay_from": 300_000, "pay_to": 300_000}, "300.000 đồng/ngày"),
        ({"pay_from": 9_000_000, "pay_to": 12_000_000}, "9–12 triệu/tháng"),
        ({"pay_kind": "agreed", "pay_from": None, "pay_to": None}, "Thỏa thuận"),
    ],
)
def test_an_opening_and_its_line_at_a_fair_say_the_same_pay(said: dict[str, Any], words: str) -> None:
    row = VacancyFactory(**said)
    line = SessionVacancyFactory(vacancy=row, pay_from=row.pay_from, pay_to=row.pay_to)
    with override("vi"):
        assert pay_text_of(row) == pay_text_of(line) == words
        assert words in pay_of(row)
        assert pay_of(row) == pay_of(line)


def test_no_page_shows_an_openings_pay_without_its_kind() -> None:
    pages = [path for path in TEMPLATES.rglob("templates/**/*.html") if "catalogue" not in path.parts]
    without = re.compile(r"pay_from ?\| ?pay(?:_text)?\b")
    assert {path.name for path in pages if without.search(path.read_text(encoding="utf-8"))} == OF_ORDERS


@pytest.mark.django_db
def test_the_home_page_says_pay_by_the_hour(client: Client) -> None:
    VacancyFactory(on_board=True, **HOURLY)
    page = client.get(reverse("home"), headers={"Accept-Language": "vi"}).text
    assert "30.000–35.000 đồng/giờ" in page
    assert "0,03" not in page
