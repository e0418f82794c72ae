"""What one side says must be so: it shuts a gate, takes no points, and a silence never shuts it."""

from dataclasses import replace

import pytest
from django.utils.translation import override
from hypothesis import given

from nhipcau.matching.suitability import ASKED, UNKNOWN, WISHED, Criterion, Gate, Opening, Person, musts_of, suitability
from nhipcau.matching.suitability.scale import MUST, named
from nhipcau.matching.suitability.sentences import Reader, explained
from nhipcau.matching.suitability.whatif import Otherwise, for_opening, for_person
from nhipcau.matching.suitability.wishes import same_kind
from nhipcau.matching.suitability.words.changes import openings_more, people_more
from tests.matching.pairs import openings, persons
from tests.matching.test_suitability import FACTORY, SEWER

KOREAN, ENGLISH = frozenset({"ko"}), frozenset({"en"})
LATE = replace(SEWER, starts_on=739_008), replace(FACTORY, starts_on=739_000)
SHORT = replace(SEWER, contract="short"), replace(FACTORY, contract="12_36")
SKILLED = replace(SEWER, skills=frozenset({1})), replace(FACTORY, skills=frozenset({1, 2}))
SPOKEN = replace(SEWER, languages=ENGLISH), replace(FACTORY, languages=KOREAN | ENGLISH)
Fact = dict[str, object]
# A pair that is open; whose must shuts which gate; what the other side would have to be; a silence of either side.
OF_PERSON: list[tuple[Person, Opening, Criterion, Gate, Fact, Fact]] = [
    (SEWER, replace(FACTORY, occupation="8212"), Criterion.OCCUPATION, Gate.OCCUPATION, {"occupation": "8111"}, {"occupation": ""}),
    (SEWER, replace(FACTORY, pay=89), Criterion.PAY, Gate.PAY, {"pay": 90}, {"pay": UNKNOWN}),
    (SEWER, replace(FACTORY, shift="two"), Criterion.SHIFT, Gate.SHIFT, {"shift": "flexible"}, {"shift": ""}),
    (*SHORT, Criterion.CONTRACT, Gate.CONTRACT, {"contract": "up_to_12"}, {"contract": ""}),
    (*LATE, Criterion.START, Gate.START, {"starts_on": 739_001}, {"starts_on": UNKNOWN}),
]  # fmt: skip
OF_OPENING: list[tuple[Person, Opening, Criterion, Gate, Fact, Fact]] = [
    (*SKILLED, Criterion.SKILLS, Gate.SKILLS, {"skills": frozenset({1, 2, 3})}, {"skills": frozenset()}),
    (SEWER, replace(FACTORY, months=37), Criterion.EXPERIENCE, Gate.EXPERIENCE, {"months": 37}, {"months": UNKNOWN}),
    (replace(SEWER, schooling=2), FACTORY, Criterion.SCHOOLING, Gate.SCHOOLING, {"schooling": 3}, {"schooling": UNKNOWN}),
    (SEWER, replace(FACTORY, training=2), Criterion.TRAINING, Gate.TRAINING, {"training": 2}, {"training": UNKNOWN}),
    (*SPOKEN, Criterion.LANGUAGE, Gate.LANGUAGE, {"languages": KOREAN | ENGLISH}, {"languages": frozenset()}),
]  # fmt: skip


@pytest.mark.parametrize("person, opening, criterion, gate, met, silent", OF_PERSON)
def test_what_a_person_says_must_be_so_shuts_its_gate_and_no_other(
    person: Person, opening: Opening, criterion: Criterion, gate: Gate, met: Fact, silent: Fact
) -> None:
    saying = replace(person, musts=MUST[criterion])

    assert suitability(person, opening).shut == ()
    assert suitability(saying, opening).shut == (gate,)
    assert suitability(saying, opening).parts == suitability(person, opening).parts
    for said in (met, silent):
        assert suitability(saying, replace(opening, **said)).shut == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("person, opening, criterion, gate, met, silent", OF_OPENING)
def test_what_an_opening_says_must_be_so_shuts_its_gate_and_no_other(
    person: Person, opening: Opening, criterion: Criterion, gate: Gate, met: Fact, silent: Fact
) -> None:
    asking = replace(opening, musts=MUST[criterion])

    assert suitability(person, opening).shut == ()
    assert suitability(person, asking).shut == (gate,)
    assert suitability(person, asking).parts == suitability(person, opening).parts
    for said in (met, silent):
        assert suitability(replace(person, **said), asking).shut == ()  # type: ignore[arg-type]


def test_who_says_nothing_of_it_is_shut_out_by_no_must() -> None:
    silent = Person(musts=musts_of(WISHED, WISHED))
    assert suitability(silent, replace(FACTORY, contract="seasonal", starts_on=1)).shut == ()
    asking = Opening(musts=musts_of(ASKED, ASKED), pay=1, shift="night", contract="seasonal", starts_on=1)
    assert suitability(replace(SEWER, pay=UNKNOWN, shift=""), asking).shut == ()


@given(persons(), openings())
def test_a_must_only_shuts_gates_and_moves_no_point(person: Person, opening: Opening) -> None:
    before = suitability(replace(person, musts=0), replace(opening, musts=0))
    after = suitability(person, opening)

    assert after.parts == before.parts
    assert set(before.shut) <= set(after.shut)
    assert suitability(replace(person, musts=person.musts | MUST[Criterion.PLACE]), opening) == after


def test_work_done_before_is_of_the_kind_too_and_short_codes_are_judged_as_far_as_they_go() -> None:
    only = replace(SEWER, done=("7212",), musts=MUST[Criterion.OCCUPATION])

    assert suitability(only, replace(FACTORY, occupation="7213")).shut == ()
    assert suitability(only, replace(FACTORY, occupation="8")).shut == ()
    assert suitability(only, replace(FACTORY, occupation="9")).shut == (Gate.OCCUPATION,)
    pairs = [("81", "8153"), ("8", "8212"), ("8212", "8"), ("8212", "8153"), ("", "8153"), ("8153", "")]
    assert [same_kind(one, other) for one, other in pairs] == [True, True, True, False, False, False]


def test_a_mask_says_the_names_it_was_made_of_and_takes_none_of_the_other_side() -> None:
    assert musts_of(["start", "occupation", "start"], WISHED) == 33
    assert named(33, WISHED) == (Criterion.OCCUPATION, Criterion.START)
    assert (musts_of(ASKED, ASKED), musts_of([], ASKED)) == (31, 0)
    for name in ("skills", "sex"):
        with pytest.raises(ValueError, match=name):
            musts_of([name], WISHED)


@pytest.mark.parametrize(
    "found, words",
    [
        (OF_PERSON[0], "Việc thuộc nhóm khác; bạn đã chọn chỉ nhận việc thuộc nhóm đã nêu."),
        (OF_PERSON[1], "Lương quá thấp: đến 8,9 triệu/tháng; bạn đã chọn chỉ nhận từ 9 triệu/tháng trở lên."),
        (OF_PERSON[3], "Hợp đồng “12 đến 36 tháng”; bạn đã chọn chỉ nhận việc ngắn hạn."),
        (OF_PERSON[4], "Việc bắt đầu trước ngày bạn có thể đi làm 8 ngày; bạn đã chọn chỉ nhận việc chờ được."),
        (OF_OPENING[1], "Kinh nghiệm bắt buộc: 37 tháng; bạn có 3 năm."),
        (OF_OPENING[4], "Thiếu ngoại ngữ bắt buộc: tiếng Hàn."),
    ],
)
def test_each_has_its_sentence(found: tuple[Person, Opening, Criterion, Gate, Fact, Fact], words: str) -> None:
    person, opening, criterion, *_rest = found
    sides = {True: (replace(person, musts=MUST[criterion]), opening), False: (person, replace(opening, musts=MUST[criterion]))}  # fmt: skip
    with override("vi"):
        said = explained(*sides[criterion in WISHED], Reader.PERSON).obstacles

    assert [one.words for one in said] == [words]


def test_letting_a_must_go_opens_doors_and_says_how_many() -> None:
    person = replace(SEWER, contract="long", musts=musts_of(["contract", "occupation"], WISHED))
    seasonal = {n: replace(FACTORY, contract="seasonal") for n in range(4)}
    other = {n: replace(FACTORY, occupation="9329") for n in range(10, 12)}
    changes = for_person(person, {**seasonal, **other, 20: FACTORY})

    assert [(one.otherwise, one.more, one.at_top) for one in changes] == [
        (Otherwise.OTHER_CONTRACT, 4, 4),
        (Otherwise.OTHER_WORK, 2, 2),
    ]
    with override("vi"):
        said = openings_more(changes[0], person, Reader.PERSON)
    assert said == "Nếu bạn nhận cả loại hợp đồng khác: thêm 4 việc làm, trong đó 4 vào nhóm mười hợp nhất."


def test_an_enterprise_hears_how_many_a_must_keeps_away() -> None:
    opening = replace(FACTORY, months=24, musts=musts_of(["experience"], ASKED))
    changes = for_opening(opening, {n: replace(SEWER, months=12) for n in range(46)} | {90: SEWER})

    assert [(one.otherwise, one.more) for one in changes] == [(Otherwise.EXPERIENCE_OPEN, 46)]
    with override("en"):
        said = people_more(changes[0], opening)
    assert said == "If 2 years of experience were not a must: 46 more people, 9 of them among the ten that suit best."
