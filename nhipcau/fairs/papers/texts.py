"""What is said of a session on Zalo, Facebook, in text messages, over the loudspeaker and to the press.

Everything said was counted or written down: what is not known is left out. The longest allowed length is kept by leaving
out what matters least, line by line.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from nhipcau.foundation.ui.words import DAYS, count_words, here, pay_words, phone_words, span_words

ZALO_SHORT: Final = 500
ZALO_LONG: Final = 2000
SMS: Final = 160
MUST: Final = 0  # a line that is never left out


@dataclass(frozen=True)
class Job:
    """One name of a job, and how many people are looked for under it. Pay in đồng a month, None where not all say it."""

    title: str
    heads: int
    pay_from: int | None
    pay_to: int | None

    @property
    def pay(self) -> str:
        return pay_words(self.pay_from, self.pay_to) if self.pay_from else ""

    @property
    def line(self) -> str:
        words = {"title": self.title, "pay": self.pay, "count": self.heads, "heads": count_words(self.heads)}
        if self.pay:
            return (
                ngettext("%(title)s: %(heads)s person, %(pay)s", "%(title)s: %(heads)s people, %(pay)s", self.heads)
                % words
            )
        return ngettext("%(title)s: %(heads)s person", "%(title)s: %(heads)s people", self.heads) % words


@dataclass(frozen=True)
class Facts:
    """What is known of a session. `other_places` are the linked sites; empty words and zeros are not spoken of."""

    centre: str
    centre_short: str
    title: str
    theme: str
    starts: datetime
    ends: datetime
    place: str
    other_places: list[str]
    online: bool
    enterprises: int
    openings: int
    provinces: int
    jobs: list[Job]
    hotline: str
    note: str = ""

    @property
    def day(self) -> str:
        """Thứ Năm, ngày 26/11/2026."""
        local = here(self.starts)
        words = {"weekday": DAYS[local.weekday()], "date": f"{local.day}/{local.month}/{local.year}"}
        return pgettext("a day with its year", "%(weekday)s %(date)s") % words

    @property
    def hours(self) -> str:
        return span_words(self.starts, self.ends)

    @property
    def counted(self) -> str:
        """164 enterprises look for 15,312 people; nothing while nobody has been approved."""
        if not self.enterprises or not self.openings:
            return ""
        words = {
            "count": self.enterprises,
            "enterprises": count_words(self.enterprises),
            "openings": count_words(self.openings),
        }
        return (
            ngettext(
                "%(enterprises)s enterprise looks for %(openings)s people",
                "%(enterprises)s enterprises look for %(openings)s people",
                self.enterprises,
            )
            % words
        )

    @property
    def phone(self) -> str:
        """A landline too in groups, as it is read out: 0204 3123 456."""
        number = self.hotline
        if number.isdigit() and number.startswith("02") and len(number) == 11:
            return f"{number[:4]} {number[4:8]} {number[8:]}"
        return phone_words(number)


Line = tuple[int, str]  # how soon it is left out (MUST: never), and what it says


def fitted(lines: list[Line], most: int) -> str:
    """The lines as one text of at most so many characters: what must be said, then what matters most and still fits."""
    said = [line for line in lines if line[1]]
    kept = [line for line in said if line[0] == MUST]
    if len(_joined(kept)) > most:
        return _cut(kept, most)
    for line in sorted((line for line in said if line[0] != MUST), key=lambda line: line[0]):
        fuller = [each for each in said if each in kept or each is line]
        if len(_joined(fuller)) <= most:
            kept = fuller
    return _joined(kept)


def _joined(lines: list[Line]) -> str:
    return "\n".join(words for _rank, words in lines)


def _cut(kept: list[Line], most: int) -> str:
    """Only what must be said is left and it is still too long: the longest line is shortened, a link never."""
    words = [said for _rank, said in kept]
    over = len("\n".join(words)) - most
    longest = max((index for index, said in enumerate(words) if "://" not in said), key=lambda index: len(words[index]))
    words[longest] = words[longest][: max(0, len(words[longest]) - over - 1)].rstrip() + "…"
    return "\n".join(words)


def zalo_short(facts: Facts, link: str) -> str:
    return fitted(_short_lines(facts, link, 3), ZALO_SHORT)


def zalo_long(facts: Facts, link: str) -> str:
    invitation = _("%(centre)s invites everybody who looks for work to the fair.") % {"centre": facts.centre}
    return fitted([(MUST, facts.title), (6, invitation), (MUST, ""), *_long_lines(facts, link)], ZALO_LONG)


def facebook_short(facts: Facts, link: str) -> str:
    return fitted(
        [(MUST, _("Looking for work? Meet the enterprises themselves.")), *_short_lines(facts, link, 2)], ZALO_SHORT
    )


def facebook_long(facts: Facts, link: str) -> str:
    question = _(
        "Looking for work near home, or thinking of another job? Meet the enterprises themselves, in one morning."
    )
    if here(facts.starts).hour >= 12:
        question = _("Looking for work near home, or thinking of another job? Meet the enterprises themselves.")
    host = _("Held by: %(centre)s") % {"centre": facts.centre}
    return fitted([(5, question), (MUST, facts.title), *_long_lines(facts, link), (4, host)], ZALO_LONG)


def _short_lines(facts: Facts, link: str, most_jobs: int) -> list[Line]:
    jobs = "; ".join(f"{job.title} {job.pay}".strip() for job in facts.jobs[:most_jobs])
    return [
        (MUST, facts.title),
        (MUST, f"{facts.day}, {facts.hours}"),
        (3, _("Where: %(place)s") % {"place": facts.place} if facts.place else ""),
        (2, _at_home(facts)),
        (1, f"{facts.counted}." if facts.counted else ""),
        (4, _("Most asked for: %(jobs)s.") % {"jobs": jobs} if jobs else ""),
        (MUST, _("Free of charge. Register: %(link)s") % {"link": link}),
        (2, _("Questions: %(phone)s") % {"phone": facts.phone} if facts.hotline else ""),
    ]


def _long_lines(facts: Facts, link: str) -> list[Line]:
    lines: list[Line] = [
        (6, facts.theme),
        (MUST, _("When: %(day)s, %(hours)s") % {"day": facts.day, "hours": facts.hours}),
        (2, _("Where: %(place)s") % {"place": facts.place} if facts.place else ""),
    ]
    if facts.other_places:
        lines += _listed(_("Also at the linked sites:"), facts.other_places, rank=7)
    lines += [(3, _at_home(facts)), (1, f"{facts.counted}." if facts.counted else "")]
    if facts.jobs:
        lines += _listed(_("Most asked for:"), [job.line for job in facts.jobs], rank=4)
    return [
        *lines,
        (6, facts.note),
        (3, _("Bring your citizen card, and your papers if you have them. Taking part costs nothing.")),
        (MUST, _("Register: %(link)s") % {"link": link}),
        (2, _("Questions: %(phone)s") % {"phone": facts.phone} if facts.hotline else ""),
    ]


def _listed(heading: str, items: list[str], *, rank: int) -> list[Line]:
    """A heading never stands without its first item."""
    first, *others = items
    return [(rank, f"{heading}\n- {first}"), *((rank + 1, f"- {item}") for item in others)]


def _at_home(facts: Facts) -> str:
    return _("Or be interviewed online, from home.") if facts.online else ""


def sms(facts: Facts, link: str) -> str:
    """One message without accents. What does not fit is left out; the day and the link never are."""
    local = here(facts.starts)
    when = f"{span_words(facts.starts, facts.ends)} {local.day}/{local.month}"
    lines = [
        (3, f"{facts.centre_short}:"),
        (MUST, _("Job fair %(when)s,") % {"when": when}),
        (1, f"{short(facts.place)}." if facts.place else ""),
        (2, f"{facts.counted}." if facts.counted else ""),
        (MUST, _("Free. Register: %(link)s") % {"link": link}),
        (4, _("Tel. %(phone)s") % {"phone": facts.hotline} if facts.hotline else ""),
    ]
    plain = [(rank, without_accents(words)) for rank, words in lines]
    return fitted(plain, SMS).replace("\n", " ")


def without_accents(words: str) -> str:
    """Letters every phone takes as one: a message then holds 160 of them."""
    spread = unicodedata.normalize("NFD", words.replace("đ", "d").replace("Đ", "D").replace("–", "-").replace("·", "-"))
    return "".join(letter for letter in spread if letter.isascii())


def loudspeaker(facts: Facts) -> str:
    """To be read out: whole sentences, hours as they are spoken, no link."""
    words = {
        "centre": facts.centre,
        "title": facts.title,
        "from": _spoken(facts.starts),
        "to": _spoken(facts.ends),
        "day": facts.day,
        "place": facts.place,
        "phone": facts.phone,
    }
    jobs = ", ".join(job.title for job in facts.jobs[:3])
    sentences = [
        _("An announcement of %(centre)s.") % words,
        _("From %(from)s to %(to)s on %(day)s the centre holds: %(title)s.") % words,
        _("The place: %(place)s.") % words if facts.place else "",
        f"{facts.counted}." if facts.counted else "",
        _("Most people are looked for as: %(jobs)s.") % {"jobs": jobs} if jobs else "",
        _("Who cannot come may be interviewed online, from home.") if facts.online else "",
        _("Taking part costs nothing. Please bring your citizen card."),
        _("To register or to ask, call %(phone)s.") % words if facts.hotline else "",
        _("We repeat: %(day)s, from %(from)s.") % words,
    ]
    return "\n".join(sentence for sentence in sentences if sentence)


def _spoken(moment: datetime) -> str:
    local = here(moment)
    words = {"hour": local.hour, "minute": local.minute}
    return _("%(hour)s o'clock %(minute)s") % words if local.minute else _("%(hour)s o'clock") % words


def press_note(facts: Facts, link: str) -> str:
    """Before the fair. The first line is its heading."""
    words = {"centre": facts.centre, "title": facts.title, "day": facts.day, "hours": facts.hours, "place": facts.place}
    counts = {
        "enterprises": count_words(facts.enterprises),
        "openings": count_words(facts.openings),
        "provinces": count_words(facts.provinces),
    }
    paragraphs = [
        facts.title if not facts.theme else f"{facts.title}: {facts.theme}",
        (_("On %(day)s, %(hours)s, %(centre)s holds “%(title)s” at %(place)s.") if facts.place else _("On %(day)s, %(hours)s, %(centre)s holds “%(title)s” online.")) % words,
        _("So far %(enterprises)s enterprises take part; they look for %(openings)s people.") % counts if facts.counted else "",
        _("Sites in %(provinces)s provinces are linked: %(places)s.") % {**counts, "places": ", ".join(map(short, facts.other_places))}
        if facts.provinces > 1 and facts.other_places
        else "",
        _("Who cannot come may be interviewed online, from home.") if facts.online else "",
        "\n".join([_("Most people are looked for as:"), *(f"- {job.line}" for job in facts.jobs)]) if facts.jobs else "",
        _("Taking part costs workers nothing. They register at %(link)s or on the spot, and bring their citizen card.") % {"link": link},
        _("More at the centre's hotline: %(phone)s.") % {"phone": facts.phone} if facts.hotline else "",
    ]  # fmt: skip
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def short(place: str) -> str:
    """A place by its name alone, without street and province."""
    return place.split(",")[0]
