"""Papers of a session as files, each with a name that says what it is, of which day."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime

from nhipcau.fairs.models import FairSession
from nhipcau.foundation.ui.handing import handed

SIZES: Final = ("a3", "a4")


def paper_of(session: FairSession, body: bytes, name: str, ending: str) -> HttpResponse:
    return handed(body, f"{name}-{localtime(session.starts):%Y-%m-%d}-{session.pk}.{ending}")


def paper_size(request: HttpRequest) -> str:
    """`?kho=a4`; large paper otherwise."""
    asked = request.GET.get("kho", "")
    return asked if asked in SIZES else SIZES[0]
