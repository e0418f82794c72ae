"""What every page of the product shows around its own: the way to the other pages."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nhipcau.accounts.api import TO_GATHERING, Visitor, came_by_link, is_computer, is_guest, may
from nhipcau.seekers.backends import seekers_of
from nhipcau.site import front
from nhipcau.site.demo.accounts import listed

Item = tuple[str, str, str]  # label, address name, icon


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`navigation`: label, url, icon and whether the page is inside it; `has_file`: somebody who looks for work.

    At most three queries a request; a part of a page that shows none of them pays for none.
    """
    user = getattr(request, "user", None)
    return {
        "navigation": SimpleLazyObject(lambda: [_entry(request, *item) for item in _entries(request, user)]),
        "user_menu": SimpleLazyObject(lambda: [_entry(request, *item) for item in _own(user)] if user else []),
        "has_file": SimpleLazyObject(lambda: bool(user and seekers_of(user))),
        "done_url": reverse("fairs:computer-done") if user is not None and is_computer(user) else "",
        "demo": settings.DEMO,
        "demo_sign_in": SimpleLazyObject(partial(_demo_accounts, request)) if settings.DEMO else "",
    }


def _demo_accounts(request: HttpRequest) -> SafeString:
    """The people one may become, as a part of the sign-in page. Only a page that shows it pays for it."""
    return render_to_string("site/demo_accounts.html", {"accounts": listed()}, request)


def _entries(request: HttpRequest, user: Visitor | None) -> list[Item]:
    """Who came by a link to one meeting has no other pages."""
    if user is None:
        return []
    return [(_("The meeting"), "gatherings:enter", "users")] if came_by_link(request, TO_GATHERING) else _items(user)


def _items(user: Visitor) -> list[Item]:
    if is_computer(user):
        return []
    items: list[Item] = []
    if front.works_here(user):
        items.append((_("My work"), "desk", "home"))
    if is_guest(user):
        items.append((_("My table"), "interviews:desks", "users"))
    items.append((_("Find work"), "vacancies:board", "search"))
    if seekers_of(user):
        items.append((_("Suits you"), "suggested:mine", "thumbs-up"))
    items.append((_("Job fairs"), "fairs:public", "calendar"))
    if seekers_of(user) or may(user, "seekers.own"):
        items.append((_("My things"), "seekers:me", "user"))
    elif not user.is_authenticated:
        items.append((_("For enterprises"), "employers:welcome", "building"))
    if settings.DEMO:
        items.append((_("Demo"), "demo:stage", "play"))
    return items


def _own(user: Visitor) -> list[Item]:
    """Under one's own name: the account's safety for those with a password, one's own file for seekers."""
    if not user.is_authenticated or is_computer(user):
        return []
    if user.has_usable_password():
        return [(_("How my account is protected"), "mfa_index", "shield")]
    return [(_("What I agreed to"), "seekers:consents", "shield")] if seekers_of(user) else []


def _entry(request: HttpRequest, label: str, name: str, icon: str) -> dict[str, Any]:
    try:
        url = reverse(name)
    except NoReverseMatch:
        url = "/"
    current = request.path == url or (url != "/" and request.path.startswith(url))
    return {"label": label, "url": url, "icon": icon, "current": current}
