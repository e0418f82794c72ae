"""Where people could come from to an order: a map, the same as a table, and what alone keeps others away."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.matching.api import SMALLEST, WELL, kept_away
from nhipcau.statistics.queries.order_sources import sources_of
from nhipcau.statistics.queries.orders import orders_taken_on
from nhipcau.statistics.rules.sources_map import SHOWN_KM, WIDTH


@require_safe
@access("vacancies.see_order")
def order_sources(request: SignedInRequest, order_id: int) -> HttpResponse:
    """For the centre and for the enterprise: counts only."""
    order = get_object_or_404(orders_taken_on(request.user), pk=order_id)
    found = sources_of(order, now=clock.now())
    only = found.sourcing.only if found else ()
    page = {
        "order": order,
        "found": found,
        "kept_away": [words for gate, n in only if n >= SMALLEST and (words := kept_away(gate, n))],
        "well": WELL // 10,
        "smallest": SMALLEST,
        "shown_km": SHOWN_KM,
        "width": WIDTH,
    }
    return render(request, "statistics/order_sources.html", page)
