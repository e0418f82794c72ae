"""Schooling, training, experience, contract and benefits in the words of sheets. Pure."""

import re
from typing import Final

from nhipcau.foundation.text.api import fold, tidy
from nhipcau.reference.models import GeneralEducation, Qualification
from nhipcau.vacancies.models import Contract, Experience
from nhipcau.vacancies.reading.labels import chosen

UNDEMANDED: Final = re.compile(
    r"(?:khong (?:yeu cau|can|doi hoi|bat buoc).*|lao dong pho thong|ldpt|pho thong|moi trinh do|khong|bat ky|any|none|-)"
)
TRAINED: Final = (  # the least that is asked for: of "trung cấp, cao đẳng" the first in this list
    (Qualification.SHORT, r"duoi 3 thang|chung chi"),
    (Qualification.ELEMENTARY, r"so cap|elementary vocational"),
    (Qualification.INTERMEDIATE, r"trung cap|\btc\b|trung hoc chuyen nghiep|intermediate"),
    (Qualification.COLLEGE, r"cao dang|\bcd\b|college"),
    (Qualification.UNIVERSITY, r"dai hoc|\bdh\b|cu nhan|ky su|university|bachelor|tot nghiep dh"),
    (Qualification.MASTER, r"thac si|thac sy|sau dai hoc|tren dai hoc|master"),
    (Qualification.DOCTOR, r"tien si|tien sy|doctor|phd"),
    (Qualification.UNCERTIFIED, r"cnkt khong bang|tay nghe khong bang|biet nghe"),
)
SCHOOLED: Final = (
    (GeneralEducation.PRIMARY, r"tieu hoc|cap 1|\b5/12\b|primary"),
    (GeneralEducation.LOWER, r"\bthcs\b|trung hoc co so|cap 2|cap ii\b|\b9/12\b|lop 9|lower secondary"),
    (GeneralEducation.UPPER, r"\bthpt\b|\bptth\b|trung hoc pho thong|pho thong trung hoc|cap 3|cap iii\b|12/12|lop 12|\btrung hoc\b|high school"),
)  # fmt: skip
EXPERIENCED: Final = re.compile(r"(\d{1,2})(?:[.,]\d)?\+?(?: ?(nam|thang|year|month)s?)?")
NO_EXPERIENCE: Final = re.compile(
    r".*(?:khong (?:yeu cau|can|doi hoi|bat buoc)|chua co|khong kinh nghiem|moi ra truong|duoc dao tao|no experience|entry).*|khong|0|-|none"
)
CONTRACTS: Final = (
    (Contract.OPEN_ENDED, r"khong xac dinh|vo thoi han|khong thoi han|dai han|lau dai|chinh thuc|permanent|indefinite|open"),
    (Contract.SEASONAL, r"thoi vu|mua vu|ngan han|theo vu|seasonal|temporary|cong nhat"),
    (Contract.UP_TO_12, r"(?:duoi|toi da|<) ?12|\b(?:[1-9]|1[0-2]) ?thang|\b(?:1|mot) ?nam|up to 12"),
    (Contract.FROM_12_TO_36, r"12 ?(?:-|den|toi) ?36|\b(?:1[3-9]|2\d|3[0-6]) ?thang|\b[23] ?nam|xac dinh thoi han|co thoi han|fixed"),
)  # fmt: skip
BENEFITS: Final = (
    ("insurance", r"\bbh(?:xh|yt|tn)?\b|bao hiem|insurance"),
    ("bonus", r"thang (?:luong )?(?:thu )?13|luong (?:thang )?13|bonus|13th"),
    ("housing", r"tien (?:nha|tro)|nha tro|thue tro|ho tro nha|phu cap nha|rent"),
    ("fuel", r"xang|di lai|fuel|petrol"),
    ("seniority", r"chuyen can|tham nien|seniority"),
    ("nursery", r"nha tre|mau giao|mam non|con nho|gui tre|nursery"),
    ("training", r"dao tao|huan luyen|training"),
    ("health", r"kham suc khoe|health check"),
    ("leave", r"nghi phep|phep nam|nghi le|\d+ ngay phep|paid leave"),
    ("uniform", r"dong phuc|bao ho|uniform"),
    ("advance", r"ung luong|tam ung|advance"),
)
INSIDE: Final = (  # what matters to a seeker first may stand among the benefits
    ("has_bus", r"(?<!khong co )(?:xe (?:dua don|dua ruoc|bus|buyt)|co xe dua|shuttle bus)"),
    ("has_dormitory", r"(?<!khong co )(?:ky tuc xa|\bktx\b|cho o mien phi|bao (?:cho|nha) o|dormitory)"),
    ("has_meals", r"(?<!khong co )(?:com ca|an ca|bua an|an trua|com trua|bao an|meal|lunch)"),
)


def schooling(said: str) -> tuple[str, str] | None:
    """General schooling and training; both empty where nothing is asked for. None where it is not understood."""
    plain = fold(tidy(said))
    if level := chosen(Qualification, said):
        return "", level
    if level := chosen(GeneralEducation, said):
        return level, ""
    trained = next((level.value for level, words in TRAINED if re.search(words, plain)), "")
    schooled = next((level.value for level, words in SCHOOLED if re.search(words, plain)), "")
    if trained == Qualification.UNIVERSITY and re.search(r"tren dai hoc|sau dai hoc", plain):
        trained = Qualification.MASTER.value
    if trained or schooled:
        return schooled, trained
    return ("", "") if not plain or UNDEMANDED.fullmatch(plain) else None


def experience(said: str) -> str | None:
    """The least that is asked for: "3 năm" is two to five years, "Trên 5 năm" is more."""
    plain = fold(tidy(said))
    if named := chosen(Experience, said):
        return named
    hit = EXPERIENCED.search(plain)
    if hit is None or plain == "0":
        return Experience.NONE.value if NO_EXPERIENCE.fullmatch(plain) else None
    number = int(hit.group(1))
    if hit.group(2) and hit.group(2)[0] in "tm":
        number = 0 if number < 12 else number // 12
    if number == 0 or (number == 1 and re.search(r"duoi|<|under", plain)):
        return Experience.UNDER_1.value
    if number == 1:
        return Experience.FROM_1_TO_2.value
    above = re.search(r"tren|hon|>(?!=)|over|more", plain)
    if number > 5 or (number == 5 and above):
        return Experience.OVER_5.value
    return Experience.FROM_2_TO_5.value


def contract(said: str) -> str | None:
    plain = fold(tidy(said))
    if named := chosen(Contract, said):
        return named
    return next((kind.value for kind, words in CONTRACTS if re.search(words, plain)), None)


def benefits(said: str) -> list[str]:
    plain = fold(tidy(said)) + (" bonus" if "thưởng" in tidy(said).lower() else "")  # folded it is also "often"
    return [code for code, words in BENEFITS if re.search(words, plain)]


def among_benefits(said: str) -> list[str]:
    """Bus, dormitory and meals where a sheet names them among the benefits."""
    plain = fold(tidy(said))
    return [name for name, words in INSIDE if re.search(words, plain)]
