"""`manage.py explain`: a score to the last point, for machines and for people."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from nhipcau.matching.suitability.edition import edition
from tests.reference.factories import CommuneFactory, OccupationFactory
from tests.seekers.factories import SeekerFactory
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[int, int]:
    work = OccupationFactory(code="8153", name="Thợ vận hành máy may", name_en="Sewing machine operators")
    seeker = SeekerFactory(
        commune=CommuneFactory(latitude=21.0, longitude=106.0),
        wished_occupation=work,
        wished_pay=9_000_000,
        wished_shift="day",
        birth_date="1985-01-01",
        ethnicity="Tày",
    )
    vacancy = VacancyFactory(
        on_board=True,
        title="Công nhân may",
        occupation=work,
        commune=CommuneFactory(latitude=21.05, longitude=106.0),
        shift="night",
        pay_from=9_000_000,
        pay_to=11_000_000,
        requirements="Biết may 1 kim",
        age_to=35,
        age_reason="Việc nặng",
    )
    return seeker.pk, vacancy.pk


def explain(*args: Any) -> str:
    out = StringIO()
    call_command("explain", *args, stdout=out)
    return out.getvalue()


def test_json_holds_both_sides_in_both_languages_and_adds_up(pair: tuple[int, int]) -> None:
    told = json.loads(explain(*pair, "--json"))

    lines = [*told["wished"]["criteria"], *told["asked"]["criteria"]]
    assert (told["score"], told["most"], told["suggested"]) == (790, 1000, False)
    assert sum(line["points"] for line in lines) == told["score"]
    assert [told[side]["points"] for side in ("wished", "asked")] == [610, 180]
    assert (told["scale"], told["data_time"]) == (edition(), "2026-03-10T12:00:00+07:00")
    assert lines[0]["words"] == {
        "person": {
            "vi": "Đúng việc bạn tìm: Thợ vận hành máy may.",
            "en": "It is work you look for: Sewing machine operators.",
        },
        "office": {
            "vi": "Đúng việc người này tìm: Thợ vận hành máy may.",
            "en": "It is work this person looks for: Sewing machine operators.",
        },
    }
    assert [gate["gate"] for gate in told["gates"]] == ["shift"]
    assert told["gates"][0]["words"]["person"]["vi"] == "Khác ca: “Ca đêm”; bạn chọn “Chỉ làm ca ngày”."
    assert "35" in told["notes"][0]["office"]["vi"]
    assert told["person"]["wishes"] == ["8153"]
    assert told["opening_facts"]["skills"] == [1]
    assert [line["criterion"] for line in lines if line["must"]] == []
    assert told["person"]["musts"] == told["opening_facts"]["musts"] == []


def test_json_says_nothing_of_what_never_counts(pair: tuple[int, int]) -> None:
    told = explain(*pair, "--json")
    assert "Tày" not in told
    assert not {"sex", "ethnicity", "age", "avoids"} & set(json.loads(told)["person"])


def test_text_is_for_a_person_to_read(pair: tuple[int, int]) -> None:
    said = explain(*pair)

    assert said.startswith("Công nhân may: 790/1000")
    assert "Gần nhà: 5 km." in said
    assert "Thiếu: May máy một kim." in said
    assert "✗ Khác ca:" in said
    assert said.endswith(f"scale {edition()} · 2026-03-10 12:00\n")
    assert "Near home: 5 km." in explain(*pair, "--language", "en")


@pytest.mark.parametrize("which", [0, 1])
def test_who_or_what_is_not_there_is_said(pair: tuple[int, int], which: int) -> None:
    numbers = list(pair)
    numbers[which] = 0
    with pytest.raises(CommandError, match=("person", "opening")[which]):
        explain(*numbers)
