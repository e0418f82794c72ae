"""The words of the poster."""

import re
from typing import Any, Final

from django.utils.translation import gettext as _

from nhipcau.fairs.papers.texts import Facts, short
from nhipcau.foundation.ui.words import DAYS, count_words, here

MOST_JOBS = 5
MOST_PLACES = 16
LONGEST_END: Final = 14
# Words of two syllables that mean nothing when a line ends between them.
WHOLE_WORDS: Final = re.compile(
    r"\b(?:việc làm|giao dịch|tuyển dụng|doanh nghiệp|lao động|tìm việc|ngày hội|hội chợ|trực tuyến|trực tiếp|"
    r"phỏng vấn|thanh niên|học nghề|kết nối|cung cầu|lưu động|thường kỳ|định kỳ|đầu năm|cuối năm|trung tâm|dịch vụ|"
    r"công nghiệp|thành phố|thị xã|thị trấn|xuất khẩu|nước ngoài|sinh viên|phụ nữ)\b",
    re.IGNORECASE,
)
COUNTED: Final = re.compile(r"(?<=\d) (?=[^\W\d_])")


def headline(title: str) -> str:
    """With spaces that break no line inside a word, nor before a short last one."""
    held = COUNTED.sub("\u00a0", WHOLE_WORDS.sub(lambda word: word[0].replace(" ", "\u00a0"), title))
    rest, _space, last = held.rpartition(" ")
    front, space, before = rest.rpartition(" ")
    return f"{front}{space}{before}\u00a0{last}" if before and len(before + last) < LONGEST_END else held


def data_of(facts: Facts, *, address: str, qr: str, paper: str, called_off: str = "") -> dict[str, Any]:
    """`called_off`: a postponed or cancelled session says so across its poster."""
    day = here(facts.starts)
    figures = [
        (facts.enterprises, _("enterprises")),
        (facts.openings, _("people to be hired")),
        (facts.provinces if facts.provinces > 1 else 0, _("provinces")),
    ]
    more = len(facts.other_places) - MOST_PLACES
    places = [short(place) for place in facts.other_places[:MOST_PLACES]] + (
        [_("and %(n)s more sites") % {"n": more}] if more > 0 else []
    )
    return {
        "paper": paper,
        "centre": facts.centre,
        "invitation": _("Job fair"),
        "title": headline(facts.title),
        "theme": facts.theme,
        "weekday": str(DAYS[day.weekday()]),
        "date": f"{day.day}/{day.month}/{day.year}",
        "hours": facts.hours,
        "place": facts.place,
        "other_title": _("Also at the linked sites:") if places else "",
        "other_places": places,
        "online": _("Or be interviewed online, from home.") if facts.online else "",
        "figures": [{"number": count_words(number), "label": label} for number, label in figures if number],
        "jobs_title": _("Most asked for:") if facts.jobs else "",
        "jobs": [
            {"title": job.title, "heads": _("%(n)s people") % {"n": count_words(job.heads)}, "pay": job.pay}
            for job in facts.jobs[:MOST_JOBS]
        ],
        "free": _("FREE OF CHARGE"),
        "bring": _("Bring your citizen card."),
        "scan": _("Point your camera here to register"),
        "address": address.split("://", 1)[-1].rstrip("/"),
        "qr": qr,
        "hotline": _("Hotline: %(phone)s") % {"phone": facts.phone} if facts.hotline else "",
        "called_off": called_off,
    }
