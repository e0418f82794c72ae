"""Whose file a page is about: the person of this account who was chosen."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.seekers.http import current_person, people

View = Callable[..., HttpResponse]


def about_me(permission: str = "seekers.own") -> Callable[[View], View]:
    """`access`, and the person as `me`. Who has no file yet begins one; several people say who they are."""

    def declare(view: View) -> View:
        @access(permission)
        @wraps(view)
        def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            me = current_person(request)
            if me is not None:
                return view(request, *args, me=me, **kwargs)
            door = "seekers:choose" if people(request) else "seekers:begin"
            return redirect(f"{reverse(door)}?{urlencode({'next': request.get_full_path()})}")

        return guarded

    return declare


def safe_next(request: HttpRequest) -> str:
    """Where the person wanted to go; only inside this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else ""
