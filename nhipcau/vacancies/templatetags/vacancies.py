"""`{% load vacancies %}`: what a card or a page says of an opening."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nhipcau.foundation.ui.templatetags.ui import pay
from nhipcau.foundation.ui.words import count_words
from nhipcau.vacancies.models import PayKind, Vacancy
from nhipcau.vacancies.rules import accepts_over_35

register = template.Library()


@register.filter
def pay_of(vacancy: Vacancy) -> SafeString:
    """9–12 triệu/tháng; pay by the day or the hour in đồng."""
    if vacancy.pay_kind in (PayKind.MONTH, PayKind.AGREED):
        return pay(vacancy.pay_from, vacancy.pay_to)
    return format_html('<span class="pay">{}</span>', small_pay(vacancy))


def small_pay(vacancy: Vacancy) -> str:
    low, high = vacancy.pay_from, vacancy.pay_to
    if low and high and low != high:
        amount = f"{count_words(low)}–{count_words(high)}"
    elif low or high:
        amount = count_words(low or high or 0)
    else:
        return _("By agreement")
    if vacancy.pay_kind == PayKind.DAY:
        return _("%(amount)s VND/day") % {"amount": amount}
    return _("%(amount)s VND/hour") % {"amount": amount}


@register.filter
def place_of(vacancy: Vacancy) -> str:
    """ "KCN Quang Châu", "Phường Nếnh": the smallest that people know it by."""
    return str(vacancy.park or vacancy.commune or vacancy.province or "")


@register.filter
def over_35(vacancy: Vacancy) -> bool:
    return accepts_over_35(vacancy)


@register.filter
def kilometres(distances: dict[int, int], vacancy: Vacancy) -> int | None:
    """How far from the place that was asked for; nothing when it is next door or unknown."""
    return distances.get(vacancy.pk) or None
