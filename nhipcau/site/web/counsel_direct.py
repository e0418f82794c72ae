"""A referral without a fair: straight to the enterprise, from the board."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres.api import Centre, centres_where
from nhipcau.foundation.clock import api as clock
from nhipcau.matching import api as matching
from nhipcau.seekers import api as seekers
from nhipcau.seekers.models import Seeker
from nhipcau.site.counsel import finding
from nhipcau.vacancies import api as vacancies
from nhipcau.vacancies.models import Vacancy

SHOWN, WEIGHED, KEPT = 12, 100, 10


@require_safe
@access(finding.REFERS)
def openings(request: SignedInRequest, seeker_id: int) -> HttpResponse:
    """What was searched for; else what fits best of the board, the openings of the wish among it."""
    person = _person(request, seeker_id)
    typed = request.GET.get("q", "").strip()
    return render(request, "site/counsel/direct.html", {**_page(person, typed), "seeker": person, "typed": typed})


def _page(person: Seeker, typed: str) -> dict[str, Any]:
    sent = list(matching.referrals_of(person).filter(occasion_kind="", withdrawn_at=None)[:KEPT])
    today, gone = clock.today(), [one.vacancy_id for one in sent]
    rows: dict[int, Vacancy] = {}
    for words in [typed] if typed else [person.wished_work, ""]:
        board = vacancies.on_the_board(day=today, search=vacancies.BoardSearch(text=words), now=clock.now())
        rows |= {row.pk: row for row in board.exclude(pk__in=gone)[:WEIGHED]}
    answers = matching.answers_of(person)
    fits = {row.pk: matching.fit_of(person, row, answers, today=today) for row in rows.values()}
    best = matching.ranked(rows.values(), fit=lambda row: fits[row.pk], here=lambda row: True)[:SHOWN]
    return {"rows": [{"vacancy": row, "fit": fits[row.pk]} for row in best], "sent": sent}


@require_POST
@access(finding.REFERS)
def refer(request: SignedInRequest, seeker_id: int, vacancy_id: int) -> HttpResponse:
    person = _person(request, seeker_id)
    vacancy = get_object_or_404(Vacancy.objects.open_on(clock.today()), pk=vacancy_id)
    fit = matching.fit_of(person, vacancy, matching.answers_of(person), today=clock.today())
    try:
        made = matching.refer(
            seeker=person,
            vacancy=vacancy,
            centre=_centre(request, person),
            why=[why.value for why in fit.whys],
            note=request.POST.get("note", ""),
            by=request.user,
            now=clock.now(),
        )
    except matching.Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("Slip %(number)s is made. Print it.") % {"number": made.written})
    typed = request.POST.get("q", "").strip()
    address = reverse("counsel:direct", args=[person.pk])
    return redirect(f"{address}?{urlencode({'q': typed})}" if typed else address)


def _person(request: SignedInRequest, seeker_id: int) -> Seeker:
    person: Seeker = get_object_or_404(seekers.visible_to(request.user), pk=seeker_id)
    return person


def _centre(request: SignedInRequest, person: Seeker) -> Centre:
    """The own centre; with several, the one that keeps the file."""
    ours = Centre.objects.filter(pk__in=centres_where(request.user, finding.REFERS)).order_by("pk")
    return ours.filter(pk=person.centre_id).first() or ours[0]
