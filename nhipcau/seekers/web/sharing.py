"""Files between centres: staff let another centre read one, the person sees who may, the other centre opens it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.centres.api import Centre
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text
from nhipcau.seekers import queries, rules
from nhipcau.seekers.actions import sharing as actions
from nhipcau.seekers.models import Seeker, Shared
from nhipcau.seekers.web.facts import facts_of
from nhipcau.seekers.web.whom import about_me

ON_A_PAGE = 50
READABLE = tuple(name for name in rules.FIELDS if name not in rules.NOT_SHARED)


def who_may_read(seeker: Seeker) -> dict[str, Any]:
    """The keeping centre, the others with why and since when, and when each opened the file."""
    readers = queries.readers_of(seeker)
    centres = {shared.centre_id: shared.centre for shared in readers}
    opened = [{"at": line.at, "centre": centres.get(line.centre_id or 0)} for line in queries.openings_of(seeker)]
    return {"keeper": seeker.centre, "readers": readers, "opened": opened}


def for_staff(request: SignedInRequest, seeker: Seeker) -> dict[str, Any]:
    """What the person's page says of sharing, when this colleague may share."""
    if not may(request.user, actions.SHARE, seeker):
        return {}
    return {"sharing": who_may_read(seeker), "share_with": queries.centres_to_share_with(seeker)}


@require_POST
@access(actions.SHARE)
def share(request: SignedInRequest, seeker_id: int) -> HttpResponse:
    seeker = get_object_or_404(queries.visible_to(request.user), pk=seeker_id)
    chosen = request.POST.get("centre", "")
    centre = get_object_or_404(Centre, pk=text.row_number(chosen))
    try:
        actions.share_seeker(
            seeker=seeker, centre=centre, why=request.POST.get("why", ""), by=request.user, now=clock.now()
        )
    except actions.CannotShare as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("%(centre)s may read this file from now on.") % {"centre": centre})
    return redirect("seekers:person", seeker.pk)


@require_POST
@access(actions.SHARE)
def end(request: SignedInRequest, seeker_id: int, shared_id: int) -> HttpResponse:
    seeker = get_object_or_404(queries.visible_to(request.user), pk=seeker_id)
    shared = get_object_or_404(seeker.shared.select_related("seeker"), pk=shared_id)
    actions.end_sharing(shared=shared, by=request.user, now=clock.now())
    messages.success(request, _("That centre no longer reads this file."))
    return redirect("seekers:person", seeker.pk)


@require_POST
@about_me("consents.own")
def end_mine(request: SignedInRequest, shared_id: int, *, me: Seeker) -> HttpResponse:
    shared = get_object_or_404(me.shared.select_related("seeker"), pk=shared_id)
    actions.end_sharing(shared=shared, by=request.user, now=clock.now())
    messages.success(request, _("That centre no longer reads your file."))
    return redirect("seekers:consents")


@require_safe
@access(actions.VIEW)
def shared_files(request: SignedInRequest) -> HttpResponse:
    """Who was shared with us, and why. The file itself opens by a tap that is noted."""
    page = Paginator(queries.shared_with(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "seekers/shared.html", {"page": page})


@require_POST
@access(actions.VIEW)
def open_file(request: SignedInRequest, shared_id: int) -> HttpResponse:
    """One answer with the file, without what is never shared; nothing of it can be changed from here."""
    shared: Shared = get_object_or_404(queries.shared_with(request.user), pk=shared_id)
    try:
        seeker = actions.open_shared(shared=shared, by=request.user, now=clock.now())
    except actions.CannotShare as refusal:
        messages.error(request, refusal.reasons[0])
        return redirect("seekers:shared")
    page = {
        "shared": shared,
        "seeker": seeker,
        "age": rules.age_on(seeker, clock.today()),
        "facts": facts_of(seeker, clear=True, names=READABLE),
    }
    answer = render(request, "seekers/shared_file.html", page)
    answer.headers["Cache-Control"] = "no-store"
    return answer
