"""A file as the answer to a request."""

from pathlib import PurePath
from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

OPENED: Final = ".pdf"
KINDS: Final = {
    OPENED: "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def handed(body: bytes, name: str) -> HttpResponse:
    """A PDF opens in the browser, ready to print; the others are saved. `name` ends in .pdf, .xlsx or .docx.

    No proxy and no browser keeps it: most of these files speak of people.
    """
    ending = PurePath(name).suffix
    headers = {
        "Content-Disposition": str(content_disposition_header(ending != OPENED, name)),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(body, content_type=KINDS[ending], headers=headers)
