"""What I agreed to: the words of each purpose, when it was given or withdrawn, one tap to change it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest
from nhipcau.consents import api as consents
from nhipcau.consents.api import Channel, Purpose
from nhipcau.foundation.clock import api as clock
from nhipcau.seekers import actions
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import subject_of
from nhipcau.seekers.web.agreeing import words_of
from nhipcau.seekers.web.sharing import who_may_read
from nhipcau.seekers.web.whom import about_me


def purposes_of(seeker: Seeker) -> list[dict[str, Any]]:
    """Each purpose: its words in force, whether it is given, and every line of the ledger. Three queries."""
    subject = subject_of(seeker)
    given = consents.current(subject)
    lines = list(consents.ledger(subject))
    return [
        {
            "purpose": text.purpose,
            "label": Purpose(text.purpose).label,
            "words": words_of(text),
            "given": given.get(Purpose(text.purpose), False),
            "lines": [line for line in lines if line.text.purpose == text.purpose],
        }
        for text in consents.texts_in_force(clock.today())
    ]


def purpose_named(name: str) -> Purpose:
    if name not in Purpose.values:
        raise Http404
    return Purpose(name)


@require_safe
@about_me("consents.own")
def mine(request: SignedInRequest, *, me: Seeker) -> HttpResponse:
    return render(request, "seekers/consents.html", {"me": me, "purposes": purposes_of(me), **who_may_read(me)})


@require_POST
@about_me("consents.own")
def change(request: SignedInRequest, purpose: str, *, me: Seeker) -> HttpResponse:
    given = request.POST.get("given") == "1"
    actions.change_consent(
        seeker=me,
        purpose=purpose_named(purpose),
        given=given,
        channel=Channel.WEB,
        by=request.user,
        now=clock.now(),
    )
    messages.success(request, _("Noted: you agree.") if given else _("Noted: you no longer agree."))
    return redirect("seekers:consents")
