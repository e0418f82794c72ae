"""Sheets in: what is read, and what is refused in plain words."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date

import openpyxl
import pytest
from django.utils.translation import override

from nhipcau.foundation.sheets import reading, trouble
from nhipcau.foundation.sheets.api import CannotRead, Table, read_table, workbook
from tests.foundation.test_files import of_tomorrow

LINES = [["Tên việc", "Lương", "Số người"], ["Công nhân may", "9-12 triệu", "20"], ["Thợ hàn", "thoả thuận", "5"]]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def xlsx(rows: list[list[object]], *, merged: tuple[str, ...] = (), title: str = "Việc làm") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def csv(rows: list[list[str]], between: str = ",") -> str:
    return "\r\n".join(between.join(f'"{cell}"' for cell in row) for row in rows)


def refusal(name: str, body: bytes) -> str:
    with pytest.raises(CannotRead) as refused:
        read_table(name, body)
    return str(refused.value)


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_every_encoding_and_with_every_separator(between: str, encoding: str) -> None:
    grid = read_table("a.csv", csv(LINES, between).encode(encoding))

    assert grid.headings == tuple(LINES[0])
    assert [row.cells for row in grid.rows] == [tuple(row) for row in LINES[1:]]
    assert [row.number for row in grid.rows] == [2, 3]


def test_the_old_windows_page_of_vietnamese_is_read() -> None:
    body = csv([["Tên", "Lương"], ["Thợ hàn", "8 triệu"]]).encode("cp1258", errors="ignore")

    grid = read_table("a.csv", body)

    assert grid.headings[0] == "Tên"
    assert len(grid.rows) == 1


def test_a_workbook_shows_cells_as_people_see_them() -> None:
    body = xlsx([["Tên", "Lương", "Hạn", "KTX"], ["May", 9000000, date(2026, 3, 5), True], ["Hàn", 9.5, None, False]])

    grid = read_table("a.xlsx", body)

    assert grid.sheet == "Việc làm"
    assert [row.cells for row in grid.rows] == [
        ("May", "9000000", "05/03/2026", "có"),
        ("Hàn", "9.5", "", "không"),
    ]


def test_what_a_file_holds_decides_and_not_its_name() -> None:
    assert read_table("a.csv", xlsx(LINES)).headings == tuple(LINES[0])
    assert read_table("a.xlsx", csv(LINES).encode()).headings == tuple(LINES[0])


def test_headings_are_found_under_a_title_in_two_lines_and_above_their_numbers() -> None:
    body = xlsx(
        [
            ["DANH SÁCH VIỆC LÀM TRỐNG"],
            [],
            ["Tên việc", "Mức lương", None, "Nơi làm"],
            [None, "Từ", "Đến", None],
            ["(1)", "(2)", "(3)", "(4)"],
            ["May", 9, 12, "Bắc Ninh"],
        ],
        merged=("A1:D1", "A3:A4", "B3:C3", "D3:D4"),
    )

    grid = read_table("a.xlsx", body)

    assert grid.headings == ("Tên việc", "Mức lương Từ", "Mức lương Đến", "Nơi làm")
    assert [(row.number, row.cells) for row in grid.rows] == [(6, ("May", "9", "12", "Bắc Ninh"))]


def test_the_first_sheet_that_holds_lines_is_read_and_the_others_are_named() -> None:
    body = workbook([Table("Bìa", ["Trung tâm"], []), Table("Việc", LINES[0], LINES[1:]), Table("Ghi chú", ["x"], [])])

    grid = read_table("a.xlsx", body)

    assert (grid.sheet, grid.others) == ("Việc", ("Bìa", "Ghi chú"))


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\r\n \r\n", "empty"),
        ("a.csv", csv(LINES[:1]).encode(), "no line under"),
        ("a.pdf", b"%PDF-1.7 ...", "not a sheet"),
        ("a.csv", bytes(range(256)) * 40, "not a sheet"),
        ("a.xls", b"<html><table><tr><td>x</td></tr></table></html>", "web page"),
        ("a.xls", reading.OLD_EXCEL + b"\x00" * 600 + reading.LOCKED, "password"),
        ("a.xls", reading.OLD_EXCEL + b"\x00" * 600, "damaged"),
        ("a.xlsx", b"PK\x03\x04 and nothing more", "damaged"),
        ("a.xlsx", of_tomorrow(xlsx(LINES)), "damaged"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_in_plain_words(name: str, body: bytes, words: str) -> None:
    assert words in refusal(name, body)


def test_a_parcel_of_other_things_is_no_sheet() -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as parcel:
        parcel.writestr("word/document.xml", "<x/>")

    assert "not a sheet" in refusal("a.docx", body.getvalue())


def test_a_file_over_ten_megabytes_is_refused_and_one_below_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    body = csv(LINES).encode()
    monkeypatch.setattr(trouble, "MOST_BYTES", len(body))
    assert read_table("a.csv", body).headings == tuple(LINES[0])

    monkeypatch.setattr(trouble, "MOST_BYTES", len(body) - 1)
    assert "10 MB" in refusal("a.csv", body)


def test_what_unpacks_to_too_much_is_refused_and_what_does_not_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    body = xlsx([["Tên", "Mô tả"], *[[f"Việc {n}", "a" * 500] for n in range(300)]])
    assert len(read_table("a.xlsx", body).rows) == 300

    monkeypatch.setattr(trouble, "MOST_UNPACKED", 10_000)
    assert "unpacks" in refusal("a.xlsx", body)


def test_a_parcel_that_lies_about_its_size_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its list says ten bytes, its content unpacks to a hundred thousand."""
    monkeypatch.setattr(trouble, "MOST_UNPACKED", 50_000)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr("xl/workbook.xml", "a" * 100_000)
    size, lie = (100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")

    assert "unpacks" in refusal("a.xlsx", held.getvalue().replace(size, lie))


def test_lines_and_columns_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["a", "b", "c"], *[[str(n), "x", "y"] for n in range(12)]]
    for body, name in ((csv(rows).encode(), "a.csv"), (xlsx(rows), "a.xlsx")):
        monkeypatch.setattr(trouble, "MOST_LINES", 12)
        monkeypatch.setattr(trouble, "MOST_COLUMNS", 3)
        assert len(read_table(name, body).rows) == 12
        monkeypatch.setattr(trouble, "MOST_LINES", 11)
        assert "20,000 lines" in refusal(name, body)
        monkeypatch.setattr(trouble, "MOST_LINES", 12)
        monkeypatch.setattr(trouble, "MOST_COLUMNS", 2)
        assert "80 columns" in refusal(name, body)


def test_a_cell_at_the_far_end_of_a_sheet_harms_nobody() -> None:
    """Readers that lay out the whole rectangle would ask for hundreds of gigabytes."""
    book = openpyxl.Workbook()
    book.active["A1"] = "Tên"
    book.active["XFD1048576"] = "x"
    body = io.BytesIO()
    book.save(body)

    assert refusal("a.xlsx", body.getvalue())


def test_a_formula_shows_what_it_came_to_and_runs_nothing() -> None:
    body = workbook([Table("Việc", ["Tên", "Lương"], [["=1+1", "'=HYPERLINK(1)"]])])

    assert read_table("a.xlsx", body).rows[0].cells == ("=1+1", "'=HYPERLINK(1)")


def test_signs_that_a_database_refuses_are_left_out() -> None:
    grid = read_table("a.csv", "Tên công việc,Lương\nMay\x01 áo,9\n".encode())

    assert grid.rows[0].cells == ("May áo", "9")
