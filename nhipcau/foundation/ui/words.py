"""Money, days, times and numbers as people here say them. Pure functions; the language in force decides."""

from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language, ngettext, npgettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

MILLION = 1_000_000
DAYS = (
    pgettext_lazy("day of the week", "Monday"),
    pgettext_lazy("day of the week", "Tuesday"),
    pgettext_lazy("day of the week", "Wednesday"),
    pgettext_lazy("day of the week", "Thursday"),
    pgettext_lazy("day of the week", "Friday"),
    pgettext_lazy("day of the week", "Saturday"),
    pgettext_lazy("day of the week", "Sunday"),
)


def localised(number: str) -> str:
    """12,345.6 as it is written here: 12.345,6."""
    if (get_language() or "").startswith("en"):
        return number
    return number.translate(str.maketrans(",.", ".,"))


def count_words(number: int) -> str:
    """15312 → 15.312 in Vietnamese, 15,312 in English."""
    return localised(f"{number:,}")


def millions(amount: int) -> str:
    """9500000 → 9,5."""
    whole = (Decimal(amount) / MILLION).quantize(Decimal("0.01")).normalize()
    return localised(f"{whole:f}")


def pay_words(low: int | None, high: int | None) -> str:
    """9–12 triệu/tháng; from, up to, or by agreement when a side is not said."""
    if low and high and low != high:
        sides = {"low": millions(low), "high": millions(high)}
        return _("%(low)s–%(high)s million VND/month") % sides
    if low and high:
        return _("%(pay)s million VND/month") % {"pay": millions(low)}
    if low:
        return _("from %(pay)s million VND/month") % {"pay": millions(low)}
    if high:
        return _("up to %(pay)s million VND/month") % {"pay": millions(high)}
    return _("By agreement")


def pay_in_full(low: int | None, high: int | None) -> str:
    """The same for hover and screen readers: 9.000.000 đến 12.000.000 đồng mỗi tháng."""
    if low and high and low != high:
        sides = {"low": count_words(low), "high": count_words(high)}
        return _("%(low)s to %(high)s dong a month") % sides
    if low and high:
        return _("%(pay)s dong a month") % {"pay": count_words(low)}
    if low:
        return _("from %(pay)s dong a month") % {"pay": count_words(low)}
    if high:
        return _("up to %(pay)s dong a month") % {"pay": count_words(high)}
    return _("Pay is agreed at the interview")


def here(moment: datetime) -> datetime:
    """A moment in this country's time."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def day_words(day: date | datetime) -> str:
    """Thứ Năm, 16/11; the year too when it is not this one."""
    local = here(day) if isinstance(day, datetime) else day
    written = f"{local.day}/{local.month}"
    if local.year != timezone.localdate().year:
        written += f"/{local.year}"
    return pgettext("a day", "%(weekday)s %(date)s") % {"weekday": DAYS[local.weekday()], "date": written}


def time_words(moment: datetime | time) -> str:
    """8:15."""
    local = here(moment) if isinstance(moment, datetime) else moment
    return f"{local.hour}:{local.minute:02d}"


def span_words(start: datetime | time, end: datetime | time) -> str:
    """7:30–11:30."""
    return f"{time_words(start)}–{time_words(end)}"


def moment_words(moment: datetime) -> str:
    """8:15, Thứ Năm, 16/11."""
    return pgettext("a moment", "%(time)s, %(day)s") % {"time": time_words(moment), "day": day_words(moment)}


def ago_words(moment: datetime, now: datetime) -> str:
    """How long since: just now, minutes, hours, and from a day on the day itself."""
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", minutes) % {"n": minutes}
    if minutes < 24 * 60:
        hours = minutes // 60
        return ngettext("%(n)s hour ago", "%(n)s hours ago", hours) % {"n": hours}
    return day_words(moment)


def wait_words(low: int, high: int | None = None) -> str:
    """An honest wait: about 10–18 minutes."""
    if high is not None and high > low:
        return _("about %(low)s–%(high)s minutes") % {"low": low, "high": high}
    return npgettext("a wait", "about %(n)s minute", "about %(n)s minutes", low) % {"n": low}


def phone_words(phone: str) -> str:
    """0912345678 → 0912 345 678; what is not a phone number stays as it is."""
    digits = "0" + phone[3:] if phone.startswith("+84") else phone
    if len(digits) == 10 and digits.isdigit():
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return phone


def initials(name: str) -> str:
    """Nguyễn Thị Thu Hường → TH: the two names a person is called by."""
    parts = name.split()
    return "".join(part[0] for part in parts[-2:]).upper()
