"""Who may open a page. Every view says it; a house test walks all addresses."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django_htmx.middleware import HtmxDetails

from nhipcau.accounts.models import User
from nhipcau.accounts.rules import Visitor, may
from nhipcau.foundation.crypto import api as crypto

PUBLIC: Final = "public"
SIGNED_IN: Final = "signed-in"
# Permissions of seekers ask for no second factor; all others do.
SEEKERS_OWN: Final = ("seekers.own", "fairs.register", "interviews.answer", "consents.own")
STRONG_METHODS: Final = {"mfa", "demo"}
# A link for one day, opened with a spoken code: strong only while its guest may still sit at the desk.
BY_LINK: Final = "day-link"
# The same for somebody who takes part in one gathering.
TO_GATHERING: Final = "gathering-link"
STRONG_WHILE: Final = {BY_LINK: "interviews.sit_in", TO_GATHERING: "gatherings.sit_in"}
LIBRARY_BACKEND: Final = "nhipcau.accounts.backends.SignInBackend"
# Addresses of libraries and what opens them (their own checks are kept).
THIRD_PARTY: Final = {"allauth": PUBLIC, "django.views.static": PUBLIC, "django.views.i18n": PUBLIC}
METHODS, WHOSE_METHODS = "account_authentication_methods", "account_authentication_methods_user"

View = Callable[..., HttpResponse]


class SignedInRequest(HttpRequest):
    """A request behind `access`: somebody is signed in, and htmx may be asking."""

    user: User
    htmx: HtmxDetails


def access(permission: str) -> Callable[[View], View]:
    """`access(PUBLIC)`, `access(SIGNED_IN)` or `access("context.verb_thing")`."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if permission == PUBLIC:
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if permission != SIGNED_IN and not may(request.user, permission):
                raise PermissionDenied(permission)
            if permission not in (SIGNED_IN, *SEEKERS_OWN) and (step := step_before_work(request)):
                return step
            return view(request, *args, **kwargs)

        guarded.access_declared = permission  # type: ignore[attr-defined]
        return guarded

    return declare


def step_before_work(request: HttpRequest) -> HttpResponse | None:
    """Where somebody must go before they may work with other people's data; None when nothing is missing."""
    step = _missing_step(request)
    return redirect_to_login(_where_to_come_back(request), reverse(step)) if step else None


def has_second_factor(request: HttpRequest) -> bool:
    """Did this session pass a second factor, as this user?"""
    methods = _methods_of(request)
    lives = (may(request.user, STRONG_WHILE[method]) for method in methods & STRONG_WHILE.keys())
    return bool(methods & STRONG_METHODS) or any(lives)


def came_by_link(request: HttpRequest, link: str = BY_LINK) -> bool:
    """Is this the session of somebody who has nothing but a link of this kind? Asks nothing of the database."""
    return METHODS in request.session and request.user.is_authenticated and link in _methods_of(request)


def sign_in_by_link(request: HttpRequest, user: User, *, seconds: int, link: str = BY_LINK) -> None:
    """The session ends with the link at the latest."""
    login(request, user, backend=LIBRARY_BACKEND)
    record_method(request, user, link)
    request.session.set_expiry(max(1, seconds))


def sign_in_at_computer(request: HttpRequest, user: User, *, seconds: int) -> None:
    """Nothing of whoever sat there before is left in the new session."""
    request.session.flush()
    login(request, user, backend=LIBRARY_BACKEND)
    request.session.set_expiry(max(1, seconds))


def sign_in_by_password(request: HttpRequest, user: User) -> None:
    """Who has just chosen a password need not type it again; the second step is still before them."""
    login(request, user, backend=LIBRARY_BACKEND)
    record_method(request, user, "password")


def network_of(request: HttpRequest) -> str:
    """Where a request comes from, as a keyed index: tries are counted by it, no address is kept."""
    return crypto.keyed_index(get_adapter(request).get_client_ip(request) or "-", purpose="network address")


def _methods_of(request: HttpRequest) -> set[str]:
    """How this session proved who it is, if it was as this user."""
    whose: str = request.session.get(WHOSE_METHODS, str(request.user.pk))
    methods = {str(record.get("method")) for record in request.session.get(METHODS, [])}
    return methods if whose == str(request.user.pk) else set()


def has_totp(user: Visitor) -> bool:
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists())


def record_method(request: HttpRequest, user: User, method: str, **more: Any) -> None:
    """Write into the session how somebody proved who they are: "password", "code", "mfa"."""
    record_authentication(request, user, method, **more)


def _missing_step(request: HttpRequest) -> str:
    """The page somebody must pass before they may work: prove the factor, set one up, choose a password."""
    if not has_second_factor(request):
        return "mfa_reauthenticate" if has_totp(request.user) else "mfa_activate_totp"
    is_given = isinstance(request.user, User) and request.user.password_is_temporary
    return "account_change_password" if is_given else ""


def _where_to_come_back(request: HttpRequest) -> str:
    return request.get_full_path() if request.method in ("GET", "HEAD") else "/"
