"""`manage.py search` and `rebuild_search`."""

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.vacancies.factories import VacancyFactory
from tests.vacancies.places import small_map
from tests.vacancies.searching import search_root

__all__ = ["search_root"]
pytestmark = pytest.mark.django_db
FILE = """id,job_title,company,salary,location,description
1,Công nhân may áo,Cty A,8 - 10 triệu,Việt Yên,có ký túc xá
2,Thợ hàn CO2,Cty B,Thoả thuận,Lũng Cú,
3,Thợ may,Cty C,7 triệu,Việt Yên,
"""


def searched(*words: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("search", *words, "--json", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def started() -> str:
    """What the demo does at its start."""
    out = io.StringIO()
    call_command("rebuild_search", "--if-needed", stdout=out)
    return out.getvalue().partition(" in ")[0]


def test_the_board_is_searched_and_what_was_understood_is_said(search_root: Path) -> None:
    here = small_map()
    meant = VacancyFactory(title="Công nhân may", commune=here.nenh, on_board=True)
    VacancyFactory(title="Bảo vệ", on_board=True)
    out = io.StringIO()
    call_command("rebuild_search", stdout=out)

    (answer,) = searched("cong nhan mya viet yen")

    assert out.getvalue().startswith("2 openings")
    assert [hit["id"] for hit in answer["hits"]] == [meant.pk]
    assert (answer["by"], answer["total"], answer["respelled"]) == ("index", 1, "cong nhan may viet yen")
    assert [part["kind"] for part in answer["understood"]] == ["words", "place"]


def test_an_index_that_can_be_trusted_is_gone_on_with(search_root: Path) -> None:
    assert started() == "0 changed openings"
    VacancyFactory(on_board=True)
    assert started() == "1 changed openings"
    assert started() == "0 changed openings"

    shutil.rmtree(search_root / "openings")
    assert started() == "1 openings"


def test_any_file_of_openings_can_be_searched(tmp_path: Path) -> None:
    small_map()
    path = tmp_path / "openings.csv"
    path.write_text(FILE, encoding="utf-8")

    sewing, paid, welding, housed = searched(
        "may viet yen", "may tu 8 trieu", "tho han", "may co ktx", "--corpus", str(path)
    )

    assert {hit["line"] for hit in sewing["hits"]} == {1, 3}
    assert [hit["line"] for hit in paid["hits"]] == [1]
    assert [hit["title"] for hit in welding["hits"]] == ["Thợ hàn CO2"]
    assert [hit["line"] for hit in housed["hits"]] == [1]


def test_a_file_without_a_title_is_refused_with_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")

    with pytest.raises(CommandError, match="a, b"):
        call_command("search", "may", "--corpus", str(path))


def test_a_search_can_be_read_by_people(db: None) -> None:
    VacancyFactory(title="Thợ hàn", on_board=True)
    out = io.StringIO()
    call_command("search", "tho han", stdout=out)

    assert "Thợ hàn" in out.getvalue()


@pytest.mark.parametrize("limit", ["0", "-3"])
@pytest.mark.parametrize("where", ["board", "corpus"])
def test_a_limit_that_prints_nothing_is_refused(tmp_path: Path, limit: str, where: str) -> None:
    path = tmp_path / "openings.csv"
    path.write_text(FILE, encoding="utf-8")
    corpus = ["--corpus", str(path)] if where == "corpus" else []

    with pytest.raises(CommandError, match="from 1"):
        call_command("search", "may", *corpus, f"--limit={limit}")


def test_as_many_as_asked_for_are_printed_over_the_pages_of_the_board() -> None:
    VacancyFactory.create_batch(52, title="Công nhân may", on_board=True)

    ids = [hit["id"] for hit in searched("may", "--limit", "50")[0]["hits"]]

    assert len(set(ids)) == 50
    assert len(searched("may", "--limit", "60")[0]["hits"]) == 52


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_other_separators_than_a_comma_are_seen(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "openings.csv"
    path.write_text(FILE.replace(",", separator), encoding="utf-8")

    assert {hit["line"] for hit in searched("may", "--corpus", str(path))[0]["hits"]} == {1, 3}


def test_a_file_of_one_column_is_refused_with_what_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("title\nmay\n", encoding="utf-8")

    with pytest.raises(CommandError, match=r"one column.*a company, a place, a salary and a text"):
        call_command("search", "may", "--corpus", str(path))
