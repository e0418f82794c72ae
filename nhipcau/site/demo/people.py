"""The invented people: their files, consents and registrations, made as the web, the counter and the communes make them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.consents.api import Channel, Purpose
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, Registration, SessionSite, SessionVacancy
from nhipcau.reference.models import Commune
from nhipcau.seekers import api as seekers
from nhipcau.seekers.models import Seeker
from nhipcau.site.demo import names, publicity
from nhipcau.site.demo.cast import Cast, account
from nhipcau.site.demo.size import Size

SCHOOLING: Final = ("lower",) * 4 + ("upper",) * 6
TRAINING: Final = ("none",) * 6 + ("short", "elementary", "intermediate", "college", "university")
ETHNIC: Final = ("Kinh", "Kinh", "Tày", "Nùng", "Mông", "Thái", "Dao")
WORK: Final = ("công nhân điện tử", "công nhân may", "thợ hàn, cơ khí", "kho, đóng gói", "việc phổ thông")
CHANNELS: Final = ("web", "web", "web", "phone", "commune", "counter")

FARTHEST: Final = (None, None, 10, 20, None, 40, None)
TERMS: Final = ("", "long", "", "", "short")
AVOIDED: Final = ((), (), (), ("lift_20", "lift_more"), (), (), (), ("overtime",), (), ("clean_room", "microscope"), ())
MUSTS: Final = ((), (), (), (), ("shift",), (), (), (), ("pay",), (), (), (), ())


@dataclass(frozen=True)
class Crowd:
    """Where somebody stands and what they may wish for there."""

    centre: Centre
    site: SessionSite
    clerk: User
    choice: list[SessionVacancy]


def crowds(cast: Cast, session: FairSession) -> dict[str, list[Crowd]]:
    """The hall, the linked sites, and people at home, each with the openings they look at."""
    brought = list(
        SessionVacancy.objects.filter(participation__session=session).select_related("participation", "vacancy")
    )
    local = [line for line in brought if line.participation.site_id is not None]
    found: dict[str, list[Crowd]] = {"hall": [], "linked": [], "home": []}
    for site in session.sites.select_related("centre").order_by("pk"):
        if site.role == SessionSite.Role.MEETING_POINT:
            own = [line for line in brought if line.vacancy.centre_id == site.centre_id]
            choice = local * 2 + own
            found["linked"].append(Crowd(site.centre, site, cast.officers[site.centre_id], choice))
        else:
            kind = "hall" if site.role == SessionSite.Role.HOST else "home"
            found[kind].append(Crowd(site.centre, site, cast.desk, local))
    return found


def register_all(
    chance: Random, cast: Cast, session: FairSession, size: Size, *, before: datetime
) -> list[Registration]:
    """Everybody who registers on the days before the morning."""
    places = crowds(cast, session)
    wanted = [("hall", size.hall), ("linked", size.linked), ("home", size.home)]
    announced = publicity.links(cast, session, now=before - timedelta(days=9))
    made = []
    number = 0
    for kind, count in wanted:
        for turn in range(count):
            crowd = places[kind][turn % len(places[kind])]
            number += 1
            now = before - timedelta(minutes=chance.randint(60, 8 * 24 * 60))
            seeker = newcomer(chance, crowd, number, now=now)
            wishes = wishes_of(chance, crowd, most=session.most_wishes)
            channel = "web" if seeker.account else chance.choice(CHANNELS)
            link = publicity.brought(number, announced) if channel == "web" else None
            made.append(
                fairs.register(
                    session=session, seeker=seeker, site=crowd.site, wishes=wishes,
                    channel=channel, link=link, by=seeker.account or crowd.clerk, now=now + timedelta(minutes=3),
                )
            )  # fmt: skip
    Registration.objects.filter(session=session).update(is_demo=True)
    return made


def newcomer(chance: Random, crowd: Crowd, number: int, *, now: datetime) -> Seeker:
    """Somebody whose file a clerk writes down, with the consents they gave; people at home write their own."""
    at_home = crowd.site.role == SessionSite.Role.ONLINE
    user = account(f"nguoi-{number}", "") if at_home else None
    if user is not None:
        user.phone_verified_at = now
        user.save(update_fields=["phone_verified_at"])
    communes = list(Commune.objects.filter(province=crowd.centre.province_id).order_by("code")[:40])
    seeker = seekers.register_seeker(
        data=seekers.SeekerData(**_file(chance, number, chance.choice(communes), now.date())),
        centre=crowd.centre,
        by=user or crowd.clerk,
        account=user,
        now=now,
        purposes={Purpose.COUNSELLING, Purpose.SHARE_PROFILE, Purpose.MESSAGES}
        if chance.random() < 0.85
        else {Purpose.COUNSELLING},
        channel=Channel.WEB if at_home else Channel.COUNTER,
    )
    Seeker.objects.filter(pk=seeker.pk).update(is_demo=True)
    return seeker


def wishes_of(chance: Random, crowd: Crowd, *, most: int) -> list[SessionVacancy]:
    """Two to four openings of different enterprises, big ones more often."""
    enterprises = len({line.participation_id for line in crowd.choice})
    count = min(most, enterprises, chance.choice((2, 2, 3, 3, 4)))
    chosen: dict[int, SessionVacancy] = {}
    while len(chosen) < count:
        line = chance.choices(crowd.choice, weights=[_known(each) for each in crowd.choice])[0]
        chosen.setdefault(line.participation_id, line)
    return list(chosen.values())


def _known(line: SessionVacancy) -> int:
    """How many have heard of it: big openings more, and most of all the order that the centre looks everywhere for."""
    return (min(line.headcount, 60) + 15) * (4 if line.vacancy.order_id else 1)


def _file(chance: Random, number: int, commune: Commune, today: date) -> dict[str, Any]:
    woman = chance.random() < 0.56
    age = min(58, max(17, round(chance.gauss(28, 8))))
    training = chance.choice(TRAINING)
    return {
        "full_name": names.person(chance, woman=woman),
        "birth_date": today - timedelta(days=round(age * 365.25) + chance.randint(1, 360)),
        "sex": "female" if woman else "male",
        "ethnicity": chance.choice(ETHNIC),
        "phone": names.phone(number) if chance.random() < 0.93 else "",
        "commune": commune,
        "education": chance.choice(SCHOOLING),
        "qualification": training,
        "experience_years": chance.choice((0, 0, 1, 2, 3, 5, 8)),
        "employment": chance.choice(("unemployed", "unemployed", "uninsured", "insured")),
        "wished_work": chance.choice(WORK),
        "wished_pay": chance.choice((7, 8, 9, 10, 12)) * 1_000_000,
        "wished_shift": chance.choice(("any", "rotating", "day")),
        "wants_dormitory": chance.random() < 0.4,
        "will_move": chance.random() < 0.6,
        **_wished(number),
        "draws_benefit": chance.random() < 0.18,
        "has_disability": chance.random() < 0.02,
        "poor_household": chance.random() < 0.08,
        "ex_soldier": chance.random() < 0.05,
    }


def _wished(number: int) -> dict[str, Any]:
    """What only some people say: by their number, so that nobody else's answers change with it."""
    return {
        "farthest_km": FARTHEST[number % len(FARTHEST)],
        "wished_contract": TERMS[number % len(TERMS)],
        "would_go_abroad": number % 8 == 0,
        "avoids": AVOIDED[number % len(AVOIDED)],
        "musts": MUSTS[number % len(MUSTS)],
    }
