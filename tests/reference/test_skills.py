"""Skills and languages read out of what people write."""

from collections import Counter

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.foundation.text.api import fold
from nhipcau.reference import data
from nhipcau.reference.api import language_name, languages_asked, languages_in, skill_name, skills_asked, skills_in


def names(numbers: frozenset[int]) -> set[str]:
    with override("en"):
        return {skill_name(number) for number in numbers}


@pytest.mark.parametrize(
    "written, skills",
    [
        ("May máy 1 kim, vắt sổ", {"Lockstitch sewing machine", "Overlock machine"}),
        ("may may 1 kim, vat so", {"Lockstitch sewing machine", "Overlock machine"}),
        ("Thợ hàn 6G", {"Welding certificate 6G", "Welding certificate 3G", "Welding"}),
        ("lái xe nâng, bằng lái xe C", {"Forklift licence", "Driving licence C", "Driving licence B2 (B)", "Car licence B1"}),
        ("Excel nâng cao; Word", {"Advanced Excel", "Excel", "Office software, Word"}),
        ("QC điện tử, PLC", {"Quality control (QC)", "PLC programming"}),
        ("vận hành máy giấy", set()),
        ("may giay", {"Sewing leather and shoes"}),
        ("excelsior, plcs", set()),
        ("", set()),
    ],
)  # fmt: skip
def test_skills_are_whole_words_longest_first_with_or_without_accents(written: str, skills: set[str]) -> None:
    assert names(skills_in(written)) == skills


@pytest.mark.parametrize(
    "requirements, asked, useful",
    [
        ("Có chứng chỉ hàn 3G. Ưu tiên biết đọc bản vẽ, AutoCAD", {"Welding certificate 3G"}, {"AutoCAD", "Reading technical drawings"}),
        ("Thành thạo Excel, biết MISA là lợi thế", {"Excel"}, {"Accounting software MISA, FAST"}),
        ("- Bằng lái xe C\n- Không yêu cầu tin học", {"Driving licence C"}, set()),
        ("Có bằng lái B2, ưu tiên bằng C", {"Driving licence B2 (B)"}, {"Driving licence C"}),
        ("Biết may 1 kim (chưa biết vắt sổ sẽ được đào tạo)", {"Lockstitch sewing machine"}, set()),
        ("Biết bán hàng, chăm sóc khách hàng (sẽ được ưu tiên); Excel", {"Excel"}, {"Selling", "Customer care"}),
        ("Có bằng lái B2 và bằng C", {"Driving licence C"}, set()),
        ("Chăm chỉ, thật thà", set(), set()),
    ],
)  # fmt: skip
def test_what_is_welcome_is_told_from_what_is_asked_for(requirements: str, asked: set[str], useful: set[str]) -> None:
    read = skills_asked(requirements)
    assert (names(read.asked), names(read.useful)) == (asked, useful)


@pytest.mark.parametrize(
    "written, codes",
    [
        ("Tiếng Hàn TOPIK 3", {"ko", "ko2"}),
        ("tieng trung giao tiep, tieng anh", {"zh", "zh2", "en"}),
        ("JLPT N2", {"ja", "ja2", "ja3"}),
        ("biết hàn xì", set()),
    ],
)
def test_languages_come_in_steps_and_the_higher_includes_the_lower(written: str, codes: set[str]) -> None:
    assert languages_in(written) == codes


def test_a_language_that_is_welcome_is_not_asked_for() -> None:
    read = languages_asked("Biết tiếng Anh. Tiếng Anh giao tiếp, ưu tiên biết tiếng Trung")
    assert (read.asked, read.useful) == ({"en2"}, {"zh"})
    with override("vi"):
        assert language_name("en2") == "tiếng Anh giao tiếp"


@pytest.mark.parametrize("file, key", [("skills", "number"), ("languages", "code")])
def test_every_way_to_write_a_thing_says_that_thing_only(file: str, key: str) -> None:
    ways = Counter(way.lower() for row in data.rows(file) for way in row["words"].split("; "))
    assert [way for way, times in ways.items() if times > 1] == []
    keys = [row[key] for row in data.rows(file)]
    assert len(keys) == len(set(keys))
    assert {one for row in data.rows(file) for one in row["includes"].split()} <= set(keys)


def test_each_skill_is_found_by_its_words_typed_without_accents() -> None:
    lost = [
        (row["name"], way)
        for row in data.rows("skills")
        for way in row["words"].split("; ")
        if not {int(row["number"])} <= skills_in(way) or not skills_in(fold(way))
    ]
    assert lost == []


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_without_trouble(typed: str) -> None:
    read = skills_asked(typed)
    assert not read.asked & read.useful
    assert all(skill_name(number) for number in read.asked | skills_in(typed))
