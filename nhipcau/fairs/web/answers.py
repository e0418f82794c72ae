"""How the fair's pages answer a refusal: the same page again, with what was typed and the reasons (409)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhipcau.fairs.actions.refusals import Refused

CONFLICT = 409


def refused(request: HttpRequest, page: str, context: dict[str, Any], refusal: Refused) -> HttpResponse:
    for reason in refusal.reasons:
        messages.error(request, reason)
    return render(request, page, context, status=CONFLICT)
