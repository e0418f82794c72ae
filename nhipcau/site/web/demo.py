"""The demo's stage: play the morning, read the messages that left, become anybody."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import PUBLIC, User, access, may
from nhipcau.fairs.models import SessionState
from nhipcau.foundation.clock import api as clock
from nhipcau.messaging.models import EmailMessage, SmsMessage
from nhipcau.site import tasks
from nhipcau.site.demo import accounts, cards
from nhipcau.site.demo.stage import session_of_the_demo
from nhipcau.site.demo.tally import tally

SHOWN_MESSAGES = 30
PAGE = "site/stage.html"


@require_safe
@access(PUBLIC)
def stage(request: HttpRequest) -> HttpResponse:
    """What the demo is, who one may become, and how far the morning has come."""
    page = _stage(request)
    part = f"{PAGE}#progress" if getattr(request, "htmx", False) and page["session"] else PAGE
    return render(request, part, page)


@require_POST
@access("demo.play")
def play(request: HttpRequest) -> HttpResponse:
    """Start the play in the job process; starting it twice changes nothing."""
    speed = int(request.POST.get("speed", "60")) if request.POST.get("speed", "60") in tasks.SPEEDS else 60
    if tasks.start(speed=speed):
        messages.success(request, _("The morning has begun. Boards, desks and this page move by themselves."))
    else:
        messages.info(request, _("The morning is being played already."))
    return redirect("demo:stage")


@require_safe
@access(PUBLIC)
def sms_inbox(request: HttpRequest) -> HttpResponse:
    """Every message that the demo "sent", newest first: here a seeker reads the sign-in code."""
    texts = SmsMessage.objects.order_by("-pk")[:SHOWN_MESSAGES]
    emails = EmailMessage.objects.order_by("-pk")[:SHOWN_MESSAGES]
    return render(request, "site/sms_inbox.html", {"texts": texts, "emails": emails})


@require_POST
@access(PUBLIC)
def sign_in_as(request: HttpRequest, username: str) -> HttpResponse:
    """Become one of the demo's people without a password. Only a demo has this address."""
    user = get_object_or_404(User, username=username, is_demo=True, is_active=True)
    login(request, user, backend="nhipcau.accounts.backends.SignInBackend")
    request.session["account_authentication_methods"] = [{"method": "demo", "at": timezone.now().timestamp()}]
    wanted = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return redirect(wanted if here else "home")


def _stage(request: HttpRequest) -> dict[str, Any]:
    session = session_of_the_demo()
    return {
        "session": session,
        "figures": tally(session) if session else {},
        "shown": clock.now(),
        "over": session is not None and session.state in (SessionState.CLOSED, SessionState.REPORTED),
        "playing": tasks.is_playing(),
        "failed": tasks.has_failed(),
        "may_play": may(request.user, "demo.play"),
        "accounts": accounts.listed(),
        "cards": cards.listed(session) if session else [],
        "speeds": tasks.SPEEDS,
    }
