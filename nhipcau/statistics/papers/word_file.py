"""The same paper as a document to be edited (.docx), with styles, so that a change of one changes all."""

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as DocTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

from nhipcau.statistics.papers.official import Official, Table, writable

FACE: Final = "Times New Roman"
WIDTH: Final = 165  # mm between the margins of A4: 210 - 30 - 15
HEAD_WIDTHS: Final = (68, 97)
CELL, SMALL, LINE = "Table text", "Small table text", "Letterhead"


def word_file(paper: Official, *, now: datetime) -> bytes:
    """The bytes of the .docx."""
    document = Document()
    _set_up(document)
    _letterhead(document, paper)
    _title(document, paper)
    for block in paper.blocks:
        WRITERS[block.kind](document, block)
    if paper.signed:
        _closing(document, paper)
    said = document.core_properties
    said.title, said.author = writable(f"{paper.title} – {paper.about}"), writable(paper.head.centre)
    said.language = "vi-VN"
    said.created = said.modified = now.replace(tzinfo=None)
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


def _set_up(document: Doc) -> None:
    """A4, margins 20/20/30/15 mm, the number of the page at the top from the second page on, and the styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    styles: Any = document.styles
    for name in (CELL, SMALL, LINE):
        styles.add_style(name, 1).base_style = styles["Normal"]
    sizes = {"Normal": 13, "Title": 14, "Subtitle": 14, "Heading 1": 13, "Heading 2": 13, "List Bullet": 13}
    for name, size in {**sizes, CELL: 11, SMALL: 9, LINE: 12}.items():
        _style(styles[name], size, bold=name in {"Title", "Subtitle", "Heading 1", "Heading 2"})
    styles["Heading 2"].font.italic, styles["Heading 2"].font.bold = True, False
    styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for name in ("Title", "Subtitle", LINE):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in (CELL, SMALL, LINE, "Title", "Subtitle"):
        styles[name].paragraph_format.space_before = styles[name].paragraph_format.space_after = Pt(0)
    for name in (CELL, SMALL):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    borders = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        styles["Title"].element.pPr.remove(borders)
    _say_language(styles)


def _style(style: Any, size: int, *, bold: bool) -> None:
    style.font.name, style.font.size, style.font.bold = FACE, Pt(size), bold
    style.font.color.rgb, style.font.italic = RGBColor(0, 0, 0), False
    letters = style.element.get_or_add_rPr()
    for wide in letters.findall(qn("w:spacing")) + letters.findall(qn("w:kern")):
        letters.remove(wide)
    fonts = letters.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FACE)
    for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.space_before = Pt(0)


def _say_language(styles: Any) -> None:
    """The checker of spelling reads Vietnamese."""
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), "vi-VN")


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _letterhead(document: Doc, paper: Official) -> None:
    """Authority and centre to the left, the country and its motto to the right, each with its line below."""
    table = _grid(document, HEAD_WIDTHS)
    left, right = table.rows[0].cells
    if paper.head.authority:
        _line(left, paper.head.authority.upper(), 12)
    _line(left, paper.head.centre.upper(), 12, bold=True)
    _rule(left, 24)
    _line(right, _("SOCIALIST REPUBLIC OF VIET NAM"), 12, bold=True)
    _line(right, _("Independence - Freedom - Happiness"), 13, bold=True)
    _rule(right, 18)
    row: Any = table.add_row()  # type: ignore[no-untyped-call]
    left, right = row.cells
    _set_widths(table, HEAD_WIDTHS)
    _line(left, _("No.: %(number)s") % {"number": paper.number} if paper.number else "", 13)
    _line(right, paper.day, 13, italic=True)
    document.add_paragraph(style=LINE)


def _title(document: Doc, paper: Official) -> None:
    document.add_paragraph(writable(paper.title.upper()), style="Title")
    document.add_paragraph(writable(paper.about), style="Subtitle")
    _rule(document, 60)
    document.add_paragraph(style=LINE)


def _closing(document: Doc, paper: Official) -> None:
    """Where it goes, and who signs: side by side, on one page."""
    document.add_paragraph(style=LINE).paragraph_format.keep_with_next = True
    table = _grid(document, (WIDTH // 2, WIDTH - WIDTH // 2))
    left, right = table.rows[0].cells
    _line(left, _("Recipients:"), 12, bold=True, italic=True).alignment = WD_ALIGN_PARAGRAPH.LEFT
    for each in paper.recipients:
        _line(left, f"- {each}", 11).alignment = WD_ALIGN_PARAGRAPH.LEFT
    _line(right, paper.head.signatory_title.upper(), 13, bold=True)
    for _room in range(5):
        _line(right, "", 13)
    _line(right, paper.head.signatory, 13, bold=True)


def _grid(document: Doc, widths: tuple[int, ...]) -> DocTable:
    """A table of one row, without lines, that only places what stands in it."""
    table: DocTable = document.add_table(rows=1, cols=len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    _set_widths(table, widths)
    _whole(table.rows[0])
    for cell in table.rows[0].cells:
        cell.paragraphs[0]._p.getparent().remove(cell.paragraphs[0]._p)
    return table


def _line(cell: Cell, words: str, size: int, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """Cells of a new row begin with an empty line of their own; it is used first."""
    empty = [each for each in cell.paragraphs if not each.text and not each.runs]
    paragraph: Paragraph = empty[0] if empty and len(cell.paragraphs) == 1 else cell.add_paragraph()
    paragraph.style = LINE
    run = paragraph.add_run(writable(words))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def _rule(where: Cell | Doc, indent: int) -> None:
    """The thin line below a name: the lower border of an empty line, drawn in from both sides by so many mm."""
    paragraph = where.add_paragraph(style=LINE)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(indent)
    form.line_spacing = Pt(3)
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _set_widths(table: DocTable, widths: tuple[int, ...] | list[float]) -> None:
    """Both of the columns and of their cells: Word goes by one, LibreOffice by the other."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _heading(document: Doc, block: Any) -> None:
    document.add_paragraph(writable(block.words), style=f"Heading {block.level}").paragraph_format.keep_with_next = True


def _para(document: Doc, block: Any) -> None:
    form = document.add_paragraph(writable(block.words)).paragraph_format
    form.first_line_indent, form.keep_with_next = Mm(10), block.last


def _item(document: Doc, block: Any) -> None:
    document.add_paragraph(f"– {writable(block.words)}").paragraph_format.first_line_indent = Mm(10)


def _table(document: Doc, block: Table) -> None:
    """Its headings come again at the top of each page, and no row is torn in two."""
    table = document.add_table(rows=1, cols=len(block.headings), style="Table Grid")
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    widths = [Mm(WIDTH * share / sum(block.widths)) for share in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    style = document.styles[SMALL if block.small else CELL]
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for paragraph in _row(head, block.headings, widths, style):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.runs[0].bold = True
    for said in block.rows:
        paragraphs = _row(table.add_row(), said, widths, style)
        for column in block.numbers:
            paragraphs[column].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph(style=LINE)


def _row(row: Any, said: Sequence[str], widths: Sequence[int], style: Any) -> list[Paragraph]:
    """Cells are asked for once: the library finds them anew each time."""
    _whole(row)
    paragraphs = []
    for cell, words, width in zip(row.cells, said, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.style = style
        paragraph.add_run(writable(str(words)))
        paragraphs.append(paragraph)
    return paragraphs


WRITERS: Final[dict[str, Callable[[Doc, Any], None]]] = {
    "heading": _heading,
    "para": _para,
    "item": _item,
    "table": _table,
}
