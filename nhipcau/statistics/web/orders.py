"""Orders for people, those in trouble first, and how far each has come."""

from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.sheets import api as sheets
from nhipcau.foundation.ui.handing import handed
from nhipcau.statistics.queries import orders as queries
from nhipcau.statistics.rules.orders import BurnDown, around
from nhipcau.statistics.rules.orders_chart import HEIGHT, WIDTH, chart_of
from nhipcau.statistics.web.orders_words import figures_in_words, headings, row_of, said_of
from nhipcau.vacancies.models import LabourOrder, OrderState

PAGE_SIZE: Final = 30
CLOSED: Final = "closed"
seeing = access("vacancies.see_order")


@require_safe
@seeing
def orders(request: SignedInRequest) -> HttpResponse:
    """One line each. Those the centre has not said yes to stand on top, they are waited for."""
    closed = request.GET.get("state") == CLOSED
    today = clock.today()
    if closed:
        listed: Page[Any] = Paginator(queries.orders_closed(request.user), PAGE_SIZE).get_page(_asked_page(request))
        pairs = queries.with_progress(list(listed), today)
    else:
        running = queries.by_trouble(queries.running_orders(request.user), today)
        listed = Paginator(running, PAGE_SIZE).get_page(_asked_page(request))
        pairs = list(listed)
    shown = {
        "page": listed,
        "lines": [_line(order, progress) for order, progress in pairs],
        "closed": closed,
        "before": [] if closed or listed.number > 1 else list(queries.orders_before(request.user)[:PAGE_SIZE]),
        "keeps": may(request.user, queries.MANAGE),
    }
    return render(request, "statistics/orders.html", shown)


def _asked_page(request: SignedInRequest) -> str | None:
    return request.GET.get("page")


def _line(order: LabourOrder, progress: BurnDown) -> dict[str, Any]:
    closed = order.state != OrderState.APPROVED
    return {"order": order, "progress": progress, "said": said_of(progress, closed=closed), "closed": closed}


@require_safe
@seeing
def order(request: SignedInRequest, order_id: int) -> HttpResponse:
    found = _order(request, order_id)
    progress = queries.progress_of([found], clock.today())[found.pk]
    rows = [(week, list(zip(headings(), row_of(week), strict=True))) for week in progress.weeks]
    shown = {
        **_line(found, progress),
        "chart": chart_of(progress),
        "width": WIDTH,
        "height": HEIGHT,
        "figures": figures_in_words(queries.figures_of_order(found), found.headcount),
        "headings": headings(),
        "rows": rows,
        "recent": rows[slice(*around(progress.weeks))],
        "done": queries.done_for(found, named=may(request.user, queries.MANAGE, found)),
    }
    return render(request, "statistics/order.html", shown)


@require_safe
@seeing
def order_sheet(request: SignedInRequest, order_id: int) -> HttpResponse:
    found = _order(request, order_id)
    progress = queries.progress_of([found], clock.today())[found.pk]
    title = f"{found.employer.name} · {found.title}"
    table = sheets.Table(
        name=_("Weeks"), title=title, headings=headings(), rows=[row_of(week) for week in progress.weeks]
    )
    return handed(sheets.workbook([table]), f"don-hang-{found.pk}-{clock.today():%Y-%m-%d}.xlsx")


def _order(request: SignedInRequest, order_id: int) -> LabourOrder:
    """Of one's own enterprise or centre, and taken on by the centre; another one is not found."""
    return get_object_or_404(queries.orders_taken_on(request.user), pk=order_id)
