"""Advice to a group: one line each, the list of the day, the sums."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres.api import Centre, centres_where
from nhipcau.counselling import api as counselling
from nhipcau.counselling.queries import screening as queries
from nhipcau.fairs.models import FairSession
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.foundation.clock import api as clock
from nhipcau.site.counsel import finding
from nhipcau.site.web.counsel_forms import GroupLine

ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@access(finding.SCREENS)
def groups(request: SignedInRequest) -> HttpResponse:
    sessions = {one.pk: one for one in finding.sessions_of(request.user, clock.now())}
    form = GroupLine(request.POST if request.method == "POST" else None, initial={"session": next(iter(sessions), "")})
    outside = [("", _("Outside a fair"))]
    form.fields["session"].choices = [*((pk, one.title) for pk, one in sessions.items()), *outside]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid() and _noted(request, form, sessions):
        messages.success(request, _("Noted."))
        return redirect("counsel:groups")
    lines = queries.advised_on(request.user, clock.today())
    page = {
        "form": form,
        "page": Paginator(lines, ON_A_PAGE).get_page(request.GET.get("page")),
        "sums": queries.sums_of(lines),
        "today": clock.today(),
    }
    return render(request, "site/counsel/groups.html", page, status=422 if form.errors else 200)


def _noted(request: SignedInRequest, form: GroupLine, sessions: dict[int, FairSession]) -> bool:
    said = form.cleaned_data
    session = sessions.get(said["session"])
    try:
        counselling.note_group_advice(
            centre=_centre(request, session),
            occasion=occasion_of(session.pk) if session else None,
            topic=said["topic"],
            people=said["people"],
            minutes=said["minutes"],
            note=said["note"],
            by=request.user,
            now=clock.now(),
        )
    except counselling.Refused as refusal:
        for name, words in refusal.fields.items():
            form.add_error(name, words)
        return False
    return True


def _centre(request: SignedInRequest, session: FairSession | None) -> Centre:
    """The own centre; with several, the one that has a site at the fair."""
    ours = Centre.objects.filter(pk__in=centres_where(request.user, finding.SCREENS)).order_by("pk")
    if session is not None and (there := ours.filter(pk__in=session.sites.values("centre_id")).first()):
        return there
    return ours[0]


@require_POST
@access(finding.SCREENS)
def strike_out(request: SignedInRequest, advice_id: int) -> HttpResponse:
    advice = get_object_or_404(queries.advised_by(request.user), pk=advice_id)
    try:
        counselling.strike_out(advice=advice, by=request.user, now=clock.now())
    except counselling.Refused as refusal:
        messages.error(request, refusal.reasons[0])
    else:
        messages.success(request, _("The line is struck out."))
    return redirect("counsel:groups")
