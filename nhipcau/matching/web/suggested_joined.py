"""Parts that pages of openings fetch for the person who is signed in: how an opening suits, and each card of the board."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhipcau.accounts.api import SignedInRequest
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text
from nhipcau.matching import queries
from nhipcau.matching.queries.suited import suited
from nhipcau.matching.suitability.support import circumstances_of, doors
from nhipcau.matching.web.suggested import part_or_page
from nhipcau.matching.web.suggested_shown import BECAUSE, shown
from nhipcau.matching.web.suggested_whom import as_person
from nhipcau.seekers.api import age_on
from nhipcau.seekers.models import Seeker

MOST_CARDS: Final = 30


@require_safe
@as_person
def one(request: SignedInRequest, vacancy_id: int, *, me: Seeker) -> HttpResponse:
    """Beside an opening on the board: both bars, every sentence, what stands in the way, what help there is."""
    page = about(me, vacancy_id)
    if page is None:
        raise Http404
    return part_or_page(request, "matching/suggested_one.html", page)


def about(me: Seeker, vacancy_id: int) -> dict[str, Any] | None:
    """None for what is not on the board. Who switched suggestions off is told nothing but that."""
    now = clock.now()
    found = suited(me, [vacancy_id], now=now)
    if not found:
        return None
    preference = queries.preference_of(me)
    return {
        "one": shown(found)[0],
        "vacancy": found[0].vacancy,
        "doors": doors(circumstances_of(me, age=age_on(me, clock.today())), found[0].vacancy),
        "said": queries.turned_down_by(me).filter(vacancy=vacancy_id).first(),
        "wanted": preference is None or preference.suggestions,
        "reasons": BECAUSE,
    }


@require_safe
@as_person
def cards(request: SignedInRequest, *, me: Seeker) -> HttpResponse:
    """One answer for a whole page of the board; each piece finds its own card."""
    preference = queries.preference_of(me)
    numbers = [pk for each in request.GET.getlist("viec")[:MOST_CARDS] if (pk := text.row_number(each))]
    if not numbers or (preference is not None and not preference.suggestions):
        return HttpResponse(status=204)
    page = {"shown": shown(suited(me, numbers, now=clock.now()))}
    return render(request, "matching/suggested_cards.html", page)
