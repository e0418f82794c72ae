"""`{% load ui %}`: icons, QR codes, charts, and values said as people say them."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import segno
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from nhipcau.foundation.ui import words

register = template.Library()
ICONS = Path(__file__).parents[1] / "icons.json"


@cache
def icon_shapes() -> dict[str, str]:
    shapes: dict[str, str] = json.loads(ICONS.read_text(encoding="utf-8"))
    return shapes


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """An outline icon. It is decoration: its word always stands beside it."""
    shape = icon_shapes().get(name)
    if shape is None:
        raise template.TemplateSyntaxError(f"There is no icon {name!r}; the names are in ui/icons.json.")
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        f" {classes}" if classes else "",
        mark_safe(shape),  # noqa: S308 our own committed drawing
    )


@lru_cache(maxsize=1000)
def _squares(text: str) -> str:
    """Drawn once for a ticket that is opened again and again; 5 KiB each."""
    code = segno.make(text, micro=False, error="m")
    return code.svg_inline(scale=4, border=3, omitsize=True, dark="#000", light="#fff")


@register.simple_tag
def qr(text: str, label: str = "") -> SafeString:
    """A QR code on its own white plate, named for those who do not see it."""
    drawing = _squares(text)
    return format_html(
        '<span class="qr" role="img" aria-label="{}">{}</span>',
        label or text,
        mark_safe(drawing),  # noqa: S308 drawn by segno from squares only
    )


@register.inclusion_tag("ui/bar_chart.html")
def bar_chart(title: str, rows: Iterable[tuple[Any, int]], unit: str = "") -> dict[str, Any]:
    """A bar for each (label, number): a drawing that is a table at the same time."""
    listed = list(rows)
    longest = max((number for _label, number in listed), default=0) or 1
    bars = [{"label": label, "number": number, "width": round(100 * number / longest, 1)} for label, number in listed]
    return {"title": title, "bars": bars, "unit": unit}


@register.filter
def pay(low: int | None, high: int | None = None) -> SafeString:
    """`{{ opening.pay_from|pay:opening.pay_to }}`: short to read, long on hover and when read aloud."""
    return format_html(
        '<span class="pay" title="{long}"><span aria-hidden="true">{short}</span>'
        '<span class="visually-hidden">{long}</span></span>',
        short=words.pay_words(low, high),
        long=words.pay_in_full(low, high),
    )


@register.filter
def count(number: int | None) -> str:
    return "" if number is None else words.count_words(number)


@register.filter
def day_vi(day: date | datetime | None) -> str:
    return words.day_words(day) if day else ""


@register.filter
def time_vi(moment: datetime | time | None) -> str:
    return words.time_words(moment) if moment is not None else ""


@register.filter
def until(start: datetime | time | None, end: datetime | time | None) -> str:
    if start is None or end is None:
        return time_vi(start or end)
    return format_html('<span class="nowrap">{}</span>', words.span_words(start, end))


@register.filter
def moment_vi(moment: datetime | None) -> str:
    return words.moment_words(moment) if moment else ""


@register.filter
def ago(moment: datetime | None, now: datetime) -> str:
    return words.ago_words(moment, now) if moment else ""


@register.filter
def wait(low: int, high: int | None = None) -> str:
    return words.wait_words(low, high)


@register.filter
def phone_vi(phone: str | None) -> str:
    return words.phone_words(phone or "")


@register.filter
def initials(name: str | None) -> str:
    return words.initials(name or "")
