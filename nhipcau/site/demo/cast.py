"""The invented centres, their staff, the enterprises and the accounts a visitor may become."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre, Place, Role, StaffRole
from nhipcau.employers import api as employers
from nhipcau.employers.models import Employer
from nhipcau.reference.models import Commune, IndustrialPark, Industry, Province
from nhipcau.site.demo import names
from nhipcau.site.demo.size import Size

# Today's codes of the provinces (Decision 19/2025/QĐ-TTg): the host and eight northern mountain provinces.
HOST: Final = ("24", "bac-ninh-1", "Trung tâm Dịch vụ việc làm (mẫu)", "Trung tâm DVVL (mẫu)")
LINKED: Final = (
    ("04", "cao-bang", "Cao Bằng"),
    ("20", "lang-son", "Lạng Sơn"),
    ("19", "thai-nguyen", "Thái Nguyên"),
    ("08", "tuyen-quang", "Tuyên Quang"),
    ("15", "lao-cai", "Lào Cai"),
    ("12", "lai-chau", "Lai Châu"),
    ("11", "dien-bien", "Điện Biên"),
    ("14", "son-la", "Sơn La"),
)
ROLES: Final = (
    ("tiep-don", "Giáp Thị Lan", Role.FRONT_DESK),
    ("dieu-hanh", "Thân Văn Quang", Role.OPERATOR),
    ("tu-van", "Nguyễn Thị Hoà", Role.COUNSELLOR),
    ("giam-doc", "Dương Minh Đức", Role.MANAGER),
    ("tong-dai", "Lê Thu Trang", Role.SWITCHBOARD),
    ("luu-tru", "Hà Văn Bách", Role.ARCHIVE),
    ("quan-tri", "Vũ Tiến Dũng", Role.ADMINISTRATOR),
)
# Where the host's enterprises stand: the parks around Việt Yên and Bắc Giang come up again and again.
HOME_PARKS: Final = ("kcn-quang-chau", "kcn-dinh-tram", "kcn-van-trung", "kcn-song-khe-noi-hoang", "kcn-viet-han")
HIRED_ON_DAYS_AGO: Final = 300
SECTOR_SHARES: Final = ("electronics",) * 4 + ("garment",) * 3 + ("engineering",) * 2 + ("goods",)


@dataclass
class Cast:
    """Who is there. `operator` runs the session; `officers` and `recruiters` by centre and enterprise id."""

    host: Centre
    centres: list[Centre]
    operator: User
    desk: User
    officers: dict[int, User]
    recruiters: dict[int, User]
    local: list[Employer]
    linked: list[Employer]


def gather(chance: Random, size: Size, *, now: datetime) -> Cast:
    """Make everybody. The first manager of each centre is set here, as an installer would; the rest by use cases."""
    host = _centre(HOST[0], HOST[1], HOST[2], HOST[3], meeting_point=False)
    linked = [_centre(code, slug, f"Trung tâm DVVL {name} (mẫu)", f"DVVL {name} (mẫu)") for code, slug, name in LINKED]
    day = (now - timedelta(days=HIRED_ON_DAYS_AGO)).date()
    staff = {slug: _staff(slug, name, host, role, day) for slug, name, role in ROLES}
    _commune_officer(host, day)
    officers = {
        centre.pk: _staff(f"diem-cau-{centre.code}", names.person(chance, woman=True), centre, Role.SITE_OFFICER, day)
        for centre in linked
    }
    keepers = {
        centre.pk: _staff(f"dieu-hanh-{centre.code}", names.person(chance, woman=False), centre, Role.OPERATOR, day)
        for centre in linked
    }
    keepers[host.pk] = staff["dieu-hanh"]
    taken: set[str] = set()
    local = [_enterprise(chance, host, keepers, taken, n, now=now) for n in range(size.local_enterprises)]
    far = [
        _enterprise(chance, linked[n % len(linked)], keepers, taken, size.local_enterprises + n, now=now)
        for n in range(size.linked_enterprises)
    ]
    recruiters = {
        employer.pk: _recruiter(chance, employer, n, keepers[employer.centre_id], now=now)
        for n, employer in enumerate([*local, *far])
    }
    return Cast(host, [host, *linked], staff["dieu-hanh"], staff["tiep-don"], officers, recruiters, local, far)


def sector_of(employer: Employer) -> str:
    """The sector is in the invented name."""
    for sector, words in names.TRADES.items():
        if any(f" {word} " in employer.name for word in words):
            return sector
    return "goods"


def account(username: str, name: str) -> User:
    """A demo account without a password: it is entered by its button on the demo's sign-in page."""
    user = User(username=username, display_name=name, is_demo=True)
    user.set_unusable_password()
    user.save()
    return user


def _centre(code: str, slug: str, name: str, short: str, *, meeting_point: bool = True) -> Centre:
    province = Province.objects.get(code=code)
    commune = Commune.objects.filter(province=province, kind="ward").order_by("code").first()
    if not meeting_point:
        commune = Commune.objects.get(province=province, name="Bắc Giang")
    centre = Centre.objects.create(
        code=slug, name=name, short_name=short, province=province, commune=commune, phone="1900 0000", is_demo=True,
        address="Số 1, đường Mẫu", opening_hours="Thứ Hai–Thứ Sáu, 7:30–11:30 và 13:30–17:00",
        superior=f"Sở Nội vụ tỉnh {province.name} (mẫu)", document_sign="TTDVVL", signatory_title="Giám đốc",
        signatory="" if meeting_point else "Dương Minh Đức",
    )  # fmt: skip
    Place.objects.create(
        centre=centre,
        kind=Place.Kind.MEETING_POINT if meeting_point else Place.Kind.HALL,
        name=f"Điểm cầu {province.name}" if meeting_point else "Sảnh giao dịch tầng 1",
        address=centre.address, commune=commune, computers=20 if meeting_point else 24, capacity=120 if meeting_point else 500,
    )  # fmt: skip
    return centre


def _staff(slug: str, name: str, centre: Centre, role: Role, day: date) -> User:
    user = account(slug, name)
    StaffRole.objects.create(user=user, centre=centre, role=role, starts_on=day)
    return user


def _commune_officer(centre: Centre, day: date) -> None:
    """Writes down the people of one commune of the province."""
    officer = account("can-bo-xa", "Thân Thị Bích Liên")
    commune = Commune.objects.get(province=centre.province, name="Việt Yên")
    StaffRole.objects.create(user=officer, centre=centre, role=Role.COMMUNE, commune=commune, starts_on=day)


def _enterprise(
    chance: Random, centre: Centre, keepers: dict[int, User], taken: set[str], number: int, *, now: datetime
) -> Employer:
    keeper = keepers[centre.pk]
    sector = SECTOR_SHARES[number % len(SECTOR_SHARES)]
    parks = list(IndustrialPark.objects.filter(province=centre.province).order_by("pk"))
    at_home = [park for park in parks if park.pk in HOME_PARKS]
    park = at_home[number % len(at_home)] if at_home else chance.choice(parks) if parks else None
    communes = Commune.objects.filter(province=centre.province).order_by("code")
    commune = park.commune if park else communes[chance.randrange(communes.count())]
    data = employers.EmployerData(
        name=names.enterprise(chance, sector, taken),
        tax_code=names.tax_code(number + 1),
        industry=Industry.objects.get(code=chance.choice(names.INDUSTRY[sector])),
        legal_form=chance.choice(("company", "company", "foreign")),
        address="Lô mẫu, đường nội bộ",
        province=centre.province,
        commune=commune,
        park=park,
        workers=chance.choice((80, 150, 400, 900, 2500, 6000)),
        contact_name=names.person(chance, woman=chance.random() < 0.6),
        contact_phone=names.phone(900_000 + number),
    )
    employer = employers.register_employer(data=data, centre=centre, by=keeper, now=now - timedelta(days=90))
    employer = employers.verify_employer(employer=employer, by=keeper, now=now - timedelta(days=85))
    Employer.objects.filter(pk=employer.pk).update(is_demo=True)
    return employer


def _recruiter(chance: Random, employer: Employer, number: int, keeper: User, *, now: datetime) -> User:
    user = account(f"tuyen-dung-{number + 1}", names.person(chance, woman=chance.random() < 0.6))
    employers.add_recruiter(employer=employer, user=user, by=keeper, now=now - timedelta(days=80))
    return user
