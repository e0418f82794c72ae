"""Citizen cards of invented people, to hold before a scanner or a camera. No province has the number 099."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.fairs.models import FairSession, Registration, SessionSite
from nhipcau.seekers import api as seekers
from nhipcau.seekers.models import Seeker, Sex
from nhipcau.site.demo.cast import Cast

NEW: Final = (
    "099190000003|121234567|Giáp Thị Hồng Nhung|01021990|Nữ|Thôn Núi Hiểu, Quang Châu, Việt Yên, Bắc Giang|01072022"
)
PLAIN: Final = "099098000004||LY A PAO|15081998|Nam|Sung Trai, Dong Van, Ha Giang|09032021"


@dataclass(frozen=True)
class DemoCard:
    name: str
    what: str
    text: str


def hand_out(cast: Cast, session: FairSession, *, now: datetime) -> None:
    """The desk saw these cards once: the numbers stand in the files."""
    for serial, person in _holders(session):
        card = seekers.read_card(_text(person, serial))
        seekers.confirm_by_card(seeker=person, card=card, by=cast.desk, now=now)


def listed(session: FairSession) -> list[DemoCard]:
    """In the language of the page: somebody registered, somebody with a file, two whom nobody knows."""
    words = {
        1: _("is registered for the fair: the card lets them in like the ticket"),
        2: _("has a file already: one tap"),
    }
    known = [DemoCard(person.full_name, words[serial], _text(person, serial)) for serial, person in _holders(session)]
    return [
        *known,
        DemoCard("Giáp Thị Hồng Nhung", _("is new here: the form fills itself"), NEW),
        DemoCard("Lý A Páo", _("has a card without accents and without an old number"), PLAIN),
    ]


def _holders(session: FairSession) -> list[tuple[int, Seeker]]:
    in_hall = Registration.objects.filter(session=session, site__role=SessionSite.Role.HOST, seeker__account=None)
    first = in_hall.select_related("seeker__centre").order_by("number").first()
    people = [(1, first.seeker)] if first else []
    visitor = Seeker.objects.filter(account__username="nguoi-tim-viec", is_demo=True).select_related("centre").first()
    return [*people, (2, visitor)] if visitor else people


def _text(person: Seeker, serial: int) -> str:
    """The number carries century, sex and year of birth, as real ones do."""
    born, woman = person.birth_date, person.sex == Sex.FEMALE
    number = f"099{(born.year // 100 - 19) * 2 + woman}{born:%y}{serial:06d}"
    return f"{number}||{person.full_name}|{born:%d%m%Y}|{'Nữ' if woman else 'Nam'}|Việt Yên, Bắc Giang|01072022"
