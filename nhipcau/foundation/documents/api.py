"""Papers: a Typst template and plain data become a PDF. Faces with Vietnamese letters come with the library."""

import json
import re
from pathlib import Path
from typing import Any, Final

import segno
import typst

from nhipcau.foundation.documents.letters import DOCX, plain_docx

__all__ = ["DOCX", "pages_of", "pdf", "plain_docx", "qr_svg"]
PACKAGE: Final = Path(__file__).resolve().parents[2]
PAGE: Final = re.compile(rb"/Type\s*/Page\b")


def pdf(template: Path, data: dict[str, Any], *, standard: str | None = None) -> bytes:
    """The template reads `json(bytes(sys.inputs.data))`. Raises typst.TypstError when it cannot be set.

    The root is the package: a template may import "/foundation/documents/papers/official.typ".
    `standard` is that of the archive: "a-1b" for papers to be kept, "a-3b" where a file is attached.
    """
    return bytes(
        typst.compile(
            str(template),
            format="pdf",
            root=str(PACKAGE),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            ignore_system_fonts=True,
            pdf_standards=standard,
        )
    )


def pages_of(body: bytes) -> int:
    """How many pages a PDF of ours has."""
    return len(PAGE.findall(body))


def qr_svg(text: str) -> str:
    """A QR drawing for a template: `image(bytes(data.qr), format: "svg")`."""
    return str(segno.make(text, micro=False, error="m").svg_inline(scale=4, border=0, dark="#000", light=None))
