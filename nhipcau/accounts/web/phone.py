"""Signing in by phone: the number, then the code. The pages are the same for known and unknown numbers."""

from datetime import timedelta
from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.accounts import actions, queries
from nhipcau.accounts.actions import Tried
from nhipcau.accounts.http import PUBLIC, access, record_method
from nhipcau.accounts.models import User
from nhipcau.accounts.web.forms import CodeForm, PasswordSignIn, PhoneForm

ASKED: Final = "sign_in_code"  # what the session remembers: the number of the code, and where to go afterwards
OWN_PHONE: Final = timedelta(days=30)
SIGN_IN_PAGE, CODE_PAGE = "accounts/sign_in.html", "accounts/code.html"


@require_http_methods(["GET", "HEAD", "POST"])
@access(PUBLIC)
@never_cache
def number(request: HttpRequest) -> HttpResponse:
    """Somebody typed their number on the sign-in page. Opened by its address, it is that page."""
    if request.method != "POST":
        return redirect("account_login")
    if request.user.is_authenticated:
        return redirect("home")
    form = PhoneForm(request.POST)
    after = get_next_redirect_url(request, "next") or ""
    if form.is_valid():
        try:
            send_code(request, form.cleaned_data["phone"], after=after)
            return redirect("accounts:code")
        except actions.CannotSend as refusal:
            for reason in refusal.reasons:
                form.add_error("phone", reason)
    return render(request, SIGN_IN_PAGE, {"phone_form": form, "form": PasswordSignIn(request=request), "after": after})


@require_POST
@access(PUBLIC)
@never_cache
def again(request: HttpRequest) -> HttpResponse:
    """A new code to the same number. The one before is forgotten."""
    asked = request.session.get(ASKED, {})
    phone = queries.phone_of_code(asked.get("code"))
    if not phone:
        return redirect("account_login")
    try:
        send_code(request, phone, after=asked["after"])
        messages.info(request, _("We have sent a new code. Only the newest one works."))
    except actions.CannotSend as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    return redirect("accounts:code")


@require_http_methods(["GET", "HEAD", "POST"])
@access(PUBLIC)
@never_cache
@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponse:
    """Somebody types the code that came to the phone."""
    asked: dict[str, Any] | None = request.session.get(ASKED)
    if asked is None:
        return redirect("account_login")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data["code"]
        result, user = actions.try_code(code_id=asked["code"], typed=typed, now=timezone.now())
        if user is not None:
            return let_in(request, user, after=asked["after"], keep=form.cleaned_data["keep"])
        form.add_error("code", _what_is_wrong(result))
    phone = queries.phone_of_code(asked["code"])
    return render(request, CODE_PAGE, {"form": form, "phone": phone})


def send_code(request: HttpRequest, phone: str, *, after: str) -> None:
    """Raises actions.CannotSend. The message leaves after the code is kept, so a slow gateway holds no lock."""
    adapter = get_adapter(request)
    address = adapter.get_client_ip(request)
    issued = actions.issue_code(phone=phone, address=address, now=timezone.now())
    request.session[ASKED] = {"code": issued.id, "after": after}
    if not adapter.send_verification_code_sms(user=None, phone=issued.phone, code=issued.code):
        messages.error(
            request, _("The message could not be sent just now. Try again in a minute, or ask at the centre.")
        )


def let_in(request: HttpRequest, user: User, *, after: str, keep: bool) -> HttpResponse:
    del request.session[ASKED]
    record_method(request, user, "code")
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=after or None))
    if keep and request.user.is_authenticated:
        request.session.set_expiry(OWN_PHONE)
    return answer


def _what_is_wrong(result: Tried) -> str:
    if result is Tried.DEAD:
        return _("This code does not work any more. Ask for a new one below.")
    return _("This code is not right. Look at the newest message and type its six digits.")
