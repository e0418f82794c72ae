"""A list of people comes in: columns found, lines read, the good ones taken, once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.consents.api import Purpose, current
from nhipcau.consents.models import ConsentEntry
from nhipcau.foundation.files.models import StoredFile
from nhipcau.foundation.sheets import api as sheets
from nhipcau.seekers.actions.people_sheet import MOST_PEOPLE, CannotSend, lines_of, send_people, take_people, write_here
from nhipcau.seekers.api import Seeker, subject_of
from nhipcau.seekers.models import PeopleSheet
from nhipcau.seekers.reading.people_sheet import guess, missing, read_line
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.seekers.factories import SeekerFactory

HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số điện thoại", "Số CCCD", "Nguyện vọng", "Đồng ý")
GOOD = ("1", "Nguyễn Thị Thu Hường", "20/05/1998", "Nữ", "0912345678", "024198001234", "May", "Có")
OTHER = ("2", "Trần Văn Nam", "01/02/1990", "Nam", "", "", "Lái xe", "x")


def book(*lines: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    return sheets.workbook([sheets.Table(name="Danh sách", headings=headings, rows=lines)])


@pytest.fixture
def centre(db: None) -> Centre:
    made: Centre = CentreFactory()
    return made


@pytest.fixture
def officer(centre: Centre) -> User:
    return staff(Role.SITE_OFFICER, centre)


def sent(centre: Centre, by: User, *lines: tuple[str, ...]) -> PeopleSheet:
    return send_people(name="ds.xlsx", body=book(*lines), centre=centre, by=by, now=NOON)


def taken(centre: Centre, by: User, *lines: tuple[str, ...]) -> PeopleSheet:
    sheet = sent(centre, by, *lines)
    return take_people(
        sheet=sheet, write=lambda line: write_here(line, centre=centre, by=by, now=NOON), by=by, now=NOON
    )


@pytest.mark.parametrize(
    "headings",
    [
        ("Họ và tên", "Ngày sinh", "Giới tính", "Đồng ý"),
        ("HỌ TÊN", "Ngày, tháng, năm sinh", "Nam/Nữ", "Đã đồng ý"),
        ("Họ đệm", "Tên", "Năm sinh Nam", "Năm sinh Nữ", "Đồng ý lập hồ sơ"),
        ("Full name", "Date of birth", "Sex", "Consent"),
        ("Họ và tên người lao động", "Ngày sinh (ngày/tháng/năm)", "Nữ", "Đồng ý xử lý dữ liệu cá nhân"),
    ],
)
def test_columns_are_found_by_the_names_lists_use(headings: tuple[str, ...]) -> None:
    assert missing(guess(headings)) == []


def test_a_list_without_a_column_for_consent_is_not_read() -> None:
    assert [one.name for one in missing(guess(("Họ tên", "Ngày sinh", "Giới tính")))] == ["agrees"]


@pytest.mark.parametrize(
    ("cells", "field", "value"),
    [
        ({"birth_date": "20-5-1998"}, "birth_date", date(1998, 5, 20)),
        ({"birth_date": "1998-05-20 00:00:00"}, "birth_date", date(1998, 5, 20)),
        ({"birth_date": "35935"}, "birth_date", date(1998, 5, 20)),
        ({"birth_date": "20051998"}, "birth_date", date(1998, 5, 20)),
        ({"sex": "nam"}, "sex", "male"),
        ({"sex": "NỮ"}, "sex", "female"),
        ({"phone": "912345678"}, "phone", "0912345678"),
        ({"citizen_number": "24198001234"}, "citizen_number", "024198001234"),
        ({"full_name": "NGUYỄN THỊ LAN"}, "full_name", "Nguyễn Thị Lan"),
        ({"schooling": "12/12"}, "education", "upper"),
        ({"schooling": "Cao đẳng nghề"}, "qualification", "college"),
    ],
)
def test_cells_are_read_as_they_are_written(cells: dict[str, str], field: str, value: Any) -> None:
    names = list(cells)
    said = read_line(list(cells.values()), {name: at for at, name in enumerate(names)})
    assert said.values[field] == value


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"birth_date": "1998"}, "birth_date"),
        ({"birth_date": "31/02/1998"}, "birth_date"),
        ({"birth_date": ""}, "birth_date"),
        ({"sex": "?"}, "sex"),
        ({"citizen_number": "2.41980E+10"}, "citizen_number"),
        ({"citizen_number": "121234567"}, "citizen_number"),
        ({"agrees": "không"}, "agrees"),
        ({"agrees": ""}, "agrees"),
        ({"full_name": " "}, "full_name"),
    ],
)
def test_what_is_wrong_is_said_by_field(cells: dict[str, str], field: str) -> None:
    said = read_line(list(cells.values()), {name: at for at, name in enumerate(cells)})
    assert said.problems[field]
    assert field not in said.values or field == "full_name"


def test_a_cross_under_women_tells_the_sex_and_so_does_the_column_the_day_stands_in() -> None:
    assert read_line(("x",), {"female": 0}).values["sex"] == "female"
    assert read_line(("",), {"female": 0}).values["sex"] == "male"
    split = {"born_male": 0, "born_female": 1}
    assert read_line(("", "20/05/1998"), split).values["sex"] == "female"


def test_the_good_lines_come_in_with_what_was_agreed_to(centre: Centre, officer: User) -> None:
    sheet = taken(centre, officer, GOOD, OTHER, ("3", "Lê Thị A", "1990", "Nữ", "", "", "", "Có"))

    assert (sheet.added, sheet.known, [one["line"] for one in sheet.left_out]) == (2, 0, [4])
    person = Seeker.objects.get(full_name="Nguyễn Thị Thu Hường")
    assert (person.phone, person.citizen_number, person.wished_work) == ("0912345678", "024198001234", "May")
    given = current(subject_of(person))
    assert given[Purpose.COUNSELLING]
    assert not given[Purpose.SHARE_PROFILE]
    assert set(ConsentEntry.objects.values_list("channel", flat=True)) == {"paper"}
    assert not StoredFile.objects.exists()


def test_the_same_list_twice_adds_nobody(centre: Centre, officer: User) -> None:
    taken(centre, officer, GOOD, OTHER)
    again = taken(centre, officer, GOOD, OTHER)
    assert (again.added, again.known, Seeker.objects.count()) == (0, 2, 2)


def test_taking_a_list_again_changes_nothing(centre: Centre, officer: User) -> None:
    sheet = taken(centre, officer, GOOD)
    again = take_people(sheet=sheet, write=lambda line: pytest.fail(line.name), by=officer, now=NOON)
    assert (again.added, Seeker.objects.count()) == (1, 1)


def test_two_lines_about_one_person_are_one_and_other_citizen_numbers_are_two(centre: Centre, officer: User) -> None:
    SeekerFactory(full_name="Trần Văn Nam", birth_date=date(1990, 2, 1), centre=centre, citizen_number="024090009999")
    sheet = sent(centre, officer, GOOD, GOOD, OTHER, ("4", *OTHER[1:5], "024090001111", "", "Có"))
    lines = lines_of(sheet, by=officer, today=NOON.date())
    assert [line.twin for line in lines] == [None, 2, None, 4]
    assert [line.known is not None for line in lines] == [False, False, True, False]


def test_a_number_of_somebody_elsewhere_leaves_the_line_out_and_stays_in_the_audit_book(
    centre: Centre, officer: User
) -> None:
    SeekerFactory(full_name="Ai Đó", citizen_number="024198001234")
    sheet = taken(centre, officer, GOOD, OTHER)
    assert (sheet.added, len(sheet.left_out)) == (1, 1)
    assert "Ai Đó" not in str(sheet.left_out)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"%PDF-1.4",
        book(GOOD, headings=("A", "B", "C", "D", "E", "F", "G", "H")),
        book(*[GOOD] * (MOST_PEOPLE + 1)),
    ],
)
def test_what_is_no_list_of_people_is_refused_and_not_kept(centre: Centre, officer: User, body: bytes) -> None:
    with pytest.raises(CannotSend) as refusal:
        send_people(name="ds.xlsx", body=body, centre=centre, by=officer, now=NOON)
    assert refusal.value.reasons
    assert not StoredFile.objects.exists()


def test_staff_of_another_centre_neither_send_nor_take(centre: Centre, officer: User) -> None:
    sheet = sent(centre, officer, GOOD)
    stranger = staff(Role.SITE_OFFICER)
    with pytest.raises(PermissionDenied):
        sent(centre, stranger, GOOD)
    with pytest.raises(PermissionDenied):
        take_people(sheet=sheet, write=lambda line: pytest.fail(line.name), by=stranger, now=NOON)
    assert not Seeker.objects.exists()


def test_a_list_that_nobody_took_is_forgotten_with_its_file_after_a_day(centre: Centre, officer: User) -> None:
    sent(centre, officer, GOOD)
    send_people(name="b.xlsx", body=book(OTHER), centre=centre, by=officer, now=NOON + timedelta(hours=25))
    assert list(PeopleSheet.objects.values_list("name", flat=True)) == ["b.xlsx"]
    assert StoredFile.objects.count() == 1
