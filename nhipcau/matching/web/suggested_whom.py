"""Whose suggestions a page is about: the person of this account who was chosen."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.seekers.api import current_person, people

View = Callable[..., HttpResponse]


def as_person(view: View) -> View:
    """The view gets the person as `me`. Who has no file yet begins one; several people say who they are.

    A part that a page fetches by itself is left out then: nobody asked to be led elsewhere.
    """

    @access("seekers.own")
    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        me = current_person(request)
        if me is not None:
            return view(request, *args, me=me, **kwargs)
        if request.htmx:
            return HttpResponse(status=204)
        door = "seekers:choose" if people(request) else "seekers:begin"
        return redirect(f"{reverse(door)}?{urlencode({'next': request.get_full_path()})}")

    return guarded
