"""Invitations to enterprises, each on its own page, in the layout of official papers (Decree 30/2020, annex I)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nhipcau.centres.api import Centre
from nhipcau.fairs.models import FairSession
from nhipcau.foundation.ui.words import DAYS, count_words, here, phone_words, span_words


@dataclass(frozen=True)
class Guest:
    """An enterprise and what stands in its letter. `qr` draws `address`, the page of its participation."""

    enterprise: str
    seat: str
    openings: int
    heads: int
    interviewers: int
    address: str
    qr: str


def data_of(
    session: FairSession, centre: Centre, place: str, guests: Sequence[Guest], *, today: date
) -> dict[str, Any]:
    day = here(session.starts)
    when = {
        "hours": span_words(session.starts, session.ends),
        "weekday": str(DAYS[day.weekday()]),
        "date": f"{day.day}/{day.month}/{day.year}",
    }
    words = {"centre": centre.name, "session": session.title}
    return {
        "title": _("Invitation"),
        "about": _("to take part in the job fair"),
        "left": [centre.superior, centre.name],
        "number": f"       /GM-{centre.document_sign}" if centre.document_sign else "",
        "place_date": place_and_date(centre, today),
        "to": _("Respectfully to:"),
        "opening": _("%(centre)s respectfully invites the enterprise to take part in “%(session)s”.") % words,
        "facts": [
            [_("Time:"), _("%(hours)s, %(weekday)s %(date)s") % when],
            *([[_("Place:"), place]] if place else []),
        ],
        "prepare_title": _("Please prepare:"),
        "prepare": [
            _("interviewers who may decide on the spot, with this letter and a citizen card;"),
            _("the openings as registered: work, pay, shift, place, what the law grants;"),
            _("a computer or phone with a camera for interviews online;"),
            _("be ready at the table or in the online room 30 minutes before the opening."),
        ],
        "scan": _("Confirm, change the openings and name the interviewers at this address:"),
        "hotline": _("Questions: %(phone)s") % {"phone": phone_words(centre.phone)} if centre.phone else "",
        "thanks": _("The centre thanks the enterprise for its cooperation."),
        "recipients_word": _("Recipients:"),
        "recipients": [_("As above;"), _("Filed: office, job exchange.")],
        "signatory_title": centre.signatory_title or _("Director"),
        "signatory": centre.signatory,
        "guests": [_letter(guest) for guest in guests],
        "none": _("No enterprise takes part in this session yet."),
    }


def _letter(guest: Guest) -> dict[str, str]:
    counts = {
        "openings": count_words(guest.openings),
        "heads": count_words(guest.heads),
        "interviewers": count_words(guest.interviewers),
    }
    brings = _("%(openings)s openings for %(heads)s people, %(interviewers)s interviewers") % counts
    return {
        "enterprise": guest.enterprise,
        "seat_word": _("Your place:"),
        "seat": guest.seat,
        "brings_word": _("Registered:"),
        "brings": brings,
        "address": guest.address.split("://", 1)[-1],
        "qr": guest.qr,
    }


def place_and_date(centre: Centre, day: date) -> str:
    """Bắc Ninh, ngày 09 tháng 02 năm 2026: days and the first two months have two digits (Decree 30/2020)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    words = {"place": centre.province.name, "day": f"{day.day:02d}", "month": month, "year": day.year}
    return _("%(place)s, day %(day)s month %(month)s year %(year)s") % words
