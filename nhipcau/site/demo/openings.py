"""What factories of the region look for, in our own words, with pay, shift, bus and dormitory as such openings carry them."""

from dataclasses import dataclass
from random import Random
from typing import Any, Final

MILLION: Final = 1_000_000


@dataclass(frozen=True)
class Kind:
    """Pay in million đồng a month; `weight` is how many people such a line usually asks for.

    `conditions` and `musts` are codes of the form; `languages` as it is written there.
    """

    title: str
    pay: tuple[float, float]
    weight: int
    shift: str
    experience: str
    qualification: str
    work: str
    conditions: tuple[str, ...] = ()
    musts: tuple[str, ...] = ()
    languages: str = ""


SECTORS: Final[dict[str, tuple[Kind, ...]]] = {
    "electronics": (
        Kind("Công nhân lắp ráp linh kiện điện tử", (8, 12), 160, "two", "none", "none",
             "Lắp linh kiện nhỏ lên bản mạch theo hướng dẫn, ngồi hoặc đứng thao tác, phòng sạch có điều hoà.",
             conditions=("indoors", "fine_hands", "clean_room", "overtime")),
        Kind("Nhân viên kiểm tra chất lượng (QC) điện tử", (8.5, 12.5), 40, "two", "none", "none",
             "Kiểm tra ngoại quan, đo thông số, ghi kết quả vào phiếu; được đào tạo hai tuần.",
             conditions=("indoors", "sitting", "microscope")),
        Kind("Công nhân vận hành máy ép nhựa", (9, 13), 45, "three", "none", "none",
             "Cấp liệu, lấy sản phẩm, cắt ba via, báo tổ trưởng khi máy lỗi."),
        Kind("Kỹ thuật viên dây chuyền SMT", (11, 15), 12, "two", "1_2", "intermediate",
             "Chỉnh máy gắn linh kiện, thay feeder, xử lý lỗi in kem hàn."),
    ),
    "garment": (
        Kind("Công nhân may công nghiệp", (7.5, 12), 130, "day", "none", "none",
             "May các công đoạn áo, quần xuất khẩu trên máy một kim, hai kim; chưa biết nghề được dạy từ đầu."),
        Kind("Công nhân là, gấp, đóng gói", (7, 9.5), 40, "day", "none", "none",
             "Là hoàn thiện, gấp, dán tem, đóng thùng theo đơn hàng."),
        Kind("Thợ cắt vải", (8.5, 12), 14, "day", "1_2", "none",
             "Trải vải, cắt theo sơ đồ bằng máy cắt tay và máy cắt tự động."),
        Kind("Nhân viên thiết kế rập, thiết kế thời trang", (10, 15), 6, "day", "1_2", "college",
             "Ra rập, nhảy cỡ, làm tài liệu kỹ thuật; dùng được phần mềm thiết kế."),
    ),
    "engineering": (
        Kind("Thợ hàn CO2", (9.5, 15), 24, "day", "under_1", "elementary",
             "Hàn khung, giá đỡ thép theo bản vẽ; có bảo hộ, phụ cấp độc hại."),
        Kind("Công nhân vận hành máy CNC", (9, 14), 26, "two", "none", "elementary",
             "Gá phôi, chạy chương trình, đo sản phẩm bằng thước cặp và panme."),
        Kind("Kỹ sư bảo trì cơ điện", (12, 15), 5, "flexible", "2_5", "university",
             "Lập kế hoạch bảo trì, xử lý sự cố điện, khí nén; hướng dẫn tổ máy.",
             musts=("experience", "training")),
        Kind("Công nhân cơ khí, dập, mài", (8, 12), 30, "two", "none", "none",
             "Vận hành máy dập, mài ba via, sắp xếp sản phẩm."),
    ),
    "goods": (
        Kind("Công nhân đóng gói", (7, 10), 70, "two", "none", "none",
             "Cân, đóng túi, dán nhãn, xếp thùng; làm đứng, xưởng mát.",
             conditions=("indoors", "lift_20", "standing")),
        Kind("Nhân viên kho, lái xe nâng", (8.5, 12), 12, "two", "under_1", "short",
             "Nhập, xuất hàng, kiểm đếm; cần chứng chỉ lái xe nâng."),
        Kind("Lao động phổ thông", (7, 9), 60, "day", "none", "none",
             "Bốc xếp, vệ sinh xưởng, phụ việc tổ sản xuất; nhận cả người trên 35 tuổi.",
             conditions=("outdoors", "lift_more", "standing")),
        Kind("Nhân viên phiên dịch tiếng Trung", (11, 15), 3, "day", "under_1", "college",
             "Phiên dịch họp xưởng, dịch tài liệu kỹ thuật.",
             languages="Tiếng Trung", musts=("language",)),
    ),
}  # fmt: skip


def lines_of(chance: Random, sector: str, count: int) -> list[Kind]:
    """The openings one enterprise brings: its own trade first."""
    own = list(SECTORS[sector])
    return own[:1] + chance.sample(own[1:], k=min(count - 1, len(own) - 1)) if count > 1 else own[:1]


def first_things(chance: Random, kind: Kind, *, far: bool) -> dict[str, Any]:
    """Pay in đồng, shift, bus and dormitory of one line."""
    low = kind.pay[0] + chance.choice((0, 0, 0.5, 1))
    high = min(15.0, max(low + 1, kind.pay[1] + chance.choice((-0.5, 0, 0, 1))))
    return {
        "title": kind.title,
        "pay_kind": "month",
        "pay_from": int(low * MILLION),
        "pay_to": int(high * MILLION),
        "shift": kind.shift,
        "has_bus": chance.random() < 0.6,
        "has_dormitory": chance.random() < (0.35 if far else 0.6),
        "has_meals": chance.random() < 0.85,
        "experience": kind.experience,
        "qualification": kind.qualification if kind.qualification != "none" else "",
        "description": kind.work,
        "conditions": kind.conditions,
        "musts": kind.musts,
        "languages": kind.languages,
    }


def headcounts(chance: Random, kinds: list[Kind], total: int) -> list[int]:
    """Whole numbers after the weights that add up to the total."""
    weights = [kind.weight * chance.uniform(0.5, 1.6) for kind in kinds]
    counts = [max(1, round(total * weight / sum(weights))) for weight in weights]
    counts[counts.index(max(counts))] += total - sum(counts)
    return counts
