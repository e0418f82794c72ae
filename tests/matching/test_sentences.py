"""A score opens into sentences in both languages, for both readers, and they add up to it."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from nhipcau.matching.suitability import UNKNOWN, Criterion, Gate, Opening, Person, suitability
from nhipcau.matching.suitability.gates import outside_the_age
from nhipcau.matching.suitability.sentences import Names, Reader, Tone, explained
from tests.matching.pairs import openings, persons
from tests.matching.test_suitability import FACTORY, SEWER

NAMES = Names({"8153": "Thợ vận hành máy may", "7212": "Thợ hàn"})
readers = st.sampled_from(list(Reader))
languages = st.sampled_from(["vi", "en"])


def words(person: Person, opening: Opening, criterion: Criterion, reader: Reader = Reader.PERSON) -> str:
    with override("vi"):
        found = explained(person, opening, reader, NAMES)
    return next(line.words for line in found.lines if line.criterion == criterion)


def test_the_person_reads_what_the_centre_would_say() -> None:
    welding = replace(FACTORY, pay_from=90, skills=frozenset({39}))

    assert words(SEWER, welding, Criterion.PLACE) == "Gần nhà: 6 km."
    assert words(SEWER, welding, Criterion.PAY) == "Lương 9–11 triệu/tháng, cao hơn mong muốn của bạn."
    assert words(SEWER, replace(welding, pay_from=60), Criterion.PAY) == (
        "Lương 6–11 triệu/tháng; mức bạn mong muốn 9 triệu/tháng nằm trong khoảng này."
    )
    assert words(SEWER, FACTORY, Criterion.PAY) == "Lương đến 11 triệu/tháng; bạn mong muốn 9 triệu/tháng."
    assert words(SEWER, welding, Criterion.SKILLS) == "Thiếu: Chứng chỉ hàn 3G."
    assert words(SEWER, welding, Criterion.OCCUPATION) == "Đúng việc bạn tìm: Thợ vận hành máy may."
    assert (
        words(SEWER, welding, Criterion.OCCUPATION, Reader.OFFICE) == "Đúng việc người này tìm: Thợ vận hành máy may."
    )


def test_what_nobody_said_has_a_sentence_too() -> None:
    silent = Person()
    assert words(silent, FACTORY, Criterion.SHIFT, Reader.OFFICE) == "Chưa rõ ca làm mong muốn."
    assert words(silent, FACTORY, Criterion.SHIFT) == "Bạn chưa cho biết ca làm mong muốn."
    assert words(SEWER, Opening(), Criterion.PLACE) == "Tin tuyển chưa ghi xã, phường."
    assert words(silent, Opening(pay=80, usual_pay=85), Criterion.PAY) == (
        "Lương đến 8 triệu/tháng, thấp hơn mức thường trả cho việc này ở đây: 8,5 triệu/tháng."
    )


def test_a_bus_that_may_pass_by_is_to_be_asked_for_beyond_the_nearest_fifteen_kilometres() -> None:
    near, middling, far = (
        replace(FACTORY, latitude=21.27 + (km + 0.5) / 111.2, longitude=106.1, has_bus=True) for km in (14, 20, 42)
    )
    assert words(SEWER, near, Criterion.PLACE) == "Gần nhà: 14 km."
    for there, km in ((middling, 20), (far, 42)):
        assert words(SEWER, there, Criterion.PLACE) == (
            f"Cách nhà {km} km. Có xe đưa đón: hỏi xem xe có qua chỗ bạn không."
        )
    with override("vi"):
        tones = [explained(SEWER, there, Reader.PERSON).lines[1].tone for there in (near, middling, far)]
    assert tones == [Tone.GOOD, Tone.NEUTRAL, Tone.NEUTRAL]


def test_nought_months_is_said_as_none_or_less_than_a_year() -> None:
    assert words(SEWER, Opening(months=0), Criterion.EXPERIENCE) == "Không yêu cầu kinh nghiệm."
    assert words(SEWER, Opening(under_a_year=True), Criterion.EXPERIENCE) == "Yêu cầu kinh nghiệm dưới 1 năm."


def test_two_bars_say_how_much_of_each_side_is_met() -> None:
    with override("vi"):
        found = explained(SEWER, replace(FACTORY, skills=frozenset({39})), Reader.PERSON)

    wished, asked = found.bars
    assert (wished.title, wished.percent) == ("Hợp với mong muốn của bạn", 95)
    assert (asked.title, asked.percent) == ("Bạn đáp ứng yêu cầu", 60)


def test_a_recruiter_never_reads_what_somebody_must_avoid() -> None:
    person, opening = replace(SEWER, avoids=4), replace(FACTORY, conditions=4)
    with override("vi"):
        own = explained(person, opening, Reader.PERSON).obstacles[0]
        told = explained(person, opening, Reader.OFFICE).obstacles[0]

    assert (own.gate, own.words) == (Gate.HEALTH, "Việc có điều bạn cần tránh: Nâng dưới 5 kg.")
    assert told.words == "Không phù hợp với người này, vì lý do đã nói với trung tâm."


def test_an_age_limit_is_shown_with_its_numbers_and_counts_for_nothing() -> None:
    person, opening = replace(SEWER, age=41), replace(FACTORY, age_from=18, age_to=35)
    with override("vi"):
        found = explained(person, opening, Reader.OFFICE)

    assert found.notes == ("Tin tuyển ghi tuổi 18 đến 35; người này 41 tuổi. Tuổi không tính vào điểm.",)
    assert (found.score, found.obstacles) == (970, ())
    assert explained(replace(person, age=30), opening, Reader.OFFICE).notes == ()
    assert explained(person, opening, Reader.RECRUITER).notes == ()


@given(persons(), openings(), languages)
def test_no_recruiter_reads_how_old_somebody_is(person: Person, opening: Opening, language: str) -> None:
    """Two ages on the same side of every limit: whatever a recruiter may read is the same. Staff read the age itself."""
    older = [replace(person, age=age) for age in (71, 77)]
    with override(language):
        one, other = (explained(each, opening, Reader.RECRUITER) for each in older)
        office = [explained(each, opening, Reader.OFFICE) for each in older]
    assert one == other
    if outside_the_age(older[0], opening):
        assert office[0] != office[1]


@given(persons(), openings(), readers, languages)
def test_the_lines_add_up_to_the_score_and_every_line_and_gate_speaks(
    person: Person, opening: Opening, reader: Reader, language: str
) -> None:
    with override(language):
        found = explained(person, opening, reader)

    scored = suitability(person, opening)
    assert sum(line.points for line in found.lines) == found.score == scored.score
    assert sum(bar.points for bar in found.bars) == found.score
    assert sum(bar.most for bar in found.bars) == found.most == scored.most
    assert tuple(obstacle.gate for obstacle in found.obstacles) == scored.shut
    said = [*(line.words for line in found.lines), *(one.words for one in found.obstacles), *found.notes]
    assert all(one.endswith(".") and "%(" not in one for one in said)
    assert all(0 <= bar.percent <= 100 for bar in found.bars)


@given(persons(), openings())
@example(Person(skills=frozenset({1})), Opening(skills=frozenset({1}), useful=frozenset({2, 3, 4})))
def test_a_good_tone_never_stands_beside_nothing_earned_nor_a_missing_one_beside_all(
    person: Person, opening: Opening
) -> None:
    for line in explained(person, opening, Reader.PERSON).lines:
        assert not (line.tone == Tone.GOOD and line.points * 2 < line.most)
        assert not (line.tone == Tone.MISSING and line.points == line.most)


@pytest.mark.parametrize("reader, you", [(Reader.PERSON, "this person"), (Reader.OFFICE, "you")])
@given(person=persons(), opening=openings())
def test_each_reader_is_spoken_to_in_their_own_words(
    reader: Reader, you: str, person: Person, opening: Opening
) -> None:
    with override("en"):
        found = explained(person, opening, reader)
    said = [*(line.words for line in found.lines), *(one.words for one in found.obstacles), *found.notes]
    assert [one for one in said if f" {you} " in f" {one.lower()} "] == []


def test_the_age_of_the_law_says_that_it_is_the_law() -> None:
    lawful = replace(FACTORY, age_from=18, age_to=UNKNOWN, age_is_law=True)
    with override("vi"):
        found = explained(replace(SEWER, age=16), lawful, Reader.PERSON)
    assert [one.words for one in found.obstacles] == ["Luật quy định tuổi cho việc này: từ 18; bạn 16 tuổi."]


def test_who_is_too_far_is_told_why_neither_bus_nor_bed_helps() -> None:
    far = replace(FACTORY, latitude=22.3, longitude=106.1)

    def said(opening: Opening, **person: Any) -> str:
        with override("vi"):
            return explained(replace(SEWER, **person), opening, Reader.PERSON).obstacles[0].words

    assert said(far).startswith("Quá xa: ")
    assert "không có xe đưa đón hay ký túc xá" in said(far)
    assert "không có xe đưa đón" not in said(replace(far, has_bus=True))
    assert "Xe đưa đón khó đến" in said(replace(far, has_bus=True))
    assert "bạn chưa chọn ở ký túc xá" in said(replace(far, has_bus=True, has_dormitory=True))
    assert "bạn chỉ đi" in said(far, farthest_km=10) or "10 km" in said(far, farthest_km=10)


def test_a_recruiter_hears_whether_the_pay_reaches_and_not_what_is_expected() -> None:
    for offered in (70, 85, 95, 120):
        for reader, told in ((Reader.OFFICE, True), (Reader.RECRUITER, False)):
            with override("vi"):
                lines = explained(replace(SEWER, pay=91), replace(FACTORY, pay=offered, pay_from=offered), reader).lines
            line = next(line for line in lines if line.criterion == Criterion.PAY)
            assert ("9,1" in line.words) == (told and offered < 91), (offered, reader, line.words)
