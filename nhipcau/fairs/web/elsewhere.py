"""Somebody came to another site than the one of their interview times: do they stay, or go over?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.fairs.actions import following
from nhipcau.fairs.queries.people import received_by
from nhipcau.foundation.clock import api as clock


@require_POST
@access("fairs.check_in")
def answer(request: SignedInRequest, registration_id: int) -> HttpResponse:
    """What the person says at the door: `o-lai` gives up the times at the other place, `sang` keeps them."""
    registration = get_object_or_404(received_by(request.user), pk=registration_id)
    if request.POST.get("answer") == "sang":
        following.go_over(registration=registration, by=request.user, now=clock.now())
        messages.success(request, _("The times stay. Their ticket is scanned once more when they get there."))
    else:
        given_up = following.stay_here(registration=registration, by=request.user, now=clock.now())
        words = ngettext(
            "%(count)d time at the other place is given up. Make the timetable again for another one.",
            "%(count)d times at the other place are given up. Make the timetable again for others.",
            len(given_up),
        )
        messages.success(request, words % {"count": len(given_up)})
    if "site" in request.POST:
        return redirect("fairs:site", registration.site_id)
    return redirect("fairs:door", registration.session_id)
