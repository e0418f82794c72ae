"""A centre answers an invitation: on its desk when it has an account here, else by the link."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import PUBLIC, SignedInRequest, User, access, has_second_factor, sign_in_by_password
from nhipcau.centres.api import Centre
from nhipcau.fairs.actions import inviting, joining
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import SiteInvitation
from nhipcau.fairs.queries import inviting as queries
from nhipcau.fairs.rules import inviting as rules
from nhipcau.fairs.web.inviting import rows_of
from nhipcau.fairs.web.inviting_forms import NewCentreForm, SeatForm
from nhipcau.foundation.clock import api as clock

ON_A_PAGE = 20
answering = access(queries.JOIN)


@require_safe
@answering
def invitations(request: SignedInRequest) -> HttpResponse:
    """What other centres ask of ours, the latest session first."""
    page = Paginator(queries.got_by(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "fairs/invitations.html", {"page": page, "rows": rows_of(list(page.object_list))})


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def invitation(request: SignedInRequest, invitation_id: int) -> HttpResponse:
    asked = get_object_or_404(queries.got_by(request.user), pk=invitation_id)
    assert asked.centre is not None  # noqa: S101
    return _answer_as(request, asked, asked.centre)


@require_POST
@answering
def decline(request: SignedInRequest, invitation_id: int) -> HttpResponse:
    asked = get_object_or_404(queries.got_by(request.user), pk=invitation_id)
    try:
        inviting.decline_invitation(
            invitation=asked, reason=request.POST.get("reason", ""), by=request.user, now=clock.now()
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("The host reads that you do not come, and why."))
    return redirect("fairs:invitations")


@require_http_methods(["GET", "HEAD", "POST"])
@access(PUBLIC)
@never_cache
@sensitive_post_parameters("password", "again")
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """The link. Whoever holds it answers for a centre: a new one here, or their own when they are signed in."""
    asked = _opened(secret)
    if rules.state_of(asked, now=clock.now()) != "open":
        return _too_late(request, asked)
    if asked.centre_id is not None:
        return redirect("fairs:invitation", asked.pk)
    if (mine := _speaks_for(request, asked)) is not None:
        return _answer_as(request, asked, mine, secret=secret)
    form = NewCentreForm(request.POST or None, invitation=asked)
    page = {"invitation": asked, "session": asked.session, "form": form, "secret": secret}
    if request.method != "POST" or not form.is_valid():
        return render(request, "fairs/join.html", page, status=422 if form.errors else 200)
    try:
        user, site = joining.join_by_link(
            invitation=asked,
            secret=secret,
            data=form.centre_data(),
            first=form.first(),
            seat=form.seat(),
            now=clock.now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.reasons)
        return render(request, "fairs/join.html", page, status=409)
    sign_in_by_password(request, user)
    messages.success(request, _("Your centre has joined. One step is left: your account is protected with your phone."))
    return redirect("fairs:site", site.pk)  # by way of the second step, which every colleague sets up first


@require_POST
@access(PUBLIC)
@never_cache
def join_decline(request: HttpRequest, secret: str) -> HttpResponse:
    asked = _opened(secret)
    try:
        inviting.decline_invitation(
            invitation=asked, reason=request.POST.get("reason", ""), by=None, secret=secret, now=clock.now()
        )
    except Refused:
        asked.refresh_from_db()
        return _too_late(request, asked)
    return render(request, "fairs/join_over.html", {"session": asked.session, "state": "declined", "thanks": True})


def _opened(secret: str) -> SiteInvitation:
    asked = queries.by_link(secret)
    if asked is None:
        raise Http404
    return asked


def _speaks_for(request: HttpRequest, asked: SiteInvitation) -> Centre | None:
    """The centre of the colleague who is signed in, with the second step done; never the host itself."""
    if not isinstance(request.user, User) or not has_second_factor(request):
        return None
    mine = queries.centres_that_answer(request.user).exclude(pk=asked.session.centre_id)
    return mine.first()


def _answer_as(request: HttpRequest, asked: SiteInvitation, centre: Centre, *, secret: str = "") -> HttpResponse:
    """The page of one invitation for a centre that is known here, and its yes."""
    assert isinstance(request.user, User)  # noqa: S101
    state = rules.state_of(asked, now=clock.now())
    form = SeatForm(request.POST or None, centre=centre, session=asked.session)
    page: dict[str, Any] = {
        "invitation": asked,
        "session": asked.session,
        "centre": centre,
        "state": state,
        "words": rules.STATES[state],
        "form": form,
        "secret": secret,
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "fairs/invitation.html", page, status=422 if form.errors else 200)
    try:
        site = joining.accept_invitation(
            invitation=asked, centre=centre, seat=form.seat(), by=request.user, now=clock.now()
        )
    except Refused as refusal:
        form.add_error(None, refusal.reasons)
        return render(request, "fairs/invitation.html", page, status=409)
    messages.success(request, _("Your centre has joined the session."))
    return redirect("fairs:site", site.pk)


def _too_late(request: HttpRequest, asked: SiteInvitation) -> HttpResponse:
    """A friendly page: what happened to this link, and where to go."""
    state = rules.state_of(asked, now=clock.now())
    page = {"session": asked.session, "state": state, "why": rules.why_not(state), "thanks": False}
    return render(request, "fairs/join_over.html", page, status=410)
