"""Handing out a paper as a file with a name that says what it is, of which day."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime

from nhipcau.fairs.models import FairSession

PDF: Final = "application/pdf"
SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SIZES: Final = ("a3", "a4")


def handed(body: bytes, kind: str, session: FairSession, name: str, ending: str) -> HttpResponse:
    """A PDF opens in the browser, ready to print; other files are saved."""
    file = f"{name}-{localtime(session.starts):%Y-%m-%d}-{session.pk}.{ending}"
    way = "inline" if kind == PDF else "attachment"
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": f'{way}; filename="{file}"'})


def paper_size(request: HttpRequest) -> str:
    """`?kho=a4`; large paper otherwise."""
    asked = request.GET.get("kho", "")
    return asked if asked in SIZES else SIZES[0]
