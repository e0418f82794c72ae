"""The referral slip: what the person carries to the table or to the enterprise. Always in Vietnamese."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from nhipcau.foundation.crypto.codes import grouped
from nhipcau.foundation.documents import api as documents
from nhipcau.foundation.ui.words import phone_words
from nhipcau.matching.models import Referral
from nhipcau.seekers.api import masked
from nhipcau.vacancies.api import pay_said

TEMPLATE: Final = Path(__file__).parent / "slip.typ"
SIZES: Final = ("a5", "80")


@dataclass(frozen=True)
class Where:
    """Where this referral leads. `tables` and `rooms` are numbers at a fair; `code_url` is what the QR opens."""

    code_url: str
    fair: str = ""
    place: str = ""
    tables: tuple[int, ...] = ()
    rooms: tuple[int, ...] = ()


def slips_pdf(referrals: Sequence[tuple[Referral, Where]], *, size: str = "a5") -> bytes:
    """One page each, on A5 or on an 80 mm roll."""
    with override("vi"):
        return documents.pdf(TEMPLATE, {"size": size, "slips": [words_of(one, where) for one, where in referrals]})


def words_of(referral: Referral, where: Where) -> dict[str, Any]:
    centre, day = referral.centre, localdate(referral.made_at)
    contact = [centre.address, centre.phone and _("Hotline %(phone)s") % {"phone": centre.phone}]
    return {
        "title": _("Referral slip"),
        "centre": centre.name,
        "contact": " · ".join(filter(None, contact)),
        "number": _("No. %(number)s") % {"number": referral.written},
        "lines": [[label, words] for label, words in _lines(referral, where) if words],
        "where": _where(referral, where),
        "why_label": _("Why we send this person"),
        "why": referral.reasons,
        "note": referral.note,
        "day": _("%(day)s, day %(d)s month %(m)s year %(y)s")
        % {"day": referral.centre.province.name, "d": day.day, "m": day.month, "y": day.year},
        "by_label": _("Counsellor"),
        "by": str(referral.made_by),
        "scan": _("The enterprise scans this code to see whom and what for."),
        "code": grouped(referral.code),
        "qr": documents.qr_svg(where.code_url),
        "void": _("WITHDRAWN") if referral.withdrawn_at else "",
    }


def _lines(referral: Referral, where: Where) -> list[tuple[str, str]]:
    seeker, vacancy = referral.seeker, referral.vacancy
    shift = vacancy.get_shift_display() if vacancy.shift else ""
    return [
        (_("Mr or Ms"), seeker.full_name),
        (_("Born in"), str(seeker.birth_date.year)),
        (_("Phone"), masked(seeker.phone)),
        (_("Enterprise"), referral.employer.name),
        (_("Opening"), vacancy.title),
        (_("Pay"), pay_said(vacancy.pay_kind, vacancy.pay_from, vacancy.pay_to)),
        (_("Shift"), str(shift)),
        (_("At"), where.fair or _workplace(referral)),
    ]


def _workplace(referral: Referral) -> str:
    employer = referral.employer
    park, commune = employer.park, employer.commune
    parts = [employer.address, park.label if park else "", commune.label if commune else ""]
    return ", ".join(filter(None, [*parts, commune.province.label if commune else ""]))


def _where(referral: Referral, where: Where) -> list[str]:
    """Large on the slip: the table, or whom to ask for at the enterprise."""
    said = []
    if where.tables:
        said.append(_("Table %(numbers)s") % {"numbers": ", ".join(map(str, where.tables))})
    if where.rooms:
        said.append(_("Online room %(numbers)s") % {"numbers": ", ".join(map(str, where.rooms))})
    if said and where.place:
        said.append(where.place)
    if where.fair:
        return said
    vacancy, employer = referral.vacancy, referral.employer
    name = vacancy.contact_name or employer.contact_name
    phone = vacancy.contact_phone if vacancy.contact_name else employer.contact_phone
    return [_("Ask for %(name)s") % {"name": name}, phone_words(phone)] if name else []
