"""Plain words as a document to be edited: a heading and paragraphs in the face and size that offices use."""

import io
from typing import Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FACE: Final = "Times New Roman"
UNWRITABLE: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])  # XML takes no control characters


def plain_docx(words: str) -> bytes:
    """The first line is the heading; an empty line ends a paragraph."""
    document = Document()
    plain = document.styles["Normal"]
    plain.font.name, plain.font.size = FACE, Pt(14)
    plain.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(30), Mm(18), Mm(20), Mm(20)
    heading, _break, rest = words.translate(UNWRITABLE).strip().partition("\n")
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(heading).bold = True
    for paragraph in rest.split("\n\n"):
        if paragraph.strip():
            document.add_paragraph(paragraph.strip()).paragraph_format.space_after = Pt(6)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
