"""Countries as people here call them: in a cell of a list, in a search, in what a search looks through. Pure."""

import re
from typing import Final

from nhipcau.foundation.text.api import fold, tidy

ANYWHERE: Final = "*"  # work abroad, wherever it is
# The full name first. What is also half the name of a place at home ("Nhật Tân", "Mỹ Đình") is short.
CALLED: Final[dict[str, tuple[str, ...]]] = {
    "JP": ("Nhật Bản", "Japan"),
    "KR": ("Hàn Quốc", "Korea", "South Korea"),
    "TW": ("Đài Loan", "Taiwan"),
    "DE": ("Cộng hòa Liên bang Đức", "CHLB Đức", "nước Đức", "Germany"),
    "RO": ("Rumani", "Ru ma ni", "Romania"),
    "HU": ("Hungary", "Hungari", "Hung ga ri"),
    "PL": ("Ba Lan", "Poland"),
    "AU": ("Úc", "Australia", "Ô xtrây li a"),
    "SG": ("Singapore", "Singapo", "Xinh ga po"),
    "MY": ("Malaysia", "Malaixia", "Ma lai xi a"),
    "SA": ("Ả Rập Xê Út", "Ả rập", "Saudi Arabia", "Arab Saudi"),
    "AE": ("Các Tiểu vương quốc Ả Rập Thống nhất", "UAE", "Dubai", "Đu bai"),
}
SHORT: Final = {"JP": ("Nhật",), "KR": ("Hàn",), "TW": ("Đài",), "DE": ("Đức",), "MY": ("Malay", "Mã Lai")}
GOING: Final = "xuất khẩu lao động, XKLĐ, đi làm việc ở nước ngoài, đi lao động nước ngoài"
BY_PROGRAMME: Final = r"(?:(?:di )?(?:xuat khau lao dong|xkld)|(?:don hang|viec lam|lam viec) ngoai nuoc)"
LED: Final = rf"(?:{BY_PROGRAMME}|(?:di|sang|qua)(?: lam(?: viec)?)?|lam(?: viec)?)(?: (?:o|tai|ben))? "
# "lam han" is welding: before a short name "làm" needs its "ở".
LED_SHORT: Final = rf"(?:{BY_PROGRAMME}|di|sang|qua|(?:di |sang |qua )?lam(?: viec)? (?:o|tai|ben)) "


def country_called(said: str) -> str:
    """The code when the whole text is the name of one country; otherwise nothing."""
    return BY_NAME.get(tidy(fold(said)), "")


def country_words(code: str) -> tuple[str, ...]:
    """What an opening there is found by, whatever the language of the page."""
    return (*CALLED.get(code, ()), *SHORT.get(code, ()), GOING) if code else ()


def _named(names: tuple[str, ...]) -> str:
    return "|".join(re.escape(fold(name)).replace("\\ ", " ") for name in sorted(names, key=len, reverse=True))


BY_NAME: Final = {fold(name): code for code in CALLED for name in (*CALLED[code], *SHORT.get(code, ()))}
# Behind these a country is an owner or a language: "công ty Nhật Bản", "tiếng Hàn Quốc".
OWNED: Final = "".join(f"(?<!{word} )" for word in ("cong ty", "cty", "nha may", "von", "tieng", "nguoi", "hang"))
# "đi Nhật", "xkld han quoc", "lam viec o duc": the way there makes the name a wish. A short name ends the text.
COUNTRIES_ASKED: Final = (
    *((re.compile(rf"{LED}(?:{_named(CALLED[code])})"), code) for code in CALLED),
    *((re.compile(rf"{OWNED}(?:{_named(CALLED[code])})(?=$)"), code) for code in CALLED),
    *((re.compile(rf"{LED_SHORT}(?:{_named(SHORT[code])})(?=$)"), code) for code in SHORT),
    (re.compile(rf"{BY_PROGRAMME}|(?:di |lam |lam viec )+(?:o |tai )?nuoc ngoai"), ANYWHERE),
)
