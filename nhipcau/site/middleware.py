"""What a person sees who opens by address what only a form may send to."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class WayBack:
    """An empty "405" becomes a page with a way on; the status stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET" or response.content:
            return response
        page = render(request, "site/form_gone.html", status=405)
        page.headers["Allow"] = response.headers.get("Allow", "POST")
        return page
