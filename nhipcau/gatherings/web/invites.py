"""Links for people without an account: made by a host, opened with the spoken digits, ended."""

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import (
    PUBLIC,
    SIGNED_IN,
    TO_GATHERING,
    SignedInRequest,
    access,
    came_by_link,
    network_of,
    sign_in_by_link,
)
from nhipcau.foundation.clock import api as clock
from nhipcau.gatherings import actions, queries
from nhipcau.gatherings.models import Invite
from nhipcau.gatherings.rules.invites import SIT_IN
from nhipcau.gatherings.rules.planning import PLAN
from nhipcau.gatherings.rules.times import both
from nhipcau.gatherings.web.doors import by_link, managed, told
from nhipcau.gatherings.web.forms import EnterForm, InviteForm
from nhipcau.interviews.api import TooManyTries

ENTER = "gatherings/enter.html"


@require_http_methods(["GET", "HEAD", "POST"])
@access(PLAN)
@never_cache
def invite(request: SignedInRequest, gathering_id: int) -> HttpResponse:
    """The link and the code are shown once, on the answer to this form."""
    gathering = get_object_or_404(managed(request), pk=gathering_id)
    form = InviteForm(request.POST or None)
    page = {"gathering": gathering, "form": form, "clocks": both(gathering.starts_at, gathering.partner_zone)}
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.invite(gathering=gathering, **form.cleaned_data, by=request.user, now=clock.now())
        except actions.Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            link = request.build_absolute_uri(f"{reverse('gatherings:enter')}?k={made.secret}")
            return render(request, "gatherings/invited.html", page | {"made": made, "link": link})
    return render(request, "gatherings/invite.html", page, status=422 if form.errors else 200)


@require_POST
@access(PLAN)
def end(request: SignedInRequest, invite_id: int) -> HttpResponse:
    ours = Invite.objects.filter(member__gathering__in=managed(request).values("pk"))
    made = get_object_or_404(ours.select_related("member__gathering"), pk=invite_id)
    told(request, lambda: actions.end_invite(invite=made, by=request.user, now=clock.now()))
    messages.success(request, _("The link opens nothing any more."))
    return redirect("gatherings:manage", made.member.gathering_id)


@require_http_methods(["GET", "HEAD", "POST"])
@access(PUBLIC)
@never_cache
@sensitive_post_parameters("code", "k")
def enter(request: HttpRequest) -> HttpResponse:
    """The same page for every link. Only link and code together open anything, and only once."""
    if came_by_link(request, TO_GATHERING):
        made = queries.invite_of(request.user, clock.now())
        return redirect("gatherings:own", made.member.gathering_id) if made else redirect("gatherings:link-over")
    if request.user.is_authenticated:
        return render(request, "gatherings/enter_signed_in.html")
    form = EnterForm(request.POST or None, initial={"k": request.GET.get("k", "")[:100]})
    if request.method != "POST" or not form.is_valid():
        return render(request, ENTER, {"form": form}, status=422 if form.errors else 200)
    said, now = form.cleaned_data, clock.now()
    made, status = None, 422
    try:
        made = actions.enter_by_link(secret=said["k"], code=said["code"], network=network_of(request), now=now)
    except TooManyTries:
        words = _("There were too many tries from this network. Please wait an hour or ask a colleague.")
        status = 429
    except actions.TooEarly as early:
        words = early.reasons[0]
    else:
        words = _("Link and code do not fit, or the invitation is over. Ask the colleague who invited you.")
    if made is None:
        form.add_error(None, words)
        return render(request, ENTER, {"form": form}, status=status)
    seconds = round((made.ends_at - now).total_seconds())
    sign_in_by_link(request, made.member.user, seconds=seconds, link=TO_GATHERING)  # type: ignore[arg-type]
    return redirect("gatherings:own", made.member.gathering_id)


@require_POST
@by_link
@access(SIGNED_IN)
def done(request: SignedInRequest) -> HttpResponse:
    """Whoever came by a link has finished."""
    made = queries.invite_of(request.user, clock.now())
    if made is None:
        raise PermissionDenied(SIT_IN)
    actions.end_invite(invite=made, by=request.user, now=clock.now())
    logout(request)
    return redirect("gatherings:link-over")


@require_safe
@access(PUBLIC)
def over(request: HttpRequest) -> HttpResponse:
    return render(request, "gatherings/link_over.html")
