"""The book of offers: openings offered to people who draw unemployment benefit, of a period and of one person."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.counselling.actions.offers import note_export
from nhipcau.counselling.models import OfferedOpening
from nhipcau.counselling.queries import screening as queries
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.sheets import api as sheets
from nhipcau.foundation.ui.handing import handed
from nhipcau.foundation.ui.words import here
from nhipcau.seekers import api as seekers

ON_A_PAGE = 50
MOST_IN_A_SHEET = 20_000


@require_safe
@access(queries.SCREENS)
def offers(request: SignedInRequest) -> HttpResponse:
    """The newest first; without days asked for, this month."""
    first, last = _period(request.GET.get("tu", ""), request.GET.get("den", ""))
    lines = queries.offers_between(request.user, first, last)
    shown = Paginator(lines, ON_A_PAGE).get_page(request.GET.get("page"))
    page = {"page": shown, "first": first, "last": last, "people": lines.order_by().values("seeker").distinct().count()}
    return render(request, "counselling/offers.html", page)


@require_safe
@access(queries.SCREENS)
def offers_of(request: SignedInRequest, seeker_id: int) -> HttpResponse:
    person = get_object_or_404(seekers.visible_to(request.user), pk=seeker_id)
    shown = Paginator(queries.offers_of(request.user, person), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "counselling/offers_of.html", {"seeker": person, "page": shown})


@require_POST
@access(queries.SCREENS)
def offers_sheet(request: SignedInRequest) -> HttpResponse:
    """It names people, so who took it is noted. Nothing of health stands in it."""
    first, last = _period(request.POST.get("tu", ""), request.POST.get("den", ""))
    lines = list(queries.offers_between(request.user, first, last)[:MOST_IN_A_SHEET])
    note_export(first=first, last=last, lines=lines, by=request.user, now=clock.now())
    table = sheets.Table(
        name=_("Openings offered"),
        title=_("Openings offered to people who draw unemployment benefit, %(first)s to %(last)s")
        % {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"},
        headings=[
            _("Day"),
            _("Full name"),
            _("Date of birth"),
            _("Lives in"),
            _("Enterprise"),
            _("Opening"),
            _("What the person said"),
            _("Referral slip"),
            _("Counsellor"),
        ],
        rows=[_row(line) for line in lines],
    )
    name = f"gioi-thieu-viec-bhtn-{first:%Y-%m-%d}-{last:%Y-%m-%d}.xlsx"
    return handed(sheets.workbook([table]), name)


def _row(line: OfferedOpening) -> list[str]:
    seeker, commune = line.seeker, line.seeker.commune
    return [
        f"{here(line.at):%d/%m/%Y}",
        seeker.full_name,
        f"{seeker.birth_date:%d/%m/%Y}",
        f"{commune.label}, {commune.province.label}" if commune else "",
        line.vacancy.employer.name,
        line.vacancy.title,
        str(line.get_response_display()),
        line.referral.written if line.referral else "",
        str(line.by),
    ]


def _period(first: str, last: str) -> tuple[date, date]:
    """As a date field sends them; what is no day is this month. Turned round, they are still a period."""
    today = clock.today()
    days = sorted((_day(first) or today.replace(day=1), _day(last) or today))
    return days[0], days[1]


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
