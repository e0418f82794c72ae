"""How a page of the foundation says who may open it (accounts.http says the same for all others)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

View = Callable[..., HttpResponse]


def open_to_all(view: View) -> View:
    """This page is for anyone, signed in or not."""
    declared: Any = view
    declared.access_declared = "public"
    return view
