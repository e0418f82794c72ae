"""Text with commas, semicolons or tabs between its cells, in the encodings that Vietnamese sheets come in. Pure."""

import codecs
import csv
import io
import re
import unicodedata
from typing import Final

from nhipcau.foundation.sheets import trouble

BETWEEN: Final = ",;\t"
HARMFUL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
WEB_PAGE: Final = re.compile(r"\s*<(?:!doctype|html|head|table|meta|\?xml)", re.IGNORECASE)
MOST_NULS: Final = 0.2
LONGEST_CELL: Final = 40_000


def decoded(body: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16, or the old Windows page of Vietnamese."""
    if body.startswith(codecs.BOM_UTF8):
        return body.decode("utf-8-sig", errors="replace")
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", errors="replace")
    head = body[:4000]
    if head and head.count(0) / len(head) > MOST_NULS:
        return body.decode("utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be", errors="replace")
    try:
        return body.decode()
    except UnicodeDecodeError:
        return unicodedata.normalize("NFC", body.decode("cp1258", errors="replace"))


def looks_like_text(text: str) -> bool:
    head = text[:4000]
    odd = len(HARMFUL.findall(head)) + head.count("\ufffd")
    return bool(head.strip()) and odd * 20 < len(head)


def separator(text: str) -> str:
    """What stands between cells: of the first lines, the sign that cuts them alike and most often."""
    head = text[:20_000].splitlines()[:20]

    def regular(sign: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(head, delimiter=sign) if row]
        usual = max(set(widths), key=lambda width: (widths.count(width), width)) if widths else 1
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(BETWEEN, key=regular)


def rows(body: bytes) -> list[tuple[int, list[str]]]:
    """Lines with their numbers, as an editor counts them where cells hold no line breaks."""
    text = decoded(body)
    if WEB_PAGE.match(text):
        raise trouble.web_page()
    if not looks_like_text(text):
        raise trouble.not_a_sheet()
    text = HARMFUL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    csv.field_size_limit(LONGEST_CELL)
    found = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text))
        for number, row in enumerate(reader, 1):
            if any(cells := [cell.strip() for cell in row]):
                found.append((number, cells))
            if len(found) > trouble.MOST_LINES + 60:
                break
    except csv.Error:
        raise trouble.damaged() from None
    return found
