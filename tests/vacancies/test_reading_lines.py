"""Whole lines of a sheet, and which column is which."""

from datetime import date

import pytest

from nhipcau.reference.api import Confidence, PlaceReading
from nhipcau.reference.reading.gazetteer import Grain
from nhipcau.reference.reading.places import PlaceRead
from nhipcau.vacancies.reading.columns import FIELDS, fields_for, guess, missing
from nhipcau.vacancies.reading.line import LineRead, Readers, read_line
from nhipcau.vacancies.reading.problems import PROBLEMS, words_of

TODAY = date(2026, 3, 10)


class Map:
    """One province, one ward of it, one old district of several communes, and abroad."""

    def read(self, text: str) -> PlaceReading:
        def at(code: str, grain: Grain, *communes: str) -> PlaceRead:
            return PlaceRead(code=code, grain=grain, province="24", communes=communes, province_said=True)

        many = ("07795", "07798")
        known = {
            "Kiên Giang": (
                PlaceRead(code="91", grain=Grain.PROVINCE, province="91", communes=("9",), province_said=True),
            ),
            "Bắc Ninh": (at("24", Grain.PROVINCE, *many),),
            "Phường Nếnh, Bắc Ninh": (at("07795", Grain.COMMUNE, "07795"),),
            "Lô 5, phường Nếnh, Bắc Ninh": (at("07795", Grain.COMMUNE, "07795"),),
            "Việt Yên, Bắc Giang": (at("F1", Grain.DISTRICT, *many),),
            "Bắc Ninh, Hà Nội": (at("24", Grain.PROVINCE, *many), at("01", Grain.PROVINCE, "00001")),
        }
        places = known.get(text, ())
        sure = Confidence.SURE if places else Confidence.NONE
        return PlaceReading(
            text=text, places=places, confidence=sure, abroad=text == "Nhật Bản", everywhere=text == "Toàn quốc"
        )


def read(**said: str) -> LineRead:
    whole = {"title": "Công nhân may", "pay": "9-12 triệu", "place": "Bắc Ninh"} | said
    headings = {name: f"Cột {name}" for name in whole}
    return read_line(whole, Readers(Map(), lambda title: "8153" if "may" in title else None, TODAY, headings))


def codes(line: LineRead) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in line.problems]


def test_a_good_line_becomes_codes_and_nothing_is_wrong() -> None:
    line = read(
        headcount="20",
        place="Phường Nếnh, Bắc Ninh",
        shift="2 ca",
        has_bus="Có",
        closes_on="31/03/2026",
        starts_on="ngay",
        experience="3 năm",
        education="THPT",
    )

    assert codes(line) == []
    assert (
        line.values
        | {
            "title": "Công nhân may",
            "headcount": 20,
            "pay_from": 9_000_000,
            "pay_to": 12_000_000,
            "province": "24",
            "commune": "07795",
            "shift": "two",
            "has_bus": True,
            "closes_on": "2026-03-31",
            "experience": "2_5",
            "education": "upper",
            "occupation": "8153",
        }
        == line.values
    )
    assert "starts_on" not in line.values


def test_every_bad_cell_is_named_at_once() -> None:
    line = read(title="", headcount="nhiều", pay="USD 500", place="Sao Hoả", closes_on="01/01/2026", age="20-30")

    assert codes(line) == [
        ("title", "title_missing"),
        ("headcount", "headcount_unknown"),
        ("pay", "pay_foreign"),
        ("place", "place_unknown"),
        ("closes_on", "closes_passed"),
        ("age", "age_reason"),
    ]


def test_a_title_is_never_cut() -> None:
    assert codes(read(title="may " * 60)) == [("title", "too_long")]


def test_the_example_of_the_template_does_not_come_in() -> None:
    assert codes(read(title="Ví dụ: Công nhân may")) == [("title", "example_line")]


@pytest.mark.parametrize(("place", "code"), [("Nhật Bản", "place_abroad"), ("Toàn quốc", "place_everywhere")])
def test_places_that_are_no_place_say_so(place: str, code: str) -> None:
    assert codes(read(place=place)) == [("place", code)]


def test_words_of_a_place_stay_where_they_say_more_than_the_code() -> None:
    district, province, street, several = (
        read(place="Việt Yên, Bắc Giang"),
        read(place="Bắc Ninh"),
        read(place="Bắc Ninh", workplace="Lô 5, phường Nếnh"),
        read(place="Bắc Ninh, Hà Nội"),
    )

    assert (district.values["workplace"], district.values["commune"]) == ("Việt Yên, Bắc Giang", "")
    assert [note.code for note in district.notes] == ["place_wide"]
    assert province.values["workplace"] == ""
    assert (street.values["workplace"], street.values["commune"]) == ("Lô 5, phường Nếnh", "07795")
    assert several.values["workplace"] == "Bắc Ninh, Hà Nội"
    assert [note.code for note in several.notes] == ["place_several"]


@pytest.mark.parametrize(
    "title", ["Thợ may tại Kiên Giang (đi làm ngay)", "Thợ may [Kiên Giang]", "Kiên Giang - Thợ may"]
)
def test_a_title_that_names_another_province_is_noticed(title: str) -> None:
    assert [note.code for note in read(title=title).notes] == ["place_title"]
    assert read(title="Thợ may (Bắc Ninh)").notes == []


def test_what_no_field_understands_is_kept_with_the_work() -> None:
    line = read(shift="tuỳ theo mùa", has_dormitory="Hỗ trợ 500k", description="May áo", benefits="BHXH, có xe đưa đón")

    assert line.values["description"].splitlines() == [
        "May áo",
        "Cột has_dormitory: Hỗ trợ 500k",
        "Cột benefits: BHXH, có xe đưa đón",
        "Cột shift: tuỳ theo mùa",
    ]
    assert (line.values["has_bus"], line.values["benefits"]) == (True, ["insurance"])
    assert codes(line) == []


def test_two_columns_of_pay_make_one_range() -> None:
    both = {"pay": "", "pay_from": "8 triệu", "pay_to": "10"}

    assert (read(**both).values["pay_from"], read(**both).values["pay_to"]) == (8_000_000, 10_000_000)
    assert codes(read(**both | {"pay_from": "12"})) == [("pay_from", "pay_order")]
    assert codes(read(pay="", pay_from="", pay_to="")) == [("pay", "pay_missing")]


def test_a_phone_field_that_holds_two_keeps_both() -> None:
    line = read(contact_phone="0912 345 678 (Hoa) - 0987 654 321 (Lan)")

    assert line.values["contact_phone"] == "0912 345 678"
    assert "0987 654 321" in line.values["description"]


def test_an_age_limit_with_its_reason_is_kept() -> None:
    line = read(age="20-30", age_reason="Leo cột điện")

    assert codes(line) == []
    assert (line.values["age_from"], line.values["age_to"]) == (20, 30)


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (
            ["job_id", "title", "company", "salary", "location", "posted", "min_experience"],
            {"code": 0, "title": 1, "employer": 2, "pay": 3, "place": 4, "experience": 6},
        ),
        (
            [
                "STT",
                "Vị trí tuyển dụng",
                "Số lượng (người)",
                "Mức lương (triệu đồng/tháng)",
                "Địa điểm làm việc",
                "KTX",
            ],
            {"title": 1, "headcount": 2, "pay": 3, "place": 4, "has_dormitory": 5},
        ),
        (
            ["TÊN DOANH NGHIỆP", "MST", "Chức danh công việc", "Lương từ", "Lương đến", "Độ tuổi", "Quyền lợi"],
            {"employer": 0, "tax_code": 1, "title": 2, "pay_from": 3, "pay_to": 4, "age": 5, "benefits": 6},
        ),
    ],
)
def test_columns_are_guessed_from_their_headings(headings: list[str], found: dict[str, int]) -> None:
    assert guess(headings, fields_for(several_enterprises=True)) == found


def test_every_label_of_ours_is_a_heading_we_know() -> None:
    for several in (True, False):
        fields = fields_for(several_enterprises=several)
        assert guess([str(one.label) for one in fields], fields) == {one.name: at for at, one in enumerate(fields)}


def test_title_pay_and_place_must_stand_somewhere() -> None:
    fields = fields_for(several_enterprises=False)

    assert [one.name for one in missing({}, {}, fields)] == ["title", "pay", "place"]
    assert missing({"title": 0, "pay_to": 1}, {"place": "Bắc Ninh"}, fields) == []


def test_every_problem_says_what_to_write_in_words() -> None:
    for code in PROBLEMS:
        assert words_of({"code": code, "blanks": {"most": 200, "reason": "x"}}, PROBLEMS)
    assert {*FIELDS} >= {"title", "pay", "place"}


def test_a_place_abroad_with_its_papers_is_an_opening_abroad() -> None:
    line = read(place="Nhật Bản", abroad_papers="GP 12; số 34", workplace="Osaka")
    assert codes(line) == []
    kept = ("country", "abroad_papers", "workplace")
    assert [line.values[name] for name in kept] == ["JP", "GP 12; số 34", "Osaka"]
    assert "province" not in line.values
    assert codes(read(country="Hàn Quốc", place="", abroad_papers="GP 1")) == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"country": "Hàn Quốc"}, ("country", "abroad_papers")),
        ({"country": "Trung Nguyên"}, ("country", "country_unknown")),
        ({"country": "Hàn Quốc", "abroad_papers": "x" * 121}, ("country", "abroad_papers")),
    ],
)
def test_work_abroad_in_a_sheet_needs_a_known_country_and_its_papers(
    said: dict[str, str], code: tuple[str, str]
) -> None:
    assert codes(read(**said)) == [code]
    assert codes(read(country="Việt Nam")) == []
