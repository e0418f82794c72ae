"""Invented people, enterprises and numbers for the catalogue."""

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

VIETNAM: Final = ZoneInfo("Asia/Ho_Chi_Minh")
OPENS: Final = datetime(2023, 11, 16, 7, 30, tzinfo=VIETNAM)
CLOSES: Final = datetime(2023, 11, 16, 11, 30, tzinfo=VIETNAM)

JOBS: Final = (
    {"value": "8153", "name": "May công nghiệp", "note": "VSCO 8153"},
    {"value": "8212", "name": "Lắp ráp điện tử", "note": "VSCO 8212"},
    {"value": "7212", "name": "Thợ hàn", "note": "VSCO 7212"},
    {"value": "4321", "name": "Nhân viên kho", "note": "VSCO 4321"},
)
PEOPLE: Final = (
    {
        "number": 41,
        "name": "Nguyễn Thị Thu Hường",
        "wish": "May công nghiệp",
        "state": "now",
        "low": 9_000_000,
        "high": 12_000_000,
    },
    {
        "number": 42,
        "name": "Trần Văn Bảo",
        "wish": "Lắp ráp điện tử",
        "state": "next",
        "low": 7_500_000,
        "high": None,
    },
    {
        "number": 43,
        "name": "Hoàng Nguyễn Quỳnh Như",
        "wish": "Nhân viên kho",
        "state": "done",
        "low": None,
        "high": 30_000_000,
    },
    {"number": 44, "name": "Lý A Sình", "wish": "Thợ hàn", "state": "wrong", "low": None, "high": None},
)
CALLS: Final = (
    {"number": "041", "place": "Bàn 12"},
    {"number": "042", "place": "Bàn 7"},
    {"number": "118", "place": "Máy 3"},
    {"number": "043", "place": "Bàn 12"},
)
OPENING: Final = {
    "title": "May công nghiệp",
    "employer": "Công ty TNHH Một thành viên Sản xuất và Thương mại Quang Châu (mẫu)",
    "place": "Việt Yên",
    "low": 9_000_000,
    "high": 12_000_000,
    "places": 214,
}


def everything() -> dict[str, Any]:
    return {
        "people": PEOPLE,
        "opening": OPENING,
        "opens": OPENS,
        "closes": CLOSES,
        "steps": steps(),
        "day": my_day(),
        "figures": figures(),
        "sectors": [
            ("May, da giày", 6120),
            ("Điện tử", 5340),
            ("Cơ khí", 2210),
            ("Dịch vụ", 1180),
            ("Khác", 462),
        ],
        "choices": [
            {
                "value": "hall",
                "label": _("At the centre"),
                "detail": _("Come to the hall, tables 1 to 40"),
                "checked": True,
            },
            {
                "value": "online",
                "label": _("Online"),
                "detail": _("From home by phone, or at a computer of the centre"),
            },
        ],
    }


def steps() -> list[dict[str, str]]:
    return [
        {"label": _("Your wishes"), "state": "done"},
        {"label": _("Choose up to three enterprises"), "state": "current"},
        {"label": _("Your ticket"), "state": "next"},
    ]


def my_day() -> list[dict[str, str]]:
    return [
        {"time": "7:52", "title": _("You are checked in"), "state": "done"},
        {
            "time": "8:15",
            "title": "Bàn 12 · Công ty May Sông Cầu (mẫu) · May công nghiệp",
            "detail": _("Go there now, two minutes on foot."),
            "state": "now",
        },
        {"time": "8:35", "title": _("Free time"), "detail": _("Tea is by the door."), "state": "gap"},
        {"time": "9:00", "title": "Máy số 7 · trực tuyến · Công ty Điện tử Yên Phong (mẫu)", "state": "next"},
    ]


def figures() -> list[dict[str, str]]:
    return [
        {"number": "140", "label": _("enterprises"), "definition": _("those with at least one open place")},
        {"number": "15.312", "label": _("open places"), "definition": _("sum of the headcounts on offer")},
        {"number": "482", "label": _("people seen"), "definition": _("each person once, hall and online")},
        {"number": "611", "label": _("interviews"), "definition": _("each finished conversation once")},
        {
            "number": "163",
            "label": _("passed"),
            "definition": _("hired today or invited to a direct interview"),
        },
    ]
