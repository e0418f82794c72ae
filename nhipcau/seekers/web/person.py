"""One person before staff: what is known, numbers masked until somebody asks for them, which is noted."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, User, access, may, phone_index, plain_phone
from nhipcau.consents.api import Channel
from nhipcau.foundation.clock import api as clock
from nhipcau.seekers import actions, queries
from nhipcau.seekers.actions import CannotLink
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import age_on, has_priority
from nhipcau.seekers.web.desk_forms import WholeFile
from nhipcau.seekers.web.facts import facts_of
from nhipcau.seekers.web.permissions import purpose_named, purposes_of
from nhipcau.seekers.web.saving import save
from nhipcau.seekers.web.sharing import for_staff

PAGE = "seekers/person.html"


def shown(request: SignedInRequest, seeker_id: int) -> Seeker:
    """Somebody of another centre is as unknown here as nobody at all."""
    return get_object_or_404(queries.visible_to(request.user), pk=seeker_id)


@require_safe
@access("seekers.view_seeker")
def person(request: SignedInRequest, seeker_id: int) -> HttpResponse:
    return render(request, PAGE, _page(request, shown(request, seeker_id)))


@require_POST
@access("seekers.view_seeker")
def read_numbers(request: SignedInRequest, seeker_id: int) -> HttpResponse:
    """The numbers in clear on this one answer; the reading is noted."""
    seeker = shown(request, seeker_id)
    numbers = actions.read_numbers(seeker=seeker, by=request.user, now=clock.now())
    answer = render(request, PAGE, {**_page(request, seeker), "numbers": numbers})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(request: SignedInRequest, seeker: Seeker) -> dict[str, Any]:
    day = clock.today()
    return {
        "seeker": seeker,
        "age": age_on(seeker, day),
        "priority": has_priority(seeker, day),
        "facts": facts_of(seeker),
        "purposes": purposes_of(seeker),
        "may_edit": may(request.user, "seekers.register_seeker", seeker),
        **for_staff(request, seeker),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@access("seekers.register_seeker")
def edit(request: SignedInRequest, seeker_id: int) -> HttpResponse:
    seeker = shown(request, seeker_id)
    answer = save(request, WholeFile, seeker)
    if answer.saved:
        messages.success(request, _("Saved."))
        return redirect("seekers:person", seeker.pk)
    page = {"seeker": seeker, "form": answer.form, "conflicts": answer.conflicts}
    return render(request, "seekers/edit.html", page, status=answer.status)


@require_POST
@access("seekers.register_seeker")
def change_consent(request: SignedInRequest, seeker_id: int, purpose: str) -> HttpResponse:
    """The person says at the counter what they agree to or no longer agree to."""
    given = request.POST.get("given") == "1"
    actions.change_consent(
        seeker=shown(request, seeker_id),
        purpose=purpose_named(purpose),
        given=given,
        channel=Channel.COUNTER,
        by=request.user,
        now=clock.now(),
    )
    messages.success(request, _("Noted for this person."))
    return redirect("seekers:person", seeker_id)


@require_POST
@access("seekers.register_seeker")
def link(request: SignedInRequest, seeker_id: int) -> HttpResponse:
    """From now on the person opens this file with a phone of their own, or with the family's."""
    seeker = shown(request, seeker_id)
    index = phone_index(plain_phone(request.POST.get("phone", "")))
    account = User.objects.filter(phone_index=index).first() if index else None
    if account is None:
        messages.error(request, _("Nobody has signed in with this number yet. They will find this file by themselves."))
        return redirect("seekers:person", seeker_id)
    try:
        actions.link_account(seeker=seeker, account=account, by=request.user, now=clock.now())
    except CannotLink as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("This person can now sign in with that phone."))
    return redirect("seekers:person", seeker_id)
