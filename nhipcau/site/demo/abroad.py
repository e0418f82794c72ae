"""Openings abroad of the demo: invented, with the papers that such an opening names."""

from datetime import datetime, timedelta
from typing import Any, Final

from nhipcau.reference.api import occupation_of_title
from nhipcau.site.demo import orders
from nhipcau.site.demo.cast import Cast
from nhipcau.vacancies import api as vacancies
from nhipcau.vacancies.models import Vacancy

MILLION: Final = 1_000_000
PAPERS: Final = "Giấy phép (mẫu) 00/LĐTBXH-GP; chấp thuận (mẫu) số {number}"
JOBS: Final[tuple[dict[str, Any], ...]] = (
    {
        "title": "Hộ lý chăm sóc người cao tuổi tại Nhật Bản",
        "country": "JP",
        "workplace": "Osaka",
        "headcount": 12,
        "pay_from": 27 * MILLION,
        "pay_to": 33 * MILLION,
        "languages": "Tiếng Nhật",
        "musts": ("language",),
        "contract": "12_36",
        "has_dormitory": True,
        "description": "Chăm sóc người cao tuổi tại viện dưỡng lão; được học tiếng trước khi đi.",
    },
    {
        "title": "Công nhân sản xuất linh kiện tại Hàn Quốc",
        "country": "KR",
        "workplace": "Incheon",
        "headcount": 20,
        "pay_from": 35 * MILLION,
        "pay_to": 40 * MILLION,
        "contract": "12_36",
        "has_dormitory": True,
        "description": "Lắp ráp, kiểm tra linh kiện; hai ca, có chỗ ở.",
        "shift": "two",
    },
    {
        "title": "Thợ hàn tại Rumani",
        "country": "RO",
        "workplace": "Constanța",
        "headcount": 8,
        "pay_from": 22 * MILLION,
        "pay_to": 26 * MILLION,
        "experience": "1_2",
        "musts": ("experience",),
        "contract": "12_36",
        "has_dormitory": True,
        "description": "Hàn kết cấu thép ở xưởng đóng tàu; có chỗ ở và bữa ăn.",
    },
)


def place(cast: Cast, *, starts: datetime) -> None:
    """On the board, not at the session: the enterprises that send people abroad come on other days."""
    for number, job in enumerate(JOBS):
        employer = cast.local[number % len(cast.local)]
        data = vacancies.VacancyData(
            **job,
            occupation=occupation_of_title(job["title"]),
            abroad_papers=PAPERS.format(number=number + 1),
            closes_on=(starts + timedelta(days=60)).date(),
            benefits=("insurance", "training"),
            contact_name=employer.contact_name,
            contact_phone=employer.contact_phone,
        )
        asked = starts - timedelta(days=9 - number)
        sent = vacancies.submit_vacancy(employer=employer, data=data, by=cast.recruiters[employer.pk], now=asked)
        keeper = orders.keeper_of(employer.centre)
        shown = vacancies.publish_vacancy(vacancy=sent, by=keeper, now=asked + timedelta(hours=3))
        Vacancy.objects.filter(pk=shown.pk).update(is_demo=True)
