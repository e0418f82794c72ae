"""A commune officer's whole list at once: sent, looked at line by line, taken in with tickets."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres.api import commune_of
from nhipcau.consents.api import Channel
from nhipcau.fairs.actions import commune as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import SessionSite
from nhipcau.fairs.queries import commune as queries
from nhipcau.fairs.web.commune import name_of
from nhipcau.fairs.web.people_sheets import page_of_lines
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.sheets import api as sheets
from nhipcau.foundation.ui.handing import handed
from nhipcau.seekers import api as seekers


class Upload(forms.Form):
    """The centre's fairs to choose from, and the file."""

    list = forms.FileField(
        label=gettext_lazy("The list (Excel, ODS or CSV)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv", "class": "input"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@access("seekers.register_villager")
def send(request: SignedInRequest) -> HttpResponse:
    """Choose the file. What is wrong with it as a whole is said here; lines come on the next page."""
    sites = list(queries.sites_for(request.user))
    form = Upload(request.POST or None, request.FILES or None)
    if sites and form.is_valid():
        sent = form.cleaned_data["list"]
        try:
            sheet = seekers.send_people(
                name=sent.name,
                body=sent.read(),
                centre=sites[0].centre,
                by=request.user,
                now=clock.now(),
                permission=seekers.REGISTER_VILLAGER,
            )
        except seekers.CannotSend as refusal:
            form.add_error("list", refusal.reasons)
        else:
            return redirect("fairs:villager-lines", sheet.pk)
    page = {"form": form, "sites": sites}
    return render(request, "fairs/villager_list.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@access("seekers.register_villager")
def lines(request: SignedInRequest, people_sheet_id: int) -> HttpResponse:
    """Every line as it was understood; taking them in gives a ticket to each good one."""
    sheet = get_object_or_404(seekers.people_sheets_of(request.user), pk=people_sheet_id)
    sites = list(queries.sites_for(request.user).filter(centre_id=sheet.centre_id))
    if request.method == "POST":
        chosen = next((site for site in sites if str(site.pk) == request.POST.get("site")), None)
        if chosen is None:
            messages.error(request, _("Choose the fair that these people go to."))
        else:
            sheet = _take(request, sheet, chosen)
        return redirect("fairs:villager-lines", sheet.pk)
    read = seekers.lines_of(sheet, by=request.user, today=clock.today())
    good = sum(line.data is not None and line.twin is None for line in read)
    places = [{"value": str(site.pk), "label": name_of(site), "checked": at == 0} for at, site in enumerate(sites)]
    page = page_of_lines(request, sheet.left_out if sheet.taken_at else read)
    shown = {"sheet": sheet, "page": page, "good": good, "bad": len(read) - good, "places": places}
    return render(request, "fairs/villager_lines.html", shown)


def _take(request: SignedInRequest, sheet: Any, site: SessionSite) -> Any:
    commune = commune_of(request.user, site.centre)

    def write(line: seekers.Line) -> tuple[seekers.Seeker, bool]:
        """A file and a ticket. A fair that is full or over is said as a reason of that line."""
        assert line.data is not None  # noqa: S101
        try:
            registration, new = actions.register_villager(
                site=site,
                data=line.data,
                commune=commune,
                purposes=line.purposes,
                channel=Channel.PAPER,
                by=request.user,
                now=clock.now(),
            )
        except Refused as refusal:
            raise seekers.CannotRegister({"site": " ".join(refusal.reasons)}) from refusal
        return registration.seeker, new

    taken = seekers.take_people(
        sheet=sheet, write=write, by=request.user, now=clock.now(), permission=seekers.REGISTER_VILLAGER
    )
    words = ngettext("%(n)s person has a ticket now.", "%(n)s people have a ticket now.", taken.added)
    messages.success(request, words % {"n": taken.added})
    return taken


@access("seekers.register_villager")
def empty(request: SignedInRequest) -> HttpResponse:
    """A list with the right headings, to fill in."""
    headings = [
        _("Full name"),
        _("Date of birth"),
        _("Sex"),
        _("Citizen card number"),
        _("Phone"),
        _("Hamlet, house"),
        _("Work they look for"),
        _("Agrees that a file is kept (yes/no)"),
        _("Agrees that enterprises see it (yes/no)"),
        _("Agrees to messages (yes/no)"),
    ]
    table = sheets.Table(name=_("List"), headings=headings, rows=[])
    return handed(sheets.workbook([table]), "danh-sach-nguoi-lao-dong.xlsx")
