"""`{% load vacancies %}`: what a card or a page says of an opening."""

from typing import Any, Protocol

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nhipcau.foundation.ui.templatetags.ui import pay
from nhipcau.vacancies.models import PayKind, Vacancy
from nhipcau.vacancies.rules import MUSTS, accepts_over_35
from nhipcau.vacancies.rules.saying import pay_said, place_said, where_said

register = template.Library()


class Paying(Protocol):
    """An opening, or an opening as it was brought to a session: then `vacancy` says by what time it pays."""

    pay_from: int | None
    pay_to: int | None


@register.filter
def pay_of(row: Paying) -> SafeString:
    """9–12 triệu/tháng; pay by the day or the hour in đồng."""
    if kind_of(row) in (PayKind.MONTH, PayKind.AGREED):
        return pay(row.pay_from, row.pay_to)
    return format_html('<span class="pay">{}</span>', pay_text_of(row))


@register.filter
def pay_text_of(row: Paying) -> str:
    return pay_said(kind_of(row), row.pay_from, row.pay_to)


def kind_of(row: Any) -> str:
    kind: str = row.pay_kind if isinstance(row, Vacancy) else row.vacancy.pay_kind
    return kind


@register.filter
def place_of(vacancy: Vacancy) -> str:
    return place_said(vacancy)


@register.filter
def where_of(vacancy: Vacancy) -> str:
    return where_said(vacancy)


@register.filter
def musts_of(vacancy: Vacancy) -> list[str]:
    """What nobody is suggested this opening without."""
    return [str(MUSTS[code]) for code in vacancy.musts if code in MUSTS]


@register.inclusion_tag("vacancies/_chips.html", takes_context=True)
def opening_chips(context: dict[str, Any], vacancy: Vacancy) -> dict[str, Any]:
    """What a card of another context shows of an opening, as the board's cards do."""
    return {"vacancy": vacancy, "now": context.get("now")}


@register.inclusion_tag("vacancies/_places.html")
def places_left(vacancy: Vacancy) -> dict[str, Any]:
    return {"vacancy": vacancy}


@register.filter
def over_35(vacancy: Vacancy) -> bool:
    return accepts_over_35(vacancy)


@register.filter
def kilometres(distances: dict[int, int], vacancy: Vacancy) -> int | None:
    """How far from the place that was asked for; nothing when it is next door or unknown."""
    return distances.get(vacancy.pk) or None
