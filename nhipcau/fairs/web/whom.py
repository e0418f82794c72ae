"""Whose ticket a page is about: the person of this account who was chosen, or somebody staff receive."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from nhipcau.accounts.api import SignedInRequest, access, has_second_factor
from nhipcau.fairs.models import Registration
from nhipcau.fairs.queries import people as queries
from nhipcau.seekers.api import current_person, people, seekers_of

View = Callable[..., HttpResponse]


def as_person(view: View) -> View:
    """The view gets the person as `me`. Who has no file yet begins one; several people say who they are."""

    @access("fairs.register")
    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        me = current_person(request)
        if me is not None:
            return view(request, *args, me=me, **kwargs)
        door = "seekers:choose" if people(request) else "seekers:begin"
        return redirect(f"{reverse(door)}?{urlencode({'next': request.get_full_path()})}")

    return guarded


def is_own(request: SignedInRequest, registration: Registration) -> bool:
    """Is it a ticket of this account, or of whoever sits at this computer? Else staff read it."""
    return registration.seeker_id in seekers_of(request.user)


def tickets_for(request: SignedInRequest) -> QuerySet[Registration]:
    """One's own; those of the people one receives only after a second factor."""
    return queries.shown_to(request.user) if has_second_factor(request) else queries.of_account(request.user)
