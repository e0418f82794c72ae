"""When each table of an enterprise interviews, and who comes when: set by its recruiter, or by the operator for it."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres.api import centres_where
from nhipcau.fairs.actions.desk_hours import Hours, TimesOutside, set_desk_hours
from nhipcau.fairs.actions.fewer import take_interviewer_out
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, Participation, Timetable
from nhipcau.fairs.models.appointments import LONGEST, SHORTEST
from nhipcau.fairs.queries import appointments as queries
from nhipcau.fairs.queries import enterprises
from nhipcau.fairs.web.answers import CONFLICT, refused
from nhipcau.fairs.web.appointments import on_the_day
from nhipcau.fairs.web.forms import Hour
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text
from nhipcau.interviews.models import Desk

PAGE = "fairs/desk_hours.html"


class DeskHoursForm(forms.Form):
    """One desk: from, to, and minutes for one person."""

    starts = forms.TimeField(label=gettext_lazy("from"), widget=Hour)
    ends = forms.TimeField(label=gettext_lazy("to"), widget=Hour)
    slot_minutes = forms.IntegerField(
        label=gettext_lazy("minutes for one person"), min_value=SHORTEST, max_value=LONGEST
    )

    def __init__(self, data: Any, *, day: queries.DeskDay, session: FairSession, minutes: int) -> None:
        own = day.hours[0] if day.hours else None
        self.desk: Desk = day.desk
        self.session = session
        first = {
            "starts": localtime(own.starts if own else session.starts).time(),
            "ends": localtime(own.ends if own else session.ends).time(),
            "slot_minutes": own.slot_minutes if own else minutes,
        }
        super().__init__(data, initial=first, prefix=f"ban-{day.desk.pk}")

    def said(self) -> Hours:
        starts, ends = (on_the_day(self.session, self.cleaned_data[name]) for name in ("starts", "ends"))
        return Hours(
            self.desk, starts or self.session.starts, ends or self.session.ends, self.cleaned_data["slot_minutes"]
        )


@require_http_methods(["GET", "HEAD", "POST"])
@access("fairs.take_part")
def desk_hours(request: SignedInRequest, participation_id: int) -> HttpResponse:
    """The recruiter's tables: when each interviews, and who comes when."""
    shown = get_object_or_404(enterprises.mine(request.user), pk=participation_id)
    page = {"recruits": True, "back": reverse("fairs:participation", args=[shown.pk]), "ours": ()}
    return _hours(request, shown, page, here=reverse("fairs:desk-hours", args=[shown.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@access("fairs.run_session")
def for_enterprise(request: SignedInRequest, participation_id: int) -> HttpResponse:
    """The same by the operator, for an enterprise of a session that they run."""
    shown = get_object_or_404(queries.enterprises_of(request.user), pk=participation_id)
    page = {"recruits": False, "back": reverse("fairs:timetable-enterprise", args=[shown.pk])}
    page["ours"] = centres_where(request.user, "fairs.check_in")
    return _hours(request, shown, page, here=reverse("fairs:enterprise-hours", args=[shown.pk]))


def _hours(request: SignedInRequest, shown: Participation, page: dict[str, Any], *, here: str) -> HttpResponse:
    """Times that fall outside are shown before anything is saved; `given_up` are those that were shown.

    `desk` is one to take out, instead.
    """
    out = request.POST.get("desk")
    data, usual = None if out else request.POST or None, _usual_minutes(shown.session)
    days = queries.desks_of(shown)
    alike = Counter(day.desk.place_id for day in days)
    rows = [(day, DeskHoursForm(data, day=day, session=shown.session, minutes=usual)) for day in days]
    page |= {"participation": shown, "session": shown.session, "rows": rows, "one_desk": len(rows) == 1}
    page["may_go"] = [day for day in days if alike[day.desk.place_id] > 1]
    if out:
        return _take_out(request, shown, page, here=here)
    if request.method != "POST":
        return render(request, PAGE, page)
    valid = [form.is_valid() for _day, form in rows]
    if not all(valid):
        return render(request, PAGE, page, status=422)
    seen = _seen(request)
    hours = [form.said() for _day, form in rows]
    try:
        set_desk_hours(participation=shown, hours=hours, given_up=seen, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, PAGE, page, refusal)
    except TimesOutside as trouble:
        return render(request, PAGE, {**page, "outside": trouble.times}, status=CONFLICT)
    words = _("Saved. The next timetable keeps to it.")
    if seen:
        words = ngettext(
            "Saved. %(count)d time fell away; the person is told.",
            "Saved. %(count)d times fell away; the people are told.",
            len(seen),
        ) % {"count": len(seen)}
    messages.success(request, words)
    return redirect(here)


def _take_out(request: SignedInRequest, shown: Participation, page: dict[str, Any], *, here: str) -> HttpResponse:
    """One table: what people were told there was on the page, and a time that was told since is read first."""
    number = text.row_number(request.POST["desk"])
    desk = get_object_or_404(queries.desks_ever(shown), pk=number or 0)
    try:
        lost = take_interviewer_out(
            participation=shown, desk=desk, given_up=_seen(request), by=request.user, now=clock.now()
        )
    except Refused as refusal:
        return refused(request, PAGE, page, refusal)
    except TimesOutside:
        messages.error(request, _("Meanwhile somebody was told a time at this table. Nothing is changed: look again."))
        return render(request, PAGE, page, status=CONFLICT)
    words = _("The table is given back.")
    if lost:
        words = ngettext(
            "The table is given back. %(count)d person loses a time and is told.",
            "The table is given back. %(count)d people lose a time and are told.",
            lost,
        ) % {"count": lost}
    messages.success(request, words)
    return redirect(here)


def _seen(request: SignedInRequest) -> set[int]:
    return {text.row_number(each) or 0 for each in request.POST.get("given_up", "").split()}


def _usual_minutes(session: FairSession) -> int:
    latest = (
        Timetable.objects.filter(session=session).order_by("-number").values_list("slot_minutes", flat=True).first()
    )
    return latest or int(Timetable._meta.get_field("slot_minutes").get_default())
