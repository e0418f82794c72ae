"""Why one opening suits one person, to the last point: for staff, and to be printed."""

from dataclasses import asdict
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.counselling import api as counselling
from nhipcau.counselling.models import Screening
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.foundation.clock import api as clock
from nhipcau.matching import api as matching
from nhipcau.seekers.models import Seeker
from nhipcau.site.counsel import finding
from nhipcau.site.counsel.telling import whole
from nhipcau.site.web.counsel_direct import person_of
from nhipcau.vacancies import api as vacancies
from nhipcau.vacancies.models import Vacancy


@require_safe
@access(finding.REFERS)
def why(request: SignedInRequest, registration_id: int, opening_id: int) -> HttpResponse:
    """By what was answered at this desk today."""
    ticket = get_object_or_404(finding.tickets_for(request.user), pk=registration_id)
    opening = finding.opening_at(ticket, opening_id)
    if opening is None or not matching.may_be_served_by(ticket.seeker, ticket.centre):
        raise Http404
    screening = counselling.screening_of(occasion_of(ticket.session_id), ticket.seeker)
    facts = finding.person_before(ticket, screening, clock.now())
    page = _page(ticket.seeker, opening.vacancy, facts, screening)
    page |= {"sees_life": may(request.user, finding.SEES_LIFE, ticket), "screening": screening}
    page["back"] = reverse("counsel:openings", args=[ticket.pk])
    return render(request, "site/counsel/why.html", page)


@require_safe
@access(finding.REFERS)
def direct_why(request: SignedInRequest, seeker_id: int, vacancy_id: int) -> HttpResponse:
    """By the file, of what is on the board."""
    person = person_of(request, seeker_id)
    vacancy = get_object_or_404(vacancies.shown_on_board(clock.today()), pk=vacancy_id)
    facts = matching.person_saying(person, matching.said_in_file(person), now=clock.now())
    page = _page(person, vacancy, facts, None)
    page |= {"sees_life": may(request.user, finding.SEES_LIFE, person)}
    page["back"] = reverse("counsel:direct", args=[person.pk])
    return render(request, "site/counsel/why.html", page)


def _page(seeker: Seeker, vacancy: Vacancy, facts: matching.Person, screening: Screening | None) -> dict[str, Any]:
    now = clock.now()
    rows = matching.weighed(facts, [vacancy], now=now)
    (one,) = matching.told(facts, rows)
    told = whole(seeker, vacancy, one.opening, one.explanation, screening, now=now)
    sides = zip(told.explanation.bars, (told.explanation.wished, told.explanation.asked), strict=True)
    return {
        "seeker": seeker,
        "vacancy": vacancy,
        "told": told,
        "sides": [{"bar": bar, "lines": lines} for bar, lines in sides],
        "edition": matching.edition(),
        "mark": mark_of(facts, one.opening),
        "now": now,
    }


def mark_of(person: matching.Person, opening: matching.Opening) -> str:
    """Eight hexadecimal digits over everything that was compared: the same facts always have the same mark."""
    told = [
        (name, sorted(value) if isinstance(value, frozenset) else value)
        for facts in (person, opening)
        for name, value in asdict(facts).items()
    ]
    return sha256(repr(told).encode()).hexdigest()[:8]
