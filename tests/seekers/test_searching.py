"""Staff find people by what they type of them, and never anybody of another centre."""

import unicodedata

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.centres.models import Role
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.seekers.actions import PeopleFound, edit_seeker, search_people
from nhipcau.seekers.models import Seeker, Shared
from nhipcau.seekers.rules import data_of
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, recruiter
from tests.seekers.factories import SeekerFactory, seeker_user
from tests.vacancies.places import Map


def searched(clerk: User, text: str) -> PeopleFound:
    return search_people(text=text, by=clerk, now=NOON)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("huong nguyen", ["sewer"]),
        ("Hườ", ["sewer"]),
        ("may", ["sewer"]),
        ("cn may viet yen", ["sewer"]),
        ("thợ may ở Việt Yên", ["sewer"]),
        ("viet yen", ["sewer", "guard"]),
        ("bac giang", ["sewer", "guard"]),
        ("bac ninh", ["sewer", "guard"]),
        ("lung cu", ["welder"]),
        ("tho han", ["welder"]),
        ("tho han viet yen", []),
        ("han", ["guard", "welder"]),
        ("nam tho han", ["welder"]),
        ("3g", ["welder"]),
        ("co ktx", ["welder"]),
        ("ca dem", ["guard"]),
        ("bv ca dem duoi 10tr", ["guard"]),
        ("toi da 9 trieu", ["sewer"]),
        ("luong 10tr", ["sewer", "guard"]),
        ("may 7tr", []),
        ("' OR 1=1 --", []),
        ("<x>", []),
        ("%", []),
        ("may " * 60, ["sewer"]),
    ],
)
def test_people_are_found_as_they_are_asked_for(
    clerk: User, people: dict[str, Seeker], typed: str, found: list[str]
) -> None:
    names = {person.pk: name for name, person in people.items()}
    for text in (typed, unicodedata.normalize("NFD", typed)):
        answer = searched(clerk, text)
        assert {names[one.pk] for one in answer.people} == set(found)
        assert answer.total == len(found)


def test_whose_name_it_is_comes_first(clerk: User, people: dict[str, Seeker]) -> None:
    assert searched(clerk, "han").people == [people["guard"], people["welder"]]


@pytest.mark.parametrize(
    ("typed", "meant", "found"),
    [
        ("nguyen huogn", "nguyen huong", "sewer"),
        ("cong nhan mya", "công nhân may", "sewer"),
        ("bao vee", "bảo vệ", "guard"),
    ],
)
def test_a_slip_is_read_as_what_is_known_here(
    clerk: User, people: dict[str, Seeker], typed: str, meant: str, found: str
) -> None:
    answer = searched(clerk, typed)

    assert (answer.people, answer.asked.said_again) == ([people[found]], meant)


def test_a_slip_is_not_mended_by_names_of_another_centre(clerk: User, people: dict[str, Seeker]) -> None:
    SeekerFactory(full_name="Lò Thị Xuyến", wished_work="luyện kim")

    assert searched(clerk, "lo xuyem").asked.meant.respelled is False
    assert searched(clerk, "lo xuyem").total == 0


def test_nobody_of_another_centre_is_found_or_counted(people: dict[str, Seeker]) -> None:
    foreign = staff(Role.FRONT_DESK)
    for typed in ("huong", "may", "viet yen", "ca dem", "co ktx", "duoi 20tr", "may mya"):
        answer = searched(foreign, typed)
        assert (answer.people, answer.total, answer.shared) == ([], 0, [])


def test_a_file_that_is_shared_is_found_by_its_name_alone(clerk: User, centre: Centre, here: Map) -> None:
    lan = SeekerFactory(full_name="Lò Thị Lan", wished_work="Công nhân may", commune=here.nenh)
    line = Shared.objects.create(seeker=lan, centre=centre, why="Tìm việc ở đây", by=clerk, at=NOON)

    assert searched(clerk, "lo lan").shared == [line]
    assert searched(clerk, "lo lan").people == []
    assert searched(clerk, "may viet yen").shared == []
    Shared.objects.update(ended_at=NOON)
    assert searched(clerk, "lo lan").shared == []


def test_what_a_person_changes_is_found_at_once(clerk: User, people: dict[str, Seeker]) -> None:
    sewer = people["sewer"]
    data = data_of(sewer).__class__(**{**data_of(sewer).__dict__, "wished_work": "Phụ bếp", "skills": "nấu cỗ"})
    edit_seeker(seeker=sewer, data=data, edition=sewer.edition, by=clerk, now=NOON)

    assert searched(clerk, "may").total == 0
    assert searched(clerk, "phu bep").people == searched(clerk, "nau co").people == [sewer]


def test_a_search_by_wishes_is_noted_without_its_words(clerk: User, people: dict[str, Seeker]) -> None:
    searched(clerk, "nguyen huong")
    assert not AuditRecord.objects.exists()

    searched(clerk, "may viet yen duoi 9tr")

    noted = AuditRecord.objects.get()
    assert (noted.action, noted.by, noted.details) == (
        "seeker.search",
        clerk,
        {"found": 1, "by": ["place", "wished_pay", "words"]},
    )


def test_only_staff_search(people: dict[str, Seeker]) -> None:
    for user in (
        seeker_user(people["sewer"]),
        recruiter(EmployerFactory()),
        staff(Role.ARCHIVE, people["sewer"].centre),
    ):
        with pytest.raises(PermissionDenied):
            searched(user, "may")
    assert not AuditRecord.objects.exists()


def test_a_counsellor_searches_as_the_front_desk_does(centre: Centre, people: dict[str, Seeker]) -> None:
    assert searched(staff(Role.COUNSELLOR, centre), "may viet yen").people == [people["sewer"]]
