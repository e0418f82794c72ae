"""The report to be edited: its layout is that of official papers, in styles, and long names do not break it."""

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from nhipcau.employers.models import Employer
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession
from nhipcau.foundation.documents import api as documents
from nhipcau.foundation.files import api as files
from nhipcau.foundation.outbox import api as outbox
from nhipcau.statistics.models import RecordPaper, SessionRecord
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.statistics.day import LONG_COMPANY, LONG_PERSON, day

Kind = RecordPaper.Kind


def record_of(**said: Any) -> SessionRecord:
    made = day(**said)
    fairs.close_session(session=made.session, by=staff("operator", made.centre), now=NOON)
    outbox.deliver_waiting()
    return SessionRecord.objects.get()


def report(record: SessionRecord) -> Any:
    return Document(io.BytesIO(files.read(record.papers.get(kind=Kind.REPORT_DOCX).file)))


def words(document: Any) -> str:
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *tables])


@pytest.fixture
def document(db: None) -> Any:
    return report(record_of())


def test_the_page_and_the_letters_are_those_of_official_papers(document: Any) -> None:
    page = document.sections[0]
    assert [round(side / Mm(1)) for side in (page.page_width, page.page_height)] == [210, 297]
    sides = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(side / Mm(1)) for side in sides] == [20, 20, 30, 15]
    plain = document.styles["Normal"]
    assert (plain.font.name, plain.font.size) == ("Times New Roman", Pt(13))
    assert plain.element.rPr.rFonts.get(qn("w:eastAsia")) == "Times New Roman"
    assert page.different_first_page_header_footer
    assert page.header._element.xpath(".//w:fldSimple/@w:instr") == ["PAGE"]


def test_the_head_names_the_authority_the_centre_the_country_the_number_and_the_day(document: Any) -> None:
    head = document.tables[0]
    assert head.style is None or "Grid" not in head.style.name
    left, right = (cell.text.split("\n") for cell in head.rows[0].cells)
    assert left[:2] == ["SỞ NỘI VỤ TỈNH BẮC NINH", "TRUNG TÂM DỊCH VỤ VIỆC LÀM BẮC NINH SỐ 1 (MẪU)"]
    assert right[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert [cell.text for cell in head.rows[1].cells] == [
        "Số: 01/BC-TTDVVL",
        "Bắc Ninh, ngày 10 tháng 3 năm 2026",
    ]
    assert len(head._tbl.xpath(".//w:pBdr/w:bottom")) == 2


def test_sections_are_headings_and_tables_repeat_theirs(document: Any) -> None:
    titles = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert [title.split(".")[0] for title in titles] == ["I", "II", "III", "IV", "V", "VI"]
    tables = document.tables[1:-1]
    assert len(tables) > 8
    for table in tables:
        assert table.style.name == "Table Grid"
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)
        widths = [int(width) for width in table._tbl.xpath("./w:tblGrid/w:gridCol/@w:w")]
        assert sum(widths) == pytest.approx(165 / 25.4 * 1440, abs=20)


def test_the_five_figures_stand_there_each_with_its_meaning(document: Any) -> None:
    figures = document.tables[1]
    assert [row.cells[0].text for row in figures.rows[1:]] == ["1", "2", "3", "4", "5"]
    assert all(row.cells[2].text and row.cells[3].text for row in figures.rows[1:])


def test_it_ends_with_who_gets_it_and_who_signs(document: Any) -> None:
    left, right = (cell.text.split("\n") for cell in document.tables[-1].rows[0].cells)
    assert left == [
        "Nơi nhận:",
        "- Sở Nội vụ tỉnh Bắc Ninh (để báo cáo);",
        "- Các điểm cầu thành phần;",
        "- Lưu: VT, hồ sơ phiên.",
    ]
    assert (right[0], right[-1]) == ("GIÁM ĐỐC", "Dương Minh Đức (mẫu)")
    assert document.tables[-1].rows[0]._tr.xpath("./w:trPr/w:cantSplit")


def test_it_says_why_openings_found_nobody_and_names_no_person(db: None) -> None:
    record = record_of(long=True)
    said = words(report(record))

    assert "Chưa đủ tay nghề" in said
    assert LONG_COMPANY.format(n=1) in said
    assert LONG_PERSON.split(" ", maxsplit=1)[0] + " Phước" not in said


def test_long_names_break_no_paper(db: None) -> None:
    record = record_of(long=True)
    assert {paper.kind: bool(paper.pages) for paper in record.papers.all()} == {
        **dict.fromkeys(Kind.values, True),
        Kind.REPORT_DOCX: False,
    }


def test_a_centre_that_has_written_nothing_yet_still_gets_its_papers(db: None) -> None:
    made = day(people=0, enterprises=0)
    type(made.centre).objects.update(superior="", document_sign="", signatory="", signatory_title="")
    fairs.close_session(session=made.session, by=staff("operator", made.centre), now=NOON)
    outbox.deliver_waiting()

    document = report(SessionRecord.objects.get())

    assert "Số: 01/BC-TTDVVL" in words(document)
    assert document.tables[-1].rows[0].cells[1].text.startswith("GIÁM ĐỐC")


def test_a_name_with_what_no_document_takes_costs_no_paper(db: None) -> None:
    made = day(people=2, enterprises=1)
    Employer.objects.update(name="Công ty\x0b \x1fA & <b>B</b> #let $x$")
    FairSession.objects.update(title="Phiên \x08 *thứ* _Năm_ \\ #1")
    fairs.close_session(session=made.session, by=staff("operator", made.centre), now=NOON)
    outbox.deliver_waiting()

    assert "Công ty A & <b>B</b> #let $x$" in words(report(SessionRecord.objects.get()))


def test_letters_that_our_faces_lack_cost_no_paper(db: None) -> None:
    """PDF/A-3 takes none of them, so that the inventory is a plain PDF then; the document to be edited has them all."""
    made = day(people=2, enterprises=1)
    Employer.objects.update(name="Công ty 株式会社 (mẫu)")
    FairSession.objects.update(title="Phiên 채용 박람회")
    fairs.close_session(session=made.session, by=staff("operator", made.centre), now=NOON)
    outbox.deliver_waiting()

    record = SessionRecord.objects.get()

    assert documents.form_of(files.read(record.papers.get(kind=Kind.INVENTORY).file)) == "PDF"
    assert {paper["form"] for paper in record.manifest["papers"]} == {"PDF/A-1b", "DOCX"}
    assert "Công ty 株式会社 (mẫu)" in words(report(record))
