"""A whole day at a fair, made of rows: enterprises with openings, people who came, talks and what they led to."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, cycle
from typing import Any

from nhipcau.centres.models import Centre
from nhipcau.fairs.models import FairSession, SessionSite, SessionVacancy, SignUp
from tests.centres.factories import CentreFactory, PlaceFactory
from tests.employers.factories import EmployerFactory
from tests.fairs.factories import (
    STARTS,
    AttendanceFactory,
    FairSessionFactory,
    ParticipationFactory,
    RegistrationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
    WishFactory,
)
from tests.interviews.factories import DeskFactory, InterviewFactory, OutcomeFactory, QueueTicketFactory
from tests.reference.factories import CommuneFactory, IndustryFactory, ProvinceFactory
from tests.seekers.factories import SeekerFactory
from tests.vacancies.factories import VacancyFactory

LONG_COMPANY = "Công ty Trách nhiệm hữu hạn Một thành viên Sản xuất, Thương mại và Dịch vụ Kỹ thuật Quang Châu – {n}"
LONG_JOB = "Công nhân lắp ráp linh kiện điện tử ca đêm có xe đưa đón và ký túc xá (không yêu cầu kinh nghiệm)"
LONG_PERSON = "Nguyễn Phước Bảo Quỳnh Thị Thuỳ Trang Hoàng Anh"
JOBS = ("Công nhân may", "Công nhân lắp ráp điện tử", "Kỹ thuật viên bảo trì", "Nhân viên kho", "Thợ hàn")
# What every seventh talk led to: accepted, invited, not yet answered, and reasons why not.
RESULTS: tuple[dict[str, Any] | None, ...] = (
    {"stage": "offer_accepted"},
    {"stage": "second_interview", "date": date(2026, 3, 18)},
    None,
    {"stage": "not_suitable", "reason": "skill"},
    {"stage": "offer_declined", "reason": "pay"},
    {"stage": "pool"},
    {"stage": "not_suitable", "reason": "experience"},
)


@dataclass(frozen=True)
class Day:
    session: FairSession
    centre: Centre


def host() -> Centre:
    """A centre whose manager has written what stands on its papers."""
    made: Centre = CentreFactory(
        name="Trung tâm Dịch vụ việc làm Bắc Ninh số 1 (mẫu)",
        province=ProvinceFactory(name="Bắc Ninh"),
        superior="Sở Nội vụ tỉnh Bắc Ninh",
        document_sign="TTDVVL",
        signatory="Dương Minh Đức (mẫu)",
        signatory_title="Giám đốc",
    )
    return made


def day(*, enterprises: int = 4, people: int = 8, long: bool = False, centre: Centre | None = None) -> Day:
    """A session whose last talk is over and that waits to be closed. A third of all is at a linked centre."""
    centre = centre or host()
    said = {"title": f"Phiên giao dịch việc làm kết nối {LONG_JOB if long else '9 tỉnh'}", "centre": centre}
    session = FairSessionFactory(closing=True, **said)
    hall = SessionSiteFactory(
        session=session,
        place=centre.places.first() or PlaceFactory(centre=centre, name="Sàn giao dịch, phường Bắc Giang"),
    )
    other = CentreFactory(name="Trung tâm Dịch vụ việc làm Cao Bằng (mẫu)", short_name="DVVL Cao Bằng (mẫu)")
    point = SessionSiteFactory(
        session=session,
        centre=other,
        role=SessionSite.Role.MEETING_POINT,
        place=PlaceFactory(centre=other, name="Điểm cầu Cao Bằng"),
    )
    openings = _enterprises(session, [hall, None, point], enterprises, long)
    _people(session, [hall, hall, point], people, openings, long)
    return Day(session, centre)


def _enterprises(session: FairSession, sites: list[Any], number: int, long: bool) -> list[SessionVacancy]:
    industries, communes = [IndustryFactory() for _n in range(5)], [CommuneFactory() for _n in range(3)]
    found = []
    for n, site, industry in zip(range(number), cycle(sites), cycle(industries), strict=False):
        centre = site.centre if site else session.centre
        name = LONG_COMPANY.format(n=n) if long else f"Công ty TNHH Sản xuất Quang Châu {n} (mẫu)"
        employer = EmployerFactory(name=name, centre=centre, industry=industry)
        taking = ParticipationFactory(
            session=session, employer=employer, site=site, online=True, state="present" if n % 20 != 19 else "approved"
        )
        taking.centre = centre
        taking.save(update_fields=["centre"])
        for line in range(3):
            title = LONG_JOB if long else JOBS[(n + line) % 5]
            vacancy = VacancyFactory(on_board=True, employer=employer, title=title, commune=communes[line])
            found.append(SessionVacancyFactory(participation=taking, vacancy=vacancy, headcount=10 + 40 * (n % 4)))
    return found


def _people(session: FairSession, sites: list[Any], number: int, openings: list[SessionVacancy], long: bool) -> None:
    wanted, results, desks, numbers = cycle(openings), cycle(RESULTS), dict[int, Any](), count(1)
    home = CommuneFactory(name="Quảng Minh", province=session.centre.province)
    for n, site in zip(range(number), cycle(sites), strict=False):
        name = {"full_name": f"{LONG_PERSON} {n}"} if long else {}
        seeker = SeekerFactory(
            centre=site.centre,
            commune=home,
            sex="male" if n % 2 else "female",
            birth_date=date(1970 + n % 38, 5, 20),
            **name,
        )
        ticket = next(numbers)
        row = RegistrationFactory(
            site=site, seeker=seeker, number=ticket, state="checked_in" if n % 9 else "confirmed",
            channel=SignUp.WALK_IN if n % 5 == 4 else SignUp.WEB,
        )  # fmt: skip
        if n % 9 == 0:
            continue
        AttendanceFactory(registration=row, first_at=STARTS + timedelta(minutes=n % 200))
        for rank, opening in zip((1, 2), wanted, strict=False):
            WishFactory(registration=row, session_vacancy=opening, rank=rank)
            _talk(session, row, opening, desks, next(results))


def _talk(session: FairSession, row: Any, opening: Any, desks: dict[int, Any], result: dict[str, Any] | None) -> None:
    employer = opening.participation.employer
    if employer.pk not in desks:
        said = {"occasion_id": session.pk, "employer": employer, "centre": session.centre}
        desks[employer.pk] = DeskFactory(**said, place=None, channel="online", number=len(desks) + 1)
    ticket = QueueTicketFactory(
        desk=desks[employer.pk], seeker=row.seeker, vacancy=opening.vacancy, state="served", number=row.number,
        joined_at=STARTS,
    )  # fmt: skip
    begun = STARTS + timedelta(minutes=10 + row.number % 90)
    talk = InterviewFactory(
        desk=desks[employer.pk], ticket=ticket, state="done", called_at=begun, started_at=begun,
        ended_at=begun + timedelta(minutes=6),
    )  # fmt: skip
    if result:
        OutcomeFactory(interview=talk, **result)
