"""A referral without a fair: straight to the enterprise, from the board."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.centres.api import Centre, centres_where
from nhipcau.foundation.clock import api as clock
from nhipcau.matching import api as matching
from nhipcau.seekers import api as seekers
from nhipcau.seekers.models import Seeker
from nhipcau.site.counsel import finding
from nhipcau.site.counsel.telling import told_of, whole
from nhipcau.vacancies import api as vacancies
from nhipcau.vacancies.models import Vacancy

SHOWN, WEIGHED, KEPT = 12, 100, 10


@require_safe
@access(finding.REFERS)
def openings(request: SignedInRequest, seeker_id: int) -> HttpResponse:
    """What was searched for, what suits best first; else what the person is suggested, as they see it themselves."""
    person = person_of(request, seeker_id)
    typed = request.GET.get("q", "").strip()
    page = {"seeker": person, "typed": typed, "sees_life": may(request.user, finding.SEES_LIFE, person)}
    return render(request, "site/counsel/direct.html", page | _page(person, typed))


def _page(person: Seeker, typed: str) -> dict[str, Any]:
    now = clock.now()
    sent = list(matching.referrals_of(person).filter(occasion_kind="", withdrawn_at=None)[:KEPT])
    gone = {one.vacancy_id for one in sent}
    if not typed:
        preference = matching.preference_of(person)
        off = preference is not None and not preference.suggestions
        listed = matching.suggestions_for(person, now=now, reader=matching.Reader.OFFICE, most=SHOWN + len(gone))
        rows = [whole(person, one.vacancy, one.opening, one.explanation, now=now) for one in listed]
        return {"rows": [one for one in rows if one.vacancy.pk not in gone][:SHOWN], "sent": sent, "off": off}
    search = vacancies.BoardSearch(text=typed)
    board = vacancies.on_the_board(day=clock.today(), search=search, now=now).exclude(pk__in=gone)[:WEIGHED]
    facts = matching.person_saying(person, matching.said_in_file(person), now=now)
    return {"rows": told_of(person, facts, matching.weighed(facts, board, now=now)[:SHOWN], now=now), "sent": sent}


@require_POST
@access(finding.REFERS)
def refer(request: SignedInRequest, seeker_id: int, vacancy_id: int) -> HttpResponse:
    person, now = person_of(request, seeker_id), clock.now()
    vacancy = get_object_or_404(Vacancy.objects.open_on(clock.today()), pk=vacancy_id)
    facts = matching.person_saying(person, matching.said_in_file(person), now=now)
    try:
        made = matching.refer(
            seeker=person,
            vacancy=vacancy,
            centre=_centre(request, person),
            why=finding.codes_for(facts, vacancy, now=now),
            note=request.POST.get("note", ""),
            by=request.user,
            now=now,
        )
    except matching.Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("Slip %(number)s is made. Print it.") % {"number": made.written})
    typed = request.POST.get("q", "").strip()
    address = reverse("counsel:direct", args=[person.pk])
    return redirect(f"{address}?{urlencode({'q': typed})}" if typed else address)


def person_of(request: SignedInRequest, seeker_id: int) -> Seeker:
    person: Seeker = get_object_or_404(seekers.visible_to(request.user), pk=seeker_id)
    return person


def _centre(request: SignedInRequest, person: Seeker) -> Centre:
    """The own centre; with several, the one that keeps the file."""
    ours = Centre.objects.filter(pk__in=centres_where(request.user, finding.REFERS)).order_by("pk")
    return ours.filter(pk=person.centre_id).first() or ours[0]
