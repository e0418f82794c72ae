"""Pay as sheets write it: "17 - 25 triệu", "Tới 30 triệu", "8tr5-10tr", "250k/ngày", "8.000.000 đ". Pure."""

import re
from dataclasses import dataclass
from typing import Final

from nhipcau.foundation.text.api import fold, tidy
from nhipcau.vacancies.models import PayKind

MILLION: Final = 1_000_000
BOUNDS: Final = {
    PayKind.MONTH: (1_000_000, 1_000_000_000),
    PayKind.DAY: (50_000, 20_000_000),
    PayKind.HOUR: (10_000, 3_000_000),
}
AGREED: Final = re.compile(
    r"thoa thuan|thuong luong|canh tranh|trao doi|theo nang luc|tuy nang luc|khi phong van|lien he|deal|negotia|competitive"
    r"|agreed"
)
FOREIGN: Final = re.compile(r"usd|\$|eur|€|jpy|yen\b|¥|krw|won\b|₩|twd|ntd|dai te|cny|nhan dan te|ndt|sgd|gbp|£")
PIECE: Final = re.compile(
    r"theo san pham|/ ?(?:1 )?(?:sp|san pham|cai|chiec|don|tan|khoi|m2|bo|kg|met)\b|%|moi san pham"
)
YEAR: Final = re.compile(r"(?:/|mot|1|moi|per) ?(?:nam|year)\b")
KINDS: Final = (
    (PayKind.HOUR, re.compile(r"(?:/|mot|moi|1|theo|per|a) ?(?:gio|h|hour|tieng)\b|\bgio$")),
    (PayKind.DAY, re.compile(r"(?:/|mot|moi|1|theo|per|a) ?(?:ngay|cong|ca|day)\b|\bngay$|\bcong$|luong ngay|/ngay")),
)
UNIT: Final = r"ty dong|ty|trieu dong|trieu|tr|mil|m|nghin dong|ngan dong|nghin|ngan|k|vnd|vnđ|dong|d|₫"
AMOUNT: Final = re.compile(
    rf"(?P<whole>\d{{1,3}}(?:[.,  ]\d{{3}})+(?!\d)|\d+)(?:[.,](?P<part>\d{{1,2}})(?!\d))?"
    rf" ?(?P<unit>(?:{UNIT})(?![a-z]))?(?P<after>\d{{1,3}}(?!\d)|ruoi\b| ruoi\b)?"
)
BETWEEN: Final = re.compile(r"[\s/a-z]*?(?:-|–|—|~|→|÷|\bden\b|\btoi\b|\bto\b|\bva\b)[\s~]*")
FROM: Final = re.compile(
    r"(?:\btu\b|\btren\b|\bhon\b|toi thieu|it nhat|thap nhat|>=?|≥|\bfrom\b|\bmin\b|khoi diem|\babove\b)[^\d]*$"
)
UP_TO: Final = re.compile(
    r"(?:len (?:toi|den)|\btoi da|\btoi\b|\bden\b|\bduoi\b|khong qua|cao nhat|<=?|≤|\bup ?to\b|\bmax\b|\bto\b)[^\d]*$"
)
FROM_AFTER: Final = re.compile(r"^\s*(?:/ ?thang|dong|vnd)?\s*(?:tro len|\+\s*$|up\b)")
UP_TO_AFTER: Final = re.compile(r"^\s*(?:/ ?thang|dong|vnd)?\s*tro xuong")
FILLER: Final = re.compile(
    r"\b(?:muc|luong|thu nhap|khoang|tam|dao dong|trung binh|thang|moi|mot|1|vnd|dong|tro len|tro xuong|net|gross|co ban|cung"
    r"|tong|binh quan|nguoi|salary|month|per|a|the|ngay|gio|cong|ca|h|toi thieu|toi da|it nhat|thieu|tu|den|toi|len|tren|duoi|hon"
    r"|theo|upto|up|to|from|min|max|khong qua|va|thoa thuan|hoac|d)\b|[^a-z]"
)
NO_AMOUNT: Final = re.compile(r"(?:/|moi|mot|1|theo) ?1? ?(?:thang|ngay|gio|tieng|cong|ca)\b|thang (?:thu )?1[0-4]\b")
BARE: Final = re.compile(r"[\d.,\s\-–—~]*\d[\d.,\s\-–—~]*")
IN_THOUSAND: Final = re.compile(r"nghin|ngan|1[.,]?000 ?(?:d|vnd|dong)")
THOUSANDS: Final = {"nghin", "ngan", "k", "nghin dong", "ngan dong"}
MILLIONS: Final = {"trieu", "tr", "m", "mil", "trieu dong"}
BILLIONS: Final = {"ty", "ty dong"}
UNCLEAR_FROM, UNCLEAR_TO = 200, 1000  # "250" a month is neither million nor thousand for sure


@dataclass(frozen=True)
class Pay:
    """`trouble` is a code of problems; `more` says that words beyond the pay stand in the cell."""

    kind: str = PayKind.MONTH
    low: int | None = None
    high: int | None = None
    trouble: str = ""
    thousand: bool = False
    more: bool = False


@dataclass(frozen=True)
class Amount:
    number: float
    unit: str
    start: int
    end: int


def read_pay(said: str, *, side: str = "", heading: str = "") -> Pay:
    """`side`: "from" or "to" where the sheet has a column for each. A heading may say the unit: "(nghìn đồng/ngày)"."""
    text = with_unit(fold(tidy(said)).replace("vnđ", "vnd"), fold(heading))
    if not text.strip(" -./"):
        return Pay(trouble="pay_missing")
    amounts = amounts_in(text)
    if FOREIGN.search(text):
        return Pay(trouble="pay_foreign")
    if not amounts:
        piece = "pay_by_piece" if PIECE.search(text) else "pay_unknown"
        return Pay(kind=PayKind.AGREED) if AGREED.search(text) else Pay(trouble=piece)
    if PIECE.search(text[amounts[0].end :]) and not any(one.unit in MILLIONS for one in amounts):
        return Pay(trouble="pay_by_piece")
    if YEAR.search(text):
        return Pay(trouble="pay_by_year")
    kind = next((kind for kind, words in KINDS if words.search(text)), PayKind.MONTH)
    more = len(FILLER.sub("", without(text, amounts))) > 1
    return in_bounds(ranged(text, amounts, kind, side), more)


def with_unit(text: str, heading: str) -> str:
    """What the heading says and a bare number leaves out."""
    if not heading or not BARE.fullmatch(text):
        return text
    if IN_THOUSAND.search(heading) and not re.search(r"\d{6}|\d[.,]\d{3}[.,]\d", text):
        text += " nghin"
    said = next((kind for kind, words in KINDS if words.search(heading) or f" {kind} " in f" {heading} "), None)
    return text + {PayKind.DAY: " /ngay", PayKind.HOUR: " /gio", None: ""}.get(said, "")


def amounts_in(text: str) -> list[Amount]:
    plain = re.sub(
        r"(?:/|moi|mot|1|theo) ?1? ?(?:thang|ngay|gio|tieng|cong|ca)\b|thang (?:thu )?1[0-4]\b",
        lambda hit: " " * len(hit.group()),
        text,
    )
    plain = (
        re.sub(r"\([^)]*\)", lambda hit: " " * len(hit.group()), plain) if re.search(r"\d[^()]*\(", plain) else plain
    )
    return [amount(hit) for hit in AMOUNT.finditer(plain)]


def amount(hit: re.Match[str]) -> Amount:
    number = float(re.sub(r"\D", "", hit["whole"]))
    if hit["part"]:
        number += int(hit["part"]) / 10 ** len(hit["part"])
    unit, after, end = hit["unit"] or "", (hit["after"] or "").strip(), hit.end()
    if after and unit not in MILLIONS:
        after, end = "", hit.start("after")
    if after == "ruoi":
        number += 0.5
    elif after:
        number += int(after) / 10 ** len(after)
    return Amount(number, unit, hit.start(), end)


def without(text: str, amounts: list[Amount]) -> str:
    for one in reversed(amounts):
        text = text[: one.start] + " " + text[one.end :]
    return text


def ranged(text: str, amounts: list[Amount], kind: PayKind, side: str) -> Pay:
    first = amounts[0]
    if len(amounts) > 1 and BETWEEN.fullmatch(text[first.end : amounts[1].start]):
        low, high = first, amounts[1]
        unit = high.unit or low.unit
        sides = [in_dong(one, one.unit or unit, kind) for one in (low, high)]
        if len(amounts) > 2:
            return Pay(kind, trouble="pay_unknown")
        return both(kind, sides[0], sides[1], (low, high), unit)
    if len(amounts) > 1:
        return Pay(kind, trouble="pay_unknown")
    value = in_dong(first, first.unit, kind)
    if value is None:
        return Pay(kind, trouble="pay_unclear")
    thousand = in_thousand(first, first.unit, kind)
    before, after = text[: first.start], text[first.end :]
    if side == "from" or (not side and (FROM.search(before) or FROM_AFTER.search(after))):
        return Pay(kind, value, None, thousand=thousand)
    if side == "to" or UP_TO.search(before) or UP_TO_AFTER.search(after):
        return Pay(kind, None, value, thousand=thousand)
    return Pay(kind, value, value, thousand=thousand)


def both(kind: PayKind, low: int | None, high: int | None, said: tuple[Amount, Amount], unit: str) -> Pay:
    if low is None or high is None:
        return Pay(kind, trouble="pay_unclear")
    return Pay(kind, low, high, thousand=any(in_thousand(one, one.unit or unit, kind) for one in said))


def in_dong(one: Amount, unit: str, kind: PayKind) -> int | None:
    """A number without a unit is million a month, thousand a day or an hour, or đồng when it is large."""
    if unit in BILLIONS:
        return round(one.number * 1000 * MILLION)
    if unit in MILLIONS and one.number < 100_000:
        return round(one.number * MILLION)
    if unit in THOUSANDS:
        return round(one.number * 1000)
    if one.number >= 100_000 or (unit and one.number >= UNCLEAR_TO):
        return round(one.number)
    if kind != PayKind.MONTH:
        return round(one.number * (1000 if one.number < 10_000 else 1))
    if one.number < UNCLEAR_FROM:
        return round(one.number * MILLION)
    return None if one.number < UNCLEAR_TO else round(one.number * 1000)


def in_thousand(one: Amount, unit: str, kind: PayKind) -> bool:
    return not unit and kind == PayKind.MONTH and UNCLEAR_TO <= one.number < 100_000


def in_bounds(pay: Pay, more: bool) -> Pay:
    if pay.trouble:
        return pay
    if pay.low is not None and pay.high is not None and pay.low > pay.high:
        return Pay(pay.kind, trouble="pay_order")
    least, most = BOUNDS[PayKind(pay.kind)]
    sides = [side for side in (pay.low, pay.high) if side is not None]
    if min(sides) < least:
        return Pay(pay.kind, trouble="pay_low")
    if max(sides) > most:
        return Pay(pay.kind, trouble="pay_high")
    return Pay(pay.kind, pay.low, pay.high, thousand=pay.thousand, more=more)
