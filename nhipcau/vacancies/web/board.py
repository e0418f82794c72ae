"""The public board and the page of one opening. Nobody needs an account."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhipcau.accounts.api import PUBLIC, access
from nhipcau.foundation.clock import api as clock
from nhipcau.reference.api import MILLION
from nhipcau.reference.models import CONDITIONS, Commune, Province
from nhipcau.vacancies import actions, queries
from nhipcau.vacancies.models import Shift, Vacancy
from nhipcau.vacancies.rules.data import BENEFITS, HIRING_WAYS, WELCOMES
from nhipcau.vacancies.web import address
from nhipcau.vacancies.web.facets import facets_of
from nhipcau.vacancies.web.forms import ComplaintForm
from nhipcau.vacancies.web.ways import ways_on

PAGE = "vacancies/board.html"
PAYS = (5, 6, 7, 8, 9, 10, 12, 15, 20, 30)


@require_safe
@access(PUBLIC)
def board(request: HttpRequest) -> HttpResponse:
    """Plain GET; with htmx only the answers come back, under the address that can be shared."""
    search = address.search_from(request.GET)
    now = clock.now()
    found = queries.board(search, day=clock.today(), now=now, page=request.GET.get("page", 1))
    url = reverse("vacancies:board")
    page = {
        "board": found,
        "page": found.page,
        "search": search,
        "understood": address.understood_chips(url, search, found.asked),
        "chosen": address.chosen_chips(url, search),
        "quick": address.quick_chips(url, search, found.asked, found.facets),
        "facets": facets_of(url, search, found.facets),
        "sorts": address.sort_links(url, search),
        "clear_url": url,
        "ways": [] if found.total else ways_on(url, search, found.asked, day=clock.today(), now=now),
    }
    narrow = bool(getattr(request, "htmx", False)) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    if narrow:
        response = render(request, f"{PAGE}#results", page)
        response["HX-Push-Url"] = address.url_of(url, search)
    else:
        response = render(request, PAGE, page | _form_choices(search.province))
    patch_vary_headers(response, ["HX-Request"])
    return response


def _form_choices(province: str) -> dict[str, Any]:
    communes = Commune.objects.filter(province_id=province).order_by("sort_key") if province else Commune.objects.none()
    return {
        "provinces": Province.objects.order_by("sort_key"),
        "communes": communes,
        "shifts": Shift.choices,
        "pays": [(millions, millions * MILLION) for millions in PAYS],
    }


@require_safe
@access(PUBLIC)
def complete(request: HttpRequest) -> HttpResponse:
    """Titles and enterprises that go on from what is typed so far; nothing while there is no index."""
    typed = request.GET.get("q", "")[: address.LONGEST].replace("\x00", "").strip()
    return render(request, "vacancies/_completions.html", {"lines": queries.completions(typed)})


@require_safe
@access(PUBLIC)
def vacancy(request: HttpRequest, vacancy_id: int) -> HttpResponse:
    """One opening. What was on the board and is there no more says so, with a way on."""
    row = get_object_or_404(queries.shown_ever(), pk=vacancy_id)
    if not queries.is_on_board(row, clock.today()):
        return render(request, "vacancies/gone.html", {"vacancy": row}, status=410)
    page = {
        "vacancy": row,
        "benefits": [BENEFITS[code] for code in row.benefits if code in BENEFITS],
        "conditions": [CONDITIONS[code] for code in row.conditions if code in CONDITIONS],
        "welcomes": [WELCOMES[code] for code in row.welcomes if code in WELCOMES],
        "hiring_way": HIRING_WAYS.get(row.hiring_way, ""),
        "others": queries.open_of(row.employer, clock.today()).exclude(pk=row.pk)[:5],
        "fair_url": fair_url(row),
    }
    return render(request, "vacancies/vacancy.html", page)


def fair_url(row: Vacancy) -> str:
    """Where one registers for the coming fair with this opening; the fairs know whether there is one."""
    for name in ("fairs:coming", "fairs:public"):
        try:
            return f"{reverse(name)}?viec={row.pk}"
        except NoReverseMatch:
            continue
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@access(PUBLIC)
def complain(request: HttpRequest, vacancy_id: int) -> HttpResponse:
    row = get_object_or_404(queries.shown_ever(), pk=vacancy_id)
    if not queries.is_on_board(row, clock.today()):
        raise Http404
    form = ComplaintForm(request.POST or None)
    if form.is_valid():
        try:
            actions.complain(vacancy=row, now=clock.now(), **form.cleaned_data)
        except actions.CannotComplain as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, _("Thank you. The centre will look at this opening."))
            return redirect("vacancies:vacancy", row.pk)
    return render(request, "vacancies/complain.html", {"form": form, "vacancy": row})
