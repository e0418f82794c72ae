"""What a file is, told by its bytes. Pure."""

import io
import zipfile
from typing import Final

from nhipcau.foundation.files.models import Kind

MOST_UNPACKED: Final = 200 * 1024 * 1024  # bytes a zipped sheet may unfold to
MOST_PARTS: Final = 2000
SIGNATURES: Final = {
    b"%PDF-": Kind.PDF,
    b"\x89PNG\r\n\x1a\n": Kind.PNG,
    b"\xff\xd8\xff": Kind.JPEG,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Kind.XLS,
}
TEXT_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind_of(body: bytes) -> Kind | None:
    """None when it is nothing we take: also a zip that would unfold too far, or is broken."""
    for signature, kind in SIGNATURES.items():
        if body.startswith(signature):
            return kind
    if body.startswith(b"PK\x03\x04"):
        return _zipped(body)
    return Kind.CSV if _is_text(body) else None


def _zipped(body: bytes) -> Kind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                return None
            names = {part.filename for part in parts}
            if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
                return Kind.XLSX
            if "word/document.xml" in names:
                return Kind.DOCX
            sheet = b"application/vnd.oasis.opendocument.spreadsheet"
            is_ods = "mimetype" in names and archive.read("mimetype").strip() == sheet
    except (zipfile.BadZipFile, RuntimeError):  # a newer kind of archive, or a sealed one, is a RuntimeError
        return None
    return Kind.ODS if is_ods else None


def _is_text(body: bytes) -> bool:
    """No zero bytes and few control characters, or a mark that says which Unicode it is."""
    if body.startswith(TEXT_MARKS):
        return True
    start = body[:4096]
    return b"\0" not in start and sum(byte < 9 or 13 < byte < 32 for byte in start) == 0
