"""Invented names. Every enterprise carries "(mẫu)", every person stands in a demo centre's files."""

from random import Random
from typing import Final

SURNAMES: Final = (
    *("Nguyễn",) * 9,
    *("Trần", "Lê", "Hoàng", "Nông") * 3,
    *("Phạm", "Vũ", "Lý", "Triệu", "Hà", "Dương", "Giáp", "Thân", "Lò", "Lường", "Vi", "Ma", "Đặng", "Bế"),
)
WOMEN: Final = (
    "Thị Hường", "Thị Thu Hường", "Thị Lan", "Thị Mai", "Thị Ngọc Ánh", "Thị Thanh", "Thị Hoa", "Thị Thuỷ", "Thị Nhung",
    "Thị Bích", "Thị Kim Oanh", "Thị Yến", "Thị Hồng", "Thị Duyên", "Thị Phương Thảo", "Thị Loan", "Thị Xuân", "Thu Trang",
)  # fmt: skip
MEN: Final = (
    "Văn Hùng", "Văn Nam", "Đức Anh", "Văn Thành", "Minh Tuấn", "Văn Cường", "Quang Huy", "Văn Sơn", "Tiến Dũng",
    "Văn Đạt", "Mạnh Hà", "Văn Toàn", "Hữu Phước", "Văn Khải", "Trọng Nghĩa", "Văn Lâm", "Xuân Bách", "Đình Quý",
)  # fmt: skip
TRADES: Final = {
    "electronics": ("Điện tử", "Linh kiện", "Vi mạch", "Công nghệ"),
    "garment": ("May", "May mặc", "Thời trang", "Dệt may"),
    "engineering": ("Cơ khí", "Kỹ thuật", "Chế tạo máy", "Cơ điện"),
    "goods": ("Thực phẩm", "Bao bì", "Kho vận", "Chế biến gỗ"),
}
INDUSTRY: Final = {  # VSIC 2018, level 4
    "electronics": ("2610", "2630", "2640"),
    "garment": ("1410", "1410", "1430"),
    "engineering": ("2592", "2599", "2829"),
    "goods": ("1079", "1702", "5210"),
}
SOUNDS: Final = (
    "Ánh Sao", "Sông Xanh", "Bình Minh", "Hoa Mai", "Trăng Non", "Đồi Chè", "Lá Phong", "Núi Bạc", "Mây Trắng", "Hạt Gạo",
    "Cầu Vồng", "Thuyền Giấy", "Sao Hôm", "Gió Lành", "Đất Lành", "Cánh Én", "Nắng Mới", "Rừng Xanh", "Suối Mơ", "Hương Quế",
    "Bến Mới", "Tre Việt", "Hoa Ban", "Đá Hoa", "Chim Lạc", "Sao Khuê", "Lúa Vàng", "Biển Mây", "Ngọc Lam", "Thông Xanh",
)  # fmt: skip
KINDS: Final = ("Công ty TNHH", "Công ty CP", "Công ty TNHH Một thành viên Sản xuất và Thương mại")
WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def person(chance: Random, *, woman: bool) -> str:
    return f"{chance.choice(SURNAMES)} {chance.choice(WOMEN if woman else MEN)}"


def enterprise(chance: Random, sector: str, taken: set[str]) -> str:
    """A name nobody carries, marked as a sample."""
    while True:
        name = f"{chance.choice(KINDS)} {chance.choice(TRADES[sector])} {chance.choice(SOUNDS)} (mẫu)"
        if name in taken and len(taken) > 120:
            name = name.replace(" (mẫu)", f" {chance.randint(2, 9)} (mẫu)")
        if name not in taken:
            taken.add(name)
            return name


def tax_code(number: int) -> str:
    """A code with a right check digit, under the prefix 99 that no tax office gives out."""
    while True:
        first = f"99{number:07d}"
        check = 10 - sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True)) % 11
        if check < 10:
            return f"{first}{check}"
        number += 1_000_000


def phone(number: int) -> str:
    """A number of ten digits in a row that the demo keeps for itself."""
    return f"0990{number:06d}"
