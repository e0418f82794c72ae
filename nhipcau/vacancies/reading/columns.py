"""Our fields, what sheets call them in Vietnamese and English, and which column is probably which. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.foundation.text.api import words
from nhipcau.vacancies.reading.labels import both


@dataclass(frozen=True)
class Field:
    """`called` are folded headings, the surest first; `hint` says what a cell may hold."""

    name: str
    label: Promise | str
    called: tuple[str, ...]
    hint: Promise | str = ""
    required: bool = False


def field(name: str, label: Promise | str, called: str, hint: Promise | str = "", required: bool = False) -> Field:
    return Field(name, label, tuple(part.strip() for part in called.split("|")), hint, required)


ENTERPRISE: Final = (
    field(
        "employer",
        _("Enterprise"),
        "ten doanh nghiep|doanh nghiep|ten cong ty|cong ty|don vi tuyen dung|don vi|nha tuyen dung|nguoi su dung lao dong"
        "|company name|company|employer|enterprise",
        _("As it stands in its file at the centre."),
        required=True,
    ),
    field("tax_code", _("Tax code"), "ma so thue|mst|ma so doanh nghiep|tax code|tax id", _("10 or 13 digits.")),
)
FIRST: Final = (
    field(
        "title",
        _("Job title"),
        "ten cong viec|ten viec|viec can nguoi|vi tri tuyen dung|vi tri viec lam|vi tri cong viec|vi tri can tuyen|vi tri|chuc danh|ten viec lam"
        "|viec lam|cong viec|chuc danh cong viec|ten vi tri|job title|title|position|job name|job",
        _("At most 200 letters."),
        required=True,
    ),
    field(
        "headcount",
        _("People needed"),
        "so luong can tuyen|can tuyen|can bao nhieu nguoi|so luong tuyen|so luong|so nguoi can tuyen|so nguoi|so lao dong|chi tieu|so luong lao dong"
        "|nhu cau|nhu cau tuyen dung|sl|headcount|number employee|quantity|number of people|vacancies|openings",
        _("A number, such as 20."),
    ),
    field(
        "pay",
        _("Pay"),
        "muc luong|luong|thu nhap|muc thu nhap|tien luong|luong thang|muc luong thang|muc luong vnd|luong vnd|thu nhap thang"
        "|muc luong trieu dong|muc luong du kien|salary|wage|pay|income",
        _("9-12 triệu, from 8 triệu, 300k/ngày, or thỏa thuận."),
        required=True,
    ),
    field("pay_from", _("Pay from"), "luong tu|muc luong tu|luong toi thieu|luong thap nhat|thu nhap tu|muc luong toi thieu"
          "|salary from|min salary|salary min|pay from", _("Where the sheet has two columns for pay.")),
    field("pay_to", _("Pay up to"), "luong den|muc luong den|luong toi da|luong cao nhat|thu nhap den|muc luong toi da"
          "|salary to|max salary|salary max|pay to"),
    field(
        "place",
        _("Where the work is"),
        "noi lam viec|dia diem lam viec|dia diem|dia chi lam viec|noi lam|khu vuc lam viec|khu vuc|tinh thanh|tinh thanh pho"
        "|tinh|dia ban|xa phuong|khu cong nghiep|kcn|dia chi|location|place|work location|workplace|address|city|province",
        _("Ward or commune and province, or the industrial park. Old names are understood."),
        required=True,
    ),
    field("country", _("Country"), "quoc gia|nuoc lam viec|nuoc tiep nhan|nuoc den|thi truong|nuoc|country",
          _("Only for work abroad: Nhật Bản, Hàn Quốc, Đức.")),
    field("abroad_papers", _("Licence and approval, for work abroad"), "giay phep|so giay phep|van ban chap thuan"
          "|so van ban chap thuan|giay phep va van ban chap thuan|giay phep xkld|licence|license|approval",
          _("Number of the licence to send workers abroad, and of the approval of this order.")),
    field("workplace", _("Street, plot or gate"), "dia chi cu the|dia chi chi tiet|so nha duong|lo dat|dia chi nha may"
          "|street|plot", _("Kept as it is written.")),
    field("shift", _("Shift"), "ca lam viec|ca|thoi gian lam viec|gio lam viec|che do ca|hinh thuc lam viec|lam ca"
          "|shift|working time|working hours", _("Ca ngày, 2 ca, 3 ca, ca đêm, linh hoạt.")),
    field("has_bus", _("Shuttle bus"), "xe dua don|xe dua ruoc|xe bus|xe buyt|dua don|xe|shuttle bus|bus|transport",
          _("Có or không.")),
    field("has_dormitory", _("Dormitory"), "ky tuc xa|ktx|cho o|nha o|ho tro cho o|noi o|dormitory|housing|accommodation",
          _("Có or không.")),
    field("has_meals", _("Meals"), "an ca|bua an|com ca|an trua|com|ho tro an|meals|lunch|meal", _("Có or không.")),
    field("starts_on", _("Work starts on"), "ngay bat dau|ngay di lam|thoi gian bat dau|ngay vao lam|bat dau lam viec"
          "|ngay nhan viec|start date|starts on", _("05/03/2026, or ngay.")),
    field("closes_on", _("Last day to apply"), "han nop ho so|han nop|han tuyen|thoi han tuyen|thoi han|han cuoi|ngay het han"
          "|han tuyen dung|thoi han nop ho so|han nhan ho so|deadline|closing date|expires|apply before",
          _("31/03/2026.")),
)  # fmt: skip
REST: Final = (
    field("code", _("Code of the line"), "ma tin|ma so tin|ma viec lam|ma vi tri|ma cong viec|ma tuyen dung|ma hs|ma yeu cau"
          "|job id|code|job code|vacancy id|id",
          _("If your sheet numbers its openings: two lines alike in all but this are two openings.")),
    field("occupation", _("Occupation"), "nghe nghiep|nghe|ten nghe|ma nghe|nhom nghe|nganh nghe|occupation|category|field",
          _("Left out, it is read from the title.")),
    field("description", _("The work"), "mo ta cong viec|mo ta|noi dung cong viec|noi dung|nhiem vu|cong viec cu the"
          "|chi tiet cong viec|job description|description|duties"),
    field("requirements", _("What is asked for"), "yeu cau cong viec|yeu cau|yeu cau ung vien|yeu cau khac|dieu kien"
          "|tieu chuan|ghi chu|requirements|requirement|job requirement|notes"),
    field("education", _("School education"), "trinh do|trinh do hoc van|hoc van|trinh do van hoa|trinh do van hoa thpt"
          "|trinh do pho thong|bang cap|education|education level|degree",
          _("THCS, THPT, trung cấp, cao đẳng, đại học; không yêu cầu.")),
    field("qualification", _("Vocational training"), "trinh do chuyen mon|chuyen mon|trinh do cmkt|trinh do tay nghe|bang nghe"
          "|trinh do chuyen mon ky thuat|trinh do dao tao|qualification|training"),
    field("experience", _("Experience"), "kinh nghiem|so nam kinh nghiem|yeu cau kinh nghiem|kinh nghiem lam viec"
          "|min experience|experience|years of experience", _("Không yêu cầu, dưới 1 năm, 3 năm.")),
    field("contract", _("Contract"), "loai hop dong|hop dong|thoi han hop dong|hinh thuc hop dong|loai hop dong lao dong"
          "|contract type|contract"),
    field("age", _("Age"), "do tuoi|tuoi|yeu cau do tuoi|tuoi tu den|age|age range", _("18-45, or không giới hạn.")),
    field("age_from", _("Age from"), "tuoi tu|do tuoi tu|tuoi toi thieu|min age|age from"),
    field("age_to", _("Age up to"), "tuoi den|do tuoi den|tuoi toi da|max age|age to"),
    field("age_reason", _("Why the age matters"), "ly do gioi han tuoi|ly do do tuoi|ly do|age reason",
          _("An age limit turns people away. The law allows it only where the work demands it.")),
    field("languages", _("Languages"), "ngoai ngu|ngon ngu|tieng|languages|language"),
    field("benefits", _("Benefits"), "quyen loi|phuc loi|che do|che do phuc loi|quyen loi duoc huong|che do dai ngo|dai ngo"
          "|phu cap|benefits|benefit|perks"),
    field("contact_name", _("Contact person"), "nguoi lien he|lien he|ten nguoi lien he|can bo phu trach|nguoi phu trach"
          "|contact person|contact name|contact"),
    field("contact_phone", _("Contact phone"), "dien thoai lien he|so dien thoai|sdt|dien thoai|sdt lien he|so dien thoai lien he"
          "|hotline|contact phone|phone|tel"),
)  # fmt: skip
FIELDS: Final = {one.name: one for one in (*ENTERPRISE, *FIRST, *REST)}
ENOUGH: Final = 0.5


def fields_for(*, several_enterprises: bool) -> tuple[Field, ...]:
    return (*(ENTERPRISE if several_enterprises else ()), *FIRST, *REST)


def guess(headings: Sequence[str], fields: Sequence[Field]) -> dict[str, int]:
    """Which column is probably which field; each column and each field at most once, the surest first."""
    ranked = sorted(
        ((likeness(heading, one), -place, column, one.name)
         for place, one in enumerate(fields) for column, heading in enumerate(headings)),
        reverse=True,
    )  # fmt: skip
    found: dict[str, int] = {}
    for sure, _place, column, name in ranked:
        if sure >= ENOUGH and name not in found and column not in found.values():
            found[name] = column
    return dict(sorted(found.items(), key=lambda item: item[1]))


def likeness(heading: str, one: Field) -> float:
    """1 for a name we know, a little less for its later names; else by how many words are shared."""
    said = words(heading)
    plain = " ".join(said)
    if not said:
        return 0.0
    if plain in both(one.label):
        return 1.0
    best = 0.0
    for place, name in enumerate(one.called):
        known = name.split()
        if plain == name:
            best = max(best, 1.0 - place / 1000)
        elif len(known) > 1 and f" {name} " in f" {plain} ":
            best = max(best, 0.5 + 0.4 * len(known) / len(said) - place / 1000)
        elif len(known) == 1 and said[0] == name and len(said) <= 4:
            best = max(best, 0.55 - place / 1000)
    return best


def missing(columns: dict[str, int], fixed: dict[str, str], fields: Sequence[Field]) -> list[Field]:
    """What a sheet must say somewhere and does not. Two columns of pay are as good as one."""
    said = {*columns, *(name for name, text in fixed.items() if text)}
    if said & {"pay_from", "pay_to"}:
        said |= {"pay"}
    if "tax_code" in said:
        said |= {"employer"}
    return [one for one in fields if one.required and one.name not in said]
