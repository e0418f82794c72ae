"""Referral slips as PDF, and taking one back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.fairs.queries.occasion import KIND
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.ui.handing import handed
from nhipcau.matching import api as matching
from nhipcau.matching.models import Referral
from nhipcau.site.counsel import finding
from nhipcau.site.counsel.slips import slips_of


@require_safe
@access(finding.REFERS)
def slip(request: SignedInRequest, referral_id: int) -> HttpResponse:
    referral = get_object_or_404(matching.made_by_centres_of(request.user), pk=referral_id)
    return _paper(request, [referral])


@require_safe
@access(finding.REFERS)
def slips(request: SignedInRequest, registration_id: int) -> HttpResponse:
    """All that this person got at this fair, one page each."""
    ticket = get_object_or_404(finding.tickets_for(request.user), pk=registration_id)
    ours = matching.made_by_centres_of(request.user).values("pk")
    referrals = [one for one in finding.referrals_on(ticket) if ours.filter(pk=one.pk).exists()]
    if not referrals:
        raise Http404
    return _paper(request, referrals)


def _paper(request: SignedInRequest, referrals: list[Referral]) -> HttpResponse:
    """`?kho=80` is the roll of the ticket printer; otherwise A5. Shown in the browser, to print at once."""
    size = request.GET.get("kho", "a5")
    body = matching.slips_pdf(
        slips_of(referrals, _address(request)), size=size if size in matching.SIZES else matching.SIZES[0]
    )
    name = f"phieu-gioi-thieu-{referrals[0].year}-{referrals[0].number}.pdf"
    return handed(body, name)


def _address(request: SignedInRequest) -> Callable[[Referral], str]:
    return lambda one: request.build_absolute_uri(reverse("matching:referral", args=[one.code]))


@require_POST
@access(finding.REFERS)
def withdraw(request: SignedInRequest, referral_id: int) -> HttpResponse:
    """Back to where the person's list is."""
    referral = get_object_or_404(matching.made_by_centres_of(request.user), pk=referral_id)
    matching.withdraw_referral(referral=referral, by=request.user, now=clock.now())
    said = _("Slip %(number)s is withdrawn. The job stays on the ticket until it is taken off.")
    if referral.occasion_kind != KIND:
        said = _("Slip %(number)s is withdrawn.")
    messages.success(request, said % {"number": referral.written})
    mine = finding.tickets_for(request.user).filter(session_id=referral.occasion_id, seeker_id=referral.seeker_id)
    if referral.occasion_kind == KIND and (ticket := mine.first()):
        return redirect("counsel:openings", ticket.pk)
    return redirect("counsel:direct", referral.seeker_id)
