"""What a person sees when something is not there, not theirs, or broken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhipcau.accounts.api import PUBLIC, access


@access(PUBLIC)
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "site/forbidden.html", status=403)


@access(PUBLIC)
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "site/not_found.html", status=404)


@access(PUBLIC)
def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "site/broken.html", status=500)
