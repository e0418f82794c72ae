"""The demo's orders for people: one that is under way, one that waits for a yes, one that another centre asks about."""

from datetime import date, datetime, timedelta
from typing import Final

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.employers.models import Employer
from nhipcau.site.demo import openings
from nhipcau.site.demo.cast import HOST, Cast, sector_of
from nhipcau.vacancies import api as vacancies
from nhipcau.vacancies.models import LabourOrder

ASKED: Final = (120, 80)
PROMISED: Final = 60
WAITING: Final = 120
ELSEWHERE: Final = 90


def keeper_of(centre: Centre) -> User:
    slug = "dieu-hanh" if centre.code == HOST[1] else f"dieu-hanh-{centre.code}"
    return User.objects.get(username=slug)


def place(cast: Cast, heads: int, *, starts: datetime) -> LabourOrder:
    """One enterprise asked for 550 people before the year's end, from inside and outside the province."""
    placed = starts - timedelta(days=16)
    order = _approved(cast, cast.local[0], _trade(cast.local[0]), heads, by_day=_year_end(starts), placed=placed)
    first, second = cast.centres[1:3]
    asks = [
        vacancies.ask_centre(
            order=order, centre=centre, people=people, by=cast.operator, now=placed + timedelta(days=2),
            words="Có xe đón tại trung tâm xã, đi thành nhóm càng tốt.",
        )
        for centre, people in zip((first, second), ASKED, strict=True)
    ]  # fmt: skip
    vacancies.answer_ask(
        ask=asks[0], can_send=PROMISED, by_day=(starts + timedelta(days=14)).date(), by=keeper_of(first),
        words="Đã gọi các xã, 60 người muốn đi theo nhóm.", now=placed + timedelta(days=4),
    )  # fmt: skip
    return order


def place_others(cast: Cast, *, starts: datetime) -> None:
    """For the operator to decide, and to answer."""
    waiting = cast.local[1]
    vacancies.place_order(
        employer=waiting, data=_said(waiting, f"{_trade(waiting)}, 2 chuyền mới", WAITING, (starts + timedelta(days=45)).date()),
        by=cast.recruiters[waiting.pk], now=starts - timedelta(days=1),
    )  # fmt: skip
    far = cast.linked[0]
    placed = starts - timedelta(days=9)
    order = _approved(cast, far, f"{_trade(far)}, xưởng mới", ELSEWHERE, by_day=_year_end(starts), placed=placed)
    vacancies.ask_centre(
        order=order, centre=cast.host, people=30, by=keeper_of(far.centre), now=placed + timedelta(days=1)
    )


def _approved(cast: Cast, employer: Employer, title: str, heads: int, *, by_day: date, placed: datetime) -> LabourOrder:
    """Asked for by the enterprise, taken on by its centre the next morning."""
    asked = vacancies.place_order(
        employer=employer, data=_said(employer, title, heads, by_day), by=cast.recruiters[employer.pk], now=placed
    )
    return vacancies.approve_order(
        order=asked, edition=asked.edition, by=keeper_of(employer.centre), now=placed + timedelta(hours=20)
    )


def _said(employer: Employer, title: str, heads: int, due_on: date) -> vacancies.OrderData:
    return vacancies.OrderData(
        title=title,
        headcount=heads,
        due_on=due_on,
        outside_province=True,
        pay_from=8_000_000,
        pay_to=12_000_000,
        shift="two",
        has_bus=True,
        has_dormitory=True,
        conditions="Chưa biết nghề được dạy từ đầu, nhận cả người trên 35 tuổi.",
        contact_name=employer.contact_name,
        contact_phone=employer.contact_phone,
    )


def _trade(employer: Employer) -> str:
    return openings.SECTORS[sector_of(employer)][0].title


def _year_end(starts: datetime) -> date:
    """The 31st of December; in December of the next year, so that there is time."""
    return date(starts.year + (starts.month == 12), 12, 31)
