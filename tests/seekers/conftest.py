import pytest

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.centres.models import Role
from nhipcau.seekers.models import Seeker, Shift
from tests.centres.factories import CentreFactory, staff
from tests.seekers.factories import PhoneUserFactory, SeekerFactory
from tests.vacancies.places import Map, small_map

M = 1_000_000


@pytest.fixture
def centre(db: None) -> Centre:
    return CentreFactory()


@pytest.fixture
def clerk(centre: Centre) -> User:
    return staff(Role.FRONT_DESK, centre)


@pytest.fixture
def phone_user(db: None) -> User:
    return PhoneUserFactory()


@pytest.fixture
def here(db: None) -> Map:
    return small_map()


@pytest.fixture
def people(centre: Centre, here: Map) -> dict[str, Seeker]:
    """A sewer in Nếnh, a welder far away, a guard by night beside; and their doubles at another centre."""
    made = {}
    for name, full_name, facts in (
        ("sewer", "Nguyễn Thị Thu Hường", {"commune": here.nenh, "wished_work": "Công nhân may", "wished_pay": 8 * M}),
        ("welder", "Trần Văn Nam", {"commune": here.far, "wished_work": "Thợ hàn 3G", "wants_dormitory": True}),
        (
            "guard",
            "Hàn Quốc Việt",
            {"commune": here.near, "wished_work": "bảo vệ", "wished_shift": Shift.ANY, "wished_pay": 10 * M},
        ),
    ):
        SeekerFactory(full_name=full_name, **facts)
        made[name] = SeekerFactory(full_name=full_name, centre=centre, **facts)
    return made
