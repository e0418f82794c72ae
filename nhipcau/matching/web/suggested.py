"""Work that suits you: the first ten openings, what would open more doors, what was turned down, the principle."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from nhipcau.accounts.api import PUBLIC, SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text
from nhipcau.matching import queries
from nhipcau.matching.models import NotForMe, Preference
from nhipcau.matching.suitability import scale
from nhipcau.matching.suitability.edition import edition
from nhipcau.matching.suitability.feedback import weights_in_words
from nhipcau.matching.suitability.scale import Criterion
from nhipcau.matching.web.suggested_shown import BECAUSE, shown, unsaid, ways
from nhipcau.matching.web.suggested_whom import as_person
from nhipcau.seekers.api import people
from nhipcau.seekers.models import Seeker

ON_A_PAGE: Final = 20
COUNTED: Final = {
    Criterion.OCCUPATION: gettext_lazy("The work you look for or have done"),
    Criterion.PLACE: gettext_lazy("How far from home"),
    Criterion.PAY: gettext_lazy("The pay, beside what you expect"),
    Criterion.SHIFT: gettext_lazy("The shift"),
    Criterion.CONTRACT: gettext_lazy("The contract"),
    Criterion.START: gettext_lazy("When you can start"),
    Criterion.SKILLS: gettext_lazy("Skills asked for"),
    Criterion.EXPERIENCE: gettext_lazy("Experience asked for"),
    Criterion.SCHOOLING: gettext_lazy("Schooling asked for"),
    Criterion.TRAINING: gettext_lazy("Training asked for"),
    Criterion.LANGUAGE: gettext_lazy("Language asked for"),
}


@require_safe
@as_person
def mine(request: SignedInRequest, *, me: Seeker) -> HttpResponse:
    """`vua-bo` is the opening that was just turned down without scripts: it is said at the top, with its undo."""
    preference = queries.preference_of(me)
    page: dict[str, Any] = {"me": me, "people": people(request), "said": _just_said(request, me)}
    if preference is None or preference.suggestions:
        now = clock.now()
        found = queries.suggestions_for(me, now=now)
        facts = found[0].person if found else queries.person_facts([me], today=clock.today())[me.pk]
        page |= {
            "wanted": True,
            "shown": shown(found),
            "unsaid": unsaid(me, facts),
            "weights": weights_of(preference),
            "reasons": BECAUSE,
        }
    return render(request, "matching/suggested.html", page)


def weights_of(preference: Preference | None) -> list[str]:
    return weights_in_words(preference.weights) if preference else []


def _just_said(request: HttpRequest, me: Seeker) -> NotForMe | None:
    number = text.row_number(request.GET.get("vua-bo", ""))
    return queries.turned_down_by(me).filter(vacancy=number).first() if number else None


@require_safe
@as_person
def more(request: SignedInRequest, *, me: Seeker) -> HttpResponse:
    """What would open more doors, each with its field of the file; nothing at all where nothing would."""
    preference = queries.preference_of(me)
    page: dict[str, Any] = {"me": me, "whole": not request.htmx}
    if preference is None or preference.suggestions:
        person, changes = queries.more_for(me, now=clock.now())
        page |= {"wanted": True, "ways": ways(changes, person)}
    return part_or_page(request, "matching/suggested_more.html", page)


@require_safe
@as_person
def turned_down(request: SignedInRequest, *, me: Seeker) -> HttpResponse:
    said = Paginator(queries.turned_down_by(me), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "matching/suggested_turned_down.html", {"me": me, "page": said})


@require_safe
@access(PUBLIC)
def why(request: HttpRequest) -> HttpResponse:
    """Anybody may read what counts, with the points of the scale in force."""
    page = {
        "wished": [(COUNTED[each], scale.MOST[each]) for each in scale.WISHED],
        "asked": [(COUNTED[each], scale.MOST[each]) for each in scale.ASKED],
        "wished_points": sum(scale.MOST[each] for each in scale.WISHED),
        "asked_points": sum(scale.MOST[each] for each in scale.ASKED),
        "most_km": scale.USUAL_KM,
        "least_share": scale.LEAST_SHARE,
        "edition": edition(),
    }
    return render(request, "matching/suggested_why.html", page)


def part_or_page(request: SignedInRequest, template: str, page: dict[str, Any]) -> HttpResponse:
    """One address for the part that another page fetches and for the page without scripts."""
    response = render(request, f"{template}#part" if request.htmx else template, page)
    patch_vary_headers(response, ["HX-Request"])
    return response
