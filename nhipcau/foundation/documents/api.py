"""Papers: a Typst template and plain data become a PDF. Faces with Vietnamese letters come with the library."""

import json
import re
from pathlib import Path
from typing import Any, Final, Literal

import segno
import typst

from nhipcau.foundation.documents.letters import plain_docx

__all__ = ["form_of", "pages_of", "pdf", "pictures", "plain_docx", "qr_svg"]
Standard = Literal["a-1b", "a-3b"]
PACKAGE: Final = Path(__file__).resolve().parents[2]
PART: Final = re.compile(rb"<pdfaid:part>(\d)")
LEVEL: Final = re.compile(rb"<pdfaid:conformance>(\w)")
PAGE: Final = re.compile(rb"/Type\s*/Page\b")


def pdf(template: Path, data: dict[str, Any], *, standard: Standard | None = None) -> bytes:
    """The template reads `json(bytes(sys.inputs.data))`. Raises typst.TypstError when it cannot be set.

    The root is the package: a template may import "/foundation/documents/papers/official.typ".
    `standard` is that of the archive: "a-1b" for papers to be kept, "a-3b" where a file is attached. The latter refuses
    letters that our faces lack, such as Korean ones in a name; then the paper is set as a plain PDF, and form_of tells.
    """
    try:
        return _set(template, data, standard)
    except typst.TypstError:
        if standard is None:
            raise
        return _set(template, data, None)


def form_of(body: bytes) -> str:
    """PDF/A-1b, PDF/A-3b, or PDF."""
    said = [PART.search(body), LEVEL.search(body)]
    return "PDF/A-" + "".join(found[1].decode().lower() for found in said if found) if all(said) else "PDF"


def pictures(template: Path, data: dict[str, Any], *, per_inch: int = 110) -> list[bytes]:
    """The same pages as PNG, for eyes: `make look` leaves them under var/look/papers/."""
    made: Any = typst.compile(str(template), format="png", ppi=per_inch, **_inputs(data))
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made)]


def _set(template: Path, data: dict[str, Any], standard: Standard | None) -> bytes:
    return bytes(typst.compile(str(template), format="pdf", pdf_standards=standard, **_inputs(data)))


def _inputs(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "root": str(PACKAGE),
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False)},
        "ignore_system_fonts": True,
    }


def pages_of(body: bytes) -> int:
    """How many pages a PDF of ours has."""
    return len(PAGE.findall(body))


def qr_svg(text: str) -> str:
    """A QR drawing for a template: `image(bytes(data.qr), format: "svg")`."""
    return str(segno.make(text, micro=False, error="m").svg_inline(scale=4, border=0, dark="#000", light=None))
