"""What lists of people call their columns, in Vietnamese and English, and which column is which. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.foundation.text.api import words


@dataclass(frozen=True)
class Column:
    """`called` are folded headings, the surest first; `example` is what the empty sheet shows."""

    name: str
    label: Promise | str
    called: tuple[str, ...]
    example: str = ""
    in_template: bool = True


def column(name: str, label: Promise | str, called: str, example: str = "", in_template: bool = True) -> Column:
    return Column(name, label, tuple(called.split("|")), example, in_template)


COLUMNS: Final = (
    column(
        "full_name",
        _("Full name"),
        "ho va ten|ho ten|ten day du|ho ten nguoi lao dong|nguoi lao dong|ho va ten nguoi lao dong|ten nguoi lao dong"
        "|hoten|ten ung vien|full name|name",
        "Nguyễn Thị Thu Hường",
    ),
    column(
        "surname", _("Surname and middle name"), "ho va ten dem|ho ten dem|ho dem|ho va dem|ho|surname", in_template=False
    ),
    column("given", _("Given name"), "ten|ten goi|given name|first name", in_template=False),
    column(
        "birth_date",
        _("Date of birth"),
        "ngay sinh|ngay thang nam sinh|ngay thang sinh|nam sinh|ngay sinh dd mm yyyy|ns|ntns|sinh ngay|date of birth|birth date|dob",
        "20/05/1998",
    ),
    column(
        "born_male",
        _("Date of birth, men"),
        "nam sinh nam|ngay sinh nam|ngay thang nam sinh nam|nam sinh nam gioi",
        in_template=False,
    ),
    column(
        "born_female",
        _("Date of birth, women"),
        "nam sinh nu|ngay sinh nu|ngay thang nam sinh nu|nam sinh nu gioi",
        in_template=False,
    ),
    column("sex", _("Sex"), "gioi tinh|gioi|phai|nam nu|gt|sex|gender", "Nữ"),
    column("male", _("Male"), "nam|gioi tinh nam|la nam", in_template=False),
    column("female", _("Female"), "nu|gioi tinh nu|la nu", in_template=False),
    column(
        "phone",
        _("Phone"),
        "so dien thoai|dien thoai|sdt|so dt|dt|di dong|dien thoai lien he|so dien thoai lien he|mobile|phone|tel|phone number",
        "0912345678",
    ),
    column(
        "citizen_number",
        _("Citizen card number"),
        "so can cuoc cong dan|so cccd|cccd|so can cuoc|can cuoc cong dan|can cuoc|so dinh danh|so dinh danh ca nhan|so cmnd cccd|cmnd cccd"
        "|so cccd cmnd|cccd cmnd|so cmnd|cmnd|ma dinh danh|citizen number|citizen card number|id number",
        "024198001234",
    ),
    column(
        "place",
        _("Commune and province"),
        "xa phuong|noi o|noi o hien nay|cho o hien nay|dia chi|dia chi thuong tru|noi thuong tru|ho khau thuong tru|que quan|thuong tru"
        "|xa phuong tinh|noi cu tru|address|commune",
        "xã Bố Hạ, tỉnh Bắc Ninh",
    ),
    column("street", _("House, street, hamlet"), "thon xom|thon|so nha|to dan pho|thon to dan pho|so nha duong|hamlet", "thôn Đồng Nhân"),
    column(
        "wished_work",
        _("Work they look for"),
        "viec muon lam|cong viec mong muon|nguyen vong|nhu cau viec lam|viec mong muon|nghe mong muon|nganh nghe mong muon|nganh nghe"
        "|vi tri ung tuyen|viec lam mong muon|cong viec|wish|wished work|job wanted",
        "Công nhân may",
    ),
    column(
        "schooling",
        _("Schooling or training"),
        "trinh do|trinh do hoc van|hoc van|trinh do van hoa|trinh do chuyen mon|trinh do chuyen mon ky thuat|chuyen mon|cmkt|bang cap|education",
        "12/12",
    ),
    column(
        "agrees",
        _("Agrees that a file is kept"),
        "dong y|dong y lap ho so|dong y luu ho so|dong y cung cap thong tin|dong y xu ly du lieu|dong y xu ly du lieu ca nhan|da dong y|consent|agrees",
        "Có",
    ),
    column(
        "agrees_shown",
        _("Agrees that enterprises see it"),
        "dong y cho doanh nghiep xem|dong y cho dn xem|cho doanh nghiep xem ho so|dong y cho doanh nghiep xem ho so|agrees to be shown",
        "Có",
    ),
    column("agrees_messages", _("Agrees to messages"), "dong y nhan tin|dong y nhan tin nhan|nhan tin nhan|agrees to messages", "Có"),
)  # fmt: skip


def plain(heading: str) -> str:
    return " ".join(words(heading))


def guess(headings: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by its heading: the whole name first, then how the name begins. Each column once."""
    found: dict[str, int] = {}
    folded = [plain(heading) for heading in headings]
    for fits in (_is, _begins_with):
        for one in COLUMNS:
            at = next((at for called in one.called for at, said in enumerate(folded) if fits(said, called)), None)
            if one.name not in found and at is not None and at not in found.values():
                found[one.name] = at
    return found


def _is(said: str, called: str) -> bool:
    return said == called


def _begins_with(said: str, called: str) -> bool:
    """ "Ngày sinh (ngày/tháng/năm)" is a day of birth; a single short word says too little."""
    return " " in called and said.startswith(f"{called} ")


def missing(found: Mapping[str, int]) -> list[Column]:
    """What a list cannot do without, and has no column for."""
    named = "full_name" in found or "given" in found
    born = "birth_date" in found or {"born_male", "born_female"} & found.keys()
    sexed = {"sex", "male", "female", "born_male", "born_female"} & found.keys()
    there = {"full_name": named, "birth_date": born, "sex": sexed, "agrees": "agrees" in found}
    return [one for one in COLUMNS if not there.get(one.name, True)]
