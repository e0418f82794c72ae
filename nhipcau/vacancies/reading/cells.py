"""Single cells: how many people, yes or no, days, ages. Pure; None where a cell says nothing we know."""

import re
from datetime import date, timedelta
from typing import Final

from nhipcau.foundation.text.api import fold, row_number, tidy
from nhipcau.vacancies.models import Shift
from nhipcau.vacancies.reading.labels import chosen

YES: Final = re.compile(r"(?:co|yes|y|x|v|✓|✔|☑|true|dung|1|ok|mien phi|free|bao|duoc|co ho tro)(?: .*|[,.;:(].*)?")
NO: Final = re.compile(r"(?:khong|ko|no|n|false|sai|0|-|/|chua|none|khong co)(?: .*|[,.;:(].*)?")
NOTHING: Final = {"", "-", "--", "/", "n/a", "na", ".", "khong", "khong yeu cau", "khong can", "chua ro", "trong"}
HEADCOUNT: Final = re.compile(
    r"(?:so luong|can|tuyen|sl)?[ :]*(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]0+)?"
    r" ?(?:nguoi|ng|lao dong|ld|vi tri|cong nhan|cn|nhan vien|nv|nam ?/? ?nu|nu|nam|ung vien|people|persons?)?[ .]*"
)
DAY: Final = re.compile(
    r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?(?: (?:00:00|23:59|\d{1,2}:\d{2})(?::\d{2})?)?"
)
YEAR_FIRST: Final = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[t ]\d{1,2}:\d{2}.*)?")
IN_WORDS: Final = re.compile(r"ngay (\d{1,2}) thang (\d{1,2})(?: nam (\d{4}))?")
AT_ONCE: Final = re.compile(
    r"ngay|di lam ngay|som nhat|cang som cang tot|som|lien|asap|nhan viec ngay|thoa thuan|linh hoat"
)
OPEN_END: Final = re.compile(
    r".*(?:du nguoi|den khi|thuong xuyen|lien tuc|khong thoi han|tuyen du|du chi tieu|quanh nam).*"
)
EXCEL_DAYS: Final = range(36_526, 73_050)  # 2000 to 2099
AGE_BOTH: Final = re.compile(r"(\d{1,2})(?: tuoi)? ?(?:-|–|—|~|den|toi|to) ?(\d{1,2})")
AGE_LEAST: Final = re.compile(r"(?:tu|tren|du|>=?|≥|from|over) ?(?:du )?(\d{1,2})|(\d{1,2}) ?(?:tuoi )?(?:tro len|\+)")
AGE_MOST: Final = re.compile(r"(?:den|duoi|toi|toi da|khong qua|<=?|≤|under|up to) ?(\d{1,2})")
AGE_ANY: Final = re.compile(
    r".*(?:khong (?:gioi han|yeu cau|phan biet|han che)|moi do tuoi|trong (?:do )?tuoi lao dong).*"
)
SHIFTS: Final = (
    (Shift.THREE, re.compile(r"\b(?:3|ba) ?ca\b|3 shifts?")),
    (Shift.TWO, re.compile(r"\b(?:2|hai) ?ca\b|2 shifts?|(?:xoay|luan phien|doi) ca|ca xoay|ca ngay\W+(?:va |hoac |/ ?)?ca dem|ngay dem|ngay/dem")),
    (Shift.NIGHT, re.compile(r"\bca dem\b|night|\blam dem\b|^dem$")),
    (Shift.DAY, re.compile(
        r"hanh chinh|ca ngay|^ngay$|day shift|office hours|gio hc|^hc$|lam ngay|toan thoi gian|full ?time"
        r"|\b[678](?:h|g|:)\d{0,2}\D{1,8}1[678](?:h|g|:)\d{0,2}|8 ?(?:h|tieng|gio) ?/ ?ngay")),
    (Shift.FLEXIBLE, re.compile(r"linh hoat|tu do|flexible|ban thoi gian|part ?time|theo ca|chu dong")),
)  # fmt: skip


def says_nothing(said: str) -> bool:
    return fold(tidy(said)).strip(" .") in NOTHING


def at_home(said: str) -> bool:
    return fold(tidy(said)) in {"viet nam", "vietnam", "vn", "trong nuoc"} or says_nothing(said)


def headcount(said: str) -> int | None:
    """ "214 người", "10", "1.200"."""
    hit = HEADCOUNT.fullmatch(fold(tidy(said)))
    return int(re.sub(r"\D", "", hit.group(1))) if hit else None


def yes_or_no(said: str) -> bool | None:
    """ "Có", "x", "miễn phí" and "không"; more words may follow."""
    plain = fold(tidy(said))
    if not plain or NO.fullmatch(plain):
        return False
    return True if YES.fullmatch(plain) else None


def says_more_than_yes(said: str) -> bool:
    return len(fold(tidy(said))) > 8


def day(said: str, *, today: date) -> date | None:
    """ "05/03/2026", "5-3-26", "5/3", "2026-03-05", "ngày 5 tháng 3". Day before month, as is written here."""
    plain = fold(tidy(said))
    if (days := row_number(plain)) in EXCEL_DAYS:
        return date(1899, 12, 30) + timedelta(days=days)
    if hit := YEAR_FIRST.fullmatch(plain):
        return made(hit.group(1), hit.group(2), hit.group(3), today)
    hit = DAY.fullmatch(plain) or IN_WORDS.search(plain)
    return made(hit.group(3), hit.group(2), hit.group(1), today) if hit else None


def made(year: str | None, month: str, day_: str, today: date) -> date | None:
    """A year left out is this one, or the next where the day lies far behind."""
    try:
        if year is None:
            near = date(today.year, int(month), int(day_))
            return near if near >= today - timedelta(days=90) else near.replace(year=today.year + 1)
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day_))
    except ValueError:
        return None


def at_once(said: str) -> bool:
    return bool(AT_ONCE.fullmatch(fold(tidy(said)))) or says_nothing(said)


def without_end(said: str) -> bool:
    return bool(OPEN_END.fullmatch(fold(tidy(said)))) or says_nothing(said)


def shift(said: str) -> str | None:
    plain = fold(tidy(said))
    if named := chosen(Shift, said):
        return named
    return next((one.value for one, words in SHIFTS if words.search(plain)), None)


def ages(said: str) -> tuple[int | None, int | None] | None:
    """ "18-45", "từ 18 tuổi", "dưới 40", "không giới hạn". None where it is not understood."""
    plain = fold(tidy(said))
    if says_nothing(plain) or AGE_ANY.fullmatch(plain):
        return None, None
    if hit := AGE_BOTH.search(plain):
        return int(hit.group(1)), int(hit.group(2))
    if hit := AGE_MOST.search(plain):
        return None, int(hit.group(1))
    if hit := AGE_LEAST.search(plain):
        return int(hit.group(1) or hit.group(2)), None
    if hit := re.fullmatch(r"(\d{2})(?: tuoi)?", plain):
        return int(hit.group(1)), int(hit.group(1))
    return None
