"""Openings as enterprises write them, made by a seed: trade × place × pay × benefits, in many wordings."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

# Trade: the code of its occupation and the titles people give it; the first is the plainest.
TRADES: Final[dict[str, tuple[str, ...]]] = {
    "8153": ("công nhân may", "thợ may công nghiệp", "may công nghiệp", "công nhân may mặc", "vận hành máy may"),
    "8202": ("công nhân điện tử", "lắp ráp điện tử", "công nhân lắp ráp linh kiện điện tử"),
    "7212": ("thợ hàn", "công nhân hàn", "thợ hàn CO2", "thợ hàn tig"),
    "4321": ("thủ kho", "nhân viên kho", "phụ kho"),
    "5401": ("bảo vệ", "nhân viên bảo vệ"),
    "8322": ("lái xe", "tài xế", "lái xe con"),
    "8332": ("lái xe tải", "tài xế xe tải"),
    "3313": ("kế toán", "nhân viên kế toán", "kế toán tổng hợp", "kế toán kho"),
    "5223": ("nhân viên bán hàng", "bán hàng", "tư vấn bán hàng"),
    "5131": ("phục vụ", "nhân viên phục vụ", "phục vụ bàn"),
    "9402": ("phụ bếp", "nhân viên phụ bếp"),
    "5120": ("đầu bếp", "bếp chính", "nhân viên bếp"),
    "9112": ("tạp vụ", "nhân viên tạp vụ", "lao công"),
    "9329": ("lao động phổ thông", "công nhân phổ thông", "công nhân sản xuất"),
    "2144": ("kỹ sư cơ khí", "kỹ sư cơ khí chế tạo"),
    "7223": ("thợ tiện", "công nhân tiện", "vận hành máy tiện"),
    "7231": ("thợ sửa xe máy", "sửa chữa ô tô", "thợ sửa ô tô"),
    "7411": ("thợ điện", "thợ điện nước", "công nhân điện"),
    "9333": ("bốc xếp", "công nhân bốc xếp"),
    "8344": ("lái xe nâng", "vận hành xe nâng"),
    "4110": ("nhân viên văn phòng", "nhân viên hành chính"),
    "8157": ("giặt là", "nhân viên giặt là"),
}
Place = tuple[str, str, str, str, str]  # commune (code, name), the old district people say, province (name, code)
BENEFITS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("dormitory", ("có ký túc xá", "bao ăn ở", "hỗ trợ chỗ ở")),
    ("bus", ("có xe đưa đón", "xe đưa đón công nhân")),
    ("no_experience", ("không cần kinh nghiệm", "chưa có kinh nghiệm được đào tạo")),
)
SHIFTS: Final = ("day", "two", "three", "night", "flexible", "")
FRAMES: Final = ("{t}", "{t}", "Tuyển {t}", "{t} (đi làm ngay)", "{t} - lương cao", "{t} tại {p}", "Cần tuyển gấp {t}")
FIRMS: Final = ("Công ty TNHH {n}", "Công ty Cổ phần {n}", "Công ty TNHH {n} Việt Nam", "{n} Co., Ltd")
NAMES: Final = (
    "Hoàng Gia",
    "An Phát",
    "Sao Mai",
    "Thành Công",
    "Đại Việt",
    "Kinh Bắc",
    "Luxshare",
    "Samkwang",
    "Crystal",
    *("May Tre Việt", "Hành Trình", "Sơn Tĩnh", "Lê Tân", "Ý Tá", "Bếp Việt", "Kho Vàng"),  # words of trades, folded
)
MILLION: Final = 1_000_000
DAY_ZERO: Final = 1_772_000_000  # seconds; openings were published in the two months before


@dataclass(frozen=True, kw_only=True)
class Made:
    """The facts of an opening, and the words it is written in."""

    key: int
    trade: str
    title: str
    company: str
    commune: str
    commune_name: str
    district: str
    province: str
    province_name: str
    pay_from: int | None
    pay_to: int | None
    shift: str
    dormitory: bool
    bus: bool
    no_experience: bool
    text: str
    coded: bool
    published: int


def openings(count: int, *, places: Sequence[Place], seed: int = 4) -> Iterator[Made]:
    """Sewing and electronics are most of them, as in the parks; one in twelve has no occupation code."""
    chance = random.Random(seed)
    codes = list(TRADES)
    weights = [10 / (rank + 2) for rank in range(len(codes))]
    firms = [f"{chance.choice(NAMES)} {number}" for number in range(max(count // 12, 1))]
    for key in range(1, count + 1):
        yield one(key, chance, chance.choices(codes, weights)[0], chance.choice(places), chance.choice(firms))


def one(key: int, chance: random.Random, trade: str, place: Place, firm: str) -> Made:
    code, commune, district, province_name, province = place
    low = chance.randint(5, 14)
    paid = chance.random() > 0.12
    has = {name: chance.random() < 0.35 for name, _words in BENEFITS}
    said = [chance.choice(words) for name, words in BENEFITS if has[name]]
    words = chance.choice(TRADES[trade])
    written = chance.choice(FRAMES).format(t=words, p=district)
    return Made(
        key=key,
        trade=trade,
        title=written[0].upper() + written[1:],
        company=chance.choice(FIRMS).format(n=firm),
        commune=code,
        commune_name=commune,
        district=district,
        province=province,
        province_name=province_name,
        pay_from=low * MILLION if paid else None,
        pay_to=(low + chance.randint(0, 6)) * MILLION if paid else None,
        shift=chance.choice(SHIFTS),
        text=". ".join(said),
        coded=chance.random() > 1 / 12,
        published=DAY_ZERO - chance.randint(0, 60 * 86_400),
        dormitory=has["dormitory"],
        bus=has["bus"],
        no_experience=has["no_experience"],
    )
