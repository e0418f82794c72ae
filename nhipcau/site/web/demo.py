"""The demo's stage: play the morning, read the messages that left, become anybody."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import PUBLIC, User, access
from nhipcau.messaging.models import SmsMessage

SHOWN_MESSAGES = 30


@require_safe
@access(PUBLIC)
def stage(request: HttpRequest) -> HttpResponse:
    return render(request, "site/stage.html", {})


@require_POST
@access("demo.play")
def play(request: HttpRequest) -> HttpResponse:
    return redirect("demo:stage")


@require_safe
@access(PUBLIC)
def sms_inbox(request: HttpRequest) -> HttpResponse:
    """Every text message that the demo "sent", newest first: here a seeker reads the sign-in code."""
    return render(request, "site/sms_inbox.html", {"texts": SmsMessage.objects.order_by("-at", "-pk")[:SHOWN_MESSAGES]})


@require_POST
@access(PUBLIC)
def sign_in_as(request: HttpRequest, username: str) -> HttpResponse:
    """Become one of the demo's people without a password. Only a demo has this address."""
    assert settings.DEMO  # noqa: S101
    user = get_object_or_404(User, username=username, is_demo=True, is_active=True)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    request.session["account_authentication_methods"] = [{"method": "demo", "at": timezone.now().timestamp()}]
    return redirect(request.POST.get("next") if request.POST.get("next", "").startswith("/") and not request.POST.get("next", "").startswith("//") else "home")
