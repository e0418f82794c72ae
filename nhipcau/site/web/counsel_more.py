"""What would open more doors to the person at the desk: each step counted, and the very openings of one on a tap."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.counselling import api as counselling
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.foundation.clock import api as clock
from nhipcau.matching import api as matching
from nhipcau.seekers.models import Seeker
from nhipcau.site.counsel import finding
from nhipcau.site.counsel.advice import Step, steps_for
from nhipcau.site.counsel.telling import whole
from nhipcau.site.web.counsel_direct import person_of


@require_safe
@access(finding.REFERS)
def more(request: SignedInRequest, registration_id: int) -> HttpResponse:
    """By what was answered at this desk today; counted over the whole board."""
    ticket = get_object_or_404(finding.tickets_for(request.user), pk=registration_id)
    page: dict[str, Any] = {"ticket": ticket, "session": ticket.session, "seeker": ticket.seeker}
    if not matching.may_be_served_by(ticket.seeker, ticket.centre):
        return render(request, "site/counsel/more_doors.html", page | {"foreign": ticket.seeker.centre.short_name})
    screening = counselling.screening_of(occasion_of(ticket.session_id), ticket.seeker)
    facts = finding.person_before(ticket, screening, clock.now())
    page |= _page(request, ticket.seeker, facts, ask=reverse("counsel:screening", args=[ticket.pk]))
    page["sees_life"] = may(request.user, finding.SEES_LIFE, ticket)
    return render(request, "site/counsel/more_doors.html", page)


@require_safe
@access(finding.REFERS)
def direct_more(request: SignedInRequest, seeker_id: int) -> HttpResponse:
    """The same without a fair, by the file."""
    person = person_of(request, seeker_id)
    facts = matching.person_saying(person, matching.said_in_file(person), now=clock.now())
    page = {"seeker": person, **_page(request, person, facts, ask="")}
    page["sees_life"] = may(request.user, finding.SEES_LIFE, person)
    return render(request, "site/counsel/more_doors.html", page)


def _page(request: SignedInRequest, seeker: Seeker, facts: matching.Person, *, ask: str) -> dict[str, Any]:
    """`ask`: the questions of the desk, where there are any."""
    now, steps = clock.now(), steps_for(facts, matching.doors_for(facts))
    edit = reverse("seekers:edit", args=[seeker.pk]) if may(request.user, "seekers.register_seeker", seeker) else ""
    chosen = next((one for one in steps if one.code == request.GET.get("neu")), None)
    opened = matching.opened_by(facts, chosen.code, now=now) if chosen else None
    shown = (
        [whole(seeker, one.vacancy, one.opening, one.explanation, now=now) for one in opened.first] if opened else []
    )
    return {
        "rows": [{"step": one, **_way(one, ask=ask, edit=edit)} for one in steps],
        "chosen": chosen,
        "opened": opened,
        "shown": shown,
    }


def _way(step: Step, *, ask: str, edit: str) -> dict[str, str]:
    """Where the answer goes: a question of the desk, its note, or the file."""
    if ask and step.field:
        return {"ask_url": f"{ask}#id_{step.field}"}
    if ask and step.notes:
        return {"note_url": f"{ask}?ghi={step.code}#id_note"}
    return {"edit_url": edit}
