"""Two minutes of questions; what was said about health is opened by a counsellor only, and that is noted."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.consents import api as consents
from nhipcau.consents.api import Channel, Purpose
from nhipcau.counselling import api as counselling
from nhipcau.counselling.models import Screening
from nhipcau.fairs.models import Registration
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.foundation.clock import api as clock
from nhipcau.matching import api as matching
from nhipcau.seekers import api as seekers
from nhipcau.seekers.web.agreeing import words_of
from nhipcau.site.counsel import finding
from nhipcau.site.counsel.advice import note_with
from nhipcau.site.web.counsel_forms import Questions, first_answers, opened_at

PAGE = "site/counsel/screening.html"
READS_NEEDS = "counselling.read_needs"


@require_http_methods(["GET", "HEAD", "POST"])
@access(finding.SCREENS)
def screening(request: SignedInRequest, registration_id: int) -> HttpResponse:
    ticket, known = _before(request, registration_id)
    page = _page(request, ticket, known)
    if page["foreign"]:
        return render(request, PAGE, page, status=403 if request.method == "POST" else 200)
    form = page["form"] = _form(request, ticket, known)
    if request.method == "POST" and form.is_valid() and _written(request, ticket, form):
        return redirect("counsel:openings", ticket.pk)
    return render(request, PAGE, page, status=422 if form.errors else 200)


def _before(request: SignedInRequest, registration_id: int) -> tuple[Registration, Screening | None]:
    ticket = get_object_or_404(finding.tickets_for(request.user), pk=registration_id)
    return ticket, counselling.screening_of(occasion_of(ticket.session_id), ticket.seeker)


def _page(request: SignedInRequest, ticket: Registration, known: Screening | None) -> dict[str, Any]:
    """`foreign` names the centre that keeps the file and has not shared it: then nothing of it is shown."""
    ours = matching.may_be_served_by(ticket.seeker, ticket.centre)
    return {
        "ticket": ticket,
        "session": ticket.session,
        "seeker": ticket.seeker,
        "age": seekers.age_on(ticket.seeker, clock.today()),
        "foreign": "" if ours else ticket.seeker.centre.short_name,
        "known": known,
        "needs_known": bool(known and known.needs and may(request.user, READS_NEEDS, known)),
        "now": clock.now(),
    }


def _form(request: SignedInRequest, ticket: Registration, known: Screening | None) -> Questions:
    typed = request.POST if request.method == "POST" else None
    first = first_answers(finding.said_by(ticket.seeker, known), known, ticket.seeker.draws_benefit)
    first["note"] = note_with(first["note"], request.GET.get("ghi", ""))
    return Questions(
        typed,
        with_health=may(request.user, READS_NEEDS, ticket),
        health_known=bool(known and known.needs),
        agreement=_agreement(ticket),
        initial=first | {"began": opened_at(clock.now())},
    )


def _agreement(ticket: Registration) -> str:
    """The words to read aloud, where the person has not agreed that enterprises see the profile."""
    if consents.has_consent(seekers.subject_of(ticket.seeker), Purpose.SHARE_PROFILE):
        return ""
    texts = consents.texts_in_force(clock.today())
    return next((words_of(text) for text in texts if text.purpose == Purpose.SHARE_PROFILE), "")


def _written(request: SignedInRequest, ticket: Registration, form: Questions) -> bool:
    now = clock.now()
    try:
        counselling.screen(
            occasion=occasion_of(ticket.session_id),
            seeker=ticket.seeker,
            centre=ticket.centre,
            answers=form.answers(),
            began_at=form.began_at(now),
            by=request.user,
            now=now,
        )
    except counselling.Refused as refusal:
        for name, words in (refusal.fields or {"": " ".join(refusal.reasons)}).items():
            form.add_error(name if name in form.fields else None, words)
        return False
    if form.cleaned_data.get("agrees"):
        _agree(request, ticket)
    return True


def _agree(request: SignedInRequest, ticket: Registration) -> None:
    try:
        seekers.change_consent(
            seeker=ticket.seeker,
            purpose=Purpose.SHARE_PROFILE,
            given=True,
            channel=Channel.COUNTER,
            by=request.user,
            now=clock.now(),
        )
    except PermissionDenied:
        messages.info(request, _("The permission must be noted by the centre that keeps the file."))


@require_POST
@access(READS_NEEDS)
def needs(request: SignedInRequest, registration_id: int) -> HttpResponse:
    """Shown once, on this answer only."""
    ticket, known = _before(request, registration_id)
    page = _page(request, ticket, known)
    if known is None or not page["needs_known"]:
        return redirect("counsel:screening", ticket.pk)
    page["needs"] = counselling.read_needs(screening=known, by=request.user, now=clock.now())
    return render(request, PAGE, {**page, "form": _unsent(request, ticket, known)})


def _unsent(request: SignedInRequest, ticket: Registration, known: Screening) -> Questions:
    first = first_answers(finding.said_by(ticket.seeker, known), known, ticket.seeker.draws_benefit)
    return Questions(
        None,
        with_health=True,
        health_known=True,
        agreement=_agreement(ticket),
        initial=first | {"began": opened_at(clock.now())},
    )


@require_POST
@access(READS_NEEDS)
def erase_needs(request: SignedInRequest, registration_id: int) -> HttpResponse:
    ticket, known = _before(request, registration_id)
    if known is not None:
        counselling.erase_needs(screening=known, by=request.user, now=clock.now())
        messages.success(request, _("What was written about health is erased."))
    return redirect("counsel:screening", ticket.pk)
