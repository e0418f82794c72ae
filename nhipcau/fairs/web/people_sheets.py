"""People of one's own site by sheet: a list comes in and is looked at first; the list goes out for a purpose."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.fairs.actions import people_in_out as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import SessionSite
from nhipcau.fairs.queries import sessions as queries
from nhipcau.fairs.rules import people as rules
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.sheets import api as sheets
from nhipcau.foundation.ui.handing import handed
from nhipcau.foundation.ui.words import moment_words
from nhipcau.seekers import api as seekers

DESK = actions.DESK
LINES_ON_A_PAGE = 50


class Upload(forms.Form):
    list = forms.FileField(
        label=gettext_lazy("The list (Excel, ODS or CSV)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv", "class": "input"}),
    )


class Purpose(forms.Form):
    purpose = forms.CharField(
        label=gettext_lazy("What is the list for?"),
        max_length=200,
        help_text=gettext_lazy("It stays in the audit book, and stands on the list."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@access(DESK)
def send(request: SignedInRequest, site_id: int) -> HttpResponse:
    """Choose the file. What is wrong with it as a whole is said here."""
    site = get_object_or_404(queries.sites_of(request.user, DESK), pk=site_id)
    form = Upload(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["list"]
        try:
            sheet = seekers.send_people(
                name=sent.name, body=sent.read(), centre=site.centre, by=request.user, now=clock.now()
            )
        except seekers.CannotSend as refusal:
            form.add_error("list", refusal.reasons)
        else:
            return redirect("fairs:people-lines", site.pk, sheet.pk)
    closed = rules.reasons_not_to_register(site.session, site, [], now=clock.now())
    page = {"site": site, "session": site.session, "form": form, "closed": closed}
    return render(request, "fairs/people_in.html", page, status=422 if form.errors else 200)


@require_safe
@access(DESK)
def empty(request: SignedInRequest) -> HttpResponse:
    """A list with the right headings; an example stands on a sheet of its own."""
    headings, example = seekers.headings_of_list()
    tables = [
        sheets.Table(name=_("List"), headings=headings, rows=[]),
        sheets.Table(name=_("Example"), headings=headings, rows=[example]),
    ]
    return handed(sheets.workbook(tables), "danh-sach-nguoi-lao-dong.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@access(DESK)
def lines(request: SignedInRequest, site_id: int, people_sheet_id: int) -> HttpResponse:
    """What is wrong comes first, with the reasons; then what is good. Nothing is kept before the yes."""
    site = get_object_or_404(queries.sites_of(request.user, DESK), pk=site_id)
    sent = seekers.people_sheets_of(request.user).filter(centre_id=site.centre_id)
    sheet = get_object_or_404(sent, pk=people_sheet_id)
    if request.method == "POST":
        try:
            taken = actions.take_people_in(sheet=sheet, site=site, by=request.user, now=clock.now())
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
        else:
            words = ngettext("%(n)s person has a ticket now.", "%(n)s people have a ticket now.", taken.added)
            messages.success(request, words % {"n": taken.added})
        return redirect("fairs:people-lines", site.pk, sheet.pk)
    shown = {"site": site, "session": site.session, "sheet": sheet, **_looked_at(request, sheet)}
    return render(request, "fairs/people_lines.html", shown)


def _looked_at(request: SignedInRequest, sheet: Any) -> dict[str, Any]:
    """The counts are of the whole list, whichever page of it is shown."""
    if sheet.taken_at:
        return {"page": page_of_lines(request, sheet.left_out)}
    bad, twins, good = _by_kind(seekers.lines_of(sheet, by=request.user, today=clock.today()))
    page = page_of_lines(request, [*bad, *twins, *good])
    bad_here, twins_here, good_here = _by_kind(page.object_list)
    here = {"bad_here": bad_here, "twins_here": twins_here, "good_here": good_here}
    return {"page": page, "good": good, "bad": bad, **here}


def _by_kind(lines: Iterable[seekers.Line]) -> tuple[list[seekers.Line], list[seekers.Line], list[seekers.Line]]:
    """Those with something wrong, those that repeat another line, and the good ones."""
    bad, twins, good = list[seekers.Line](), list[seekers.Line](), list[seekers.Line]()
    for line in lines:
        (bad if line.problems else twins if line.twin is not None else good).append(line)
    return bad, twins, good


def page_of_lines(request: SignedInRequest, lines: list[Any]) -> Page[Any]:
    return Paginator(lines, LINES_ON_A_PAGE).get_page(request.GET.get("page"))


@require_http_methods(["GET", "HEAD", "POST"])
@access(actions.TAKE_OUT)
def take_out(request: SignedInRequest, site_id: int) -> HttpResponse:
    site = get_object_or_404(queries.sites_of(request.user, actions.TAKE_OUT), pk=site_id)
    form = Purpose(request.POST or None)
    page = {"site": site, "session": site.session, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "fairs/people_out.html", page, status=422 if form.errors else 200)
    purpose = form.cleaned_data["purpose"]
    try:
        people = actions.take_people_out(site=site, purpose=purpose, by=request.user, now=clock.now())
    except Refused as refusal:
        form.add_error("purpose", refusal.reasons)
        return render(request, "fairs/people_out.html", page, status=422)
    answer = handed(sheets.workbook([_table(request, site, purpose, people)]), _file_name(site))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _table(request: SignedInRequest, site: SessionSite, purpose: str, people: list[actions.PersonOut]) -> sheets.Table:
    """Who took it, when and for what stands above the list."""
    said = {"place": site.place or _("Online, from anywhere"), "who": request.user, "purpose": purpose}
    title = _("%(place)s. Taken by %(who)s, %(moment)s, for: %(purpose)s")
    headings = [
        _("Number"), _("Name"), _("Year of birth"), _("Sex"), _("Jobs they want"), _("State"), _("Talks and results"),
    ]  # fmt: skip
    rows: list[list[sheets.Cell]] = [
        [one.number, one.name, one.birth_year, one.sex, "; ".join(one.wishes), one.state, "; ".join(one.results)]
        for one in people
    ]
    words = title % {**said, "moment": moment_words(clock.now())}
    return sheets.Table(name=_("People"), headings=headings, rows=rows, title=words)


def _file_name(site: SessionSite) -> str:
    return f"nguoi-tai-diem-{localtime(site.session.starts):%Y-%m-%d}-{site.pk}.xlsx"
