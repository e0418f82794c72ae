"""The devices of a site: enrolled, watched, ended; their last resort; and the people they wrote down who are in doubt."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.fairs.actions import devices as actions
from nhipcau.fairs.actions import uploading, walk_ins
from nhipcau.fairs.actions.devices import Enrolled
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import SessionSite, WalkIn
from nhipcau.fairs.queries import devices as queries
from nhipcau.fairs.queries.door import sites_to_receive
from nhipcau.fairs.rules import offline as rules
from nhipcau.fairs.web.kiosk import remember
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text
from nhipcau.foundation.ui.forms import BirthDateField
from nhipcau.seekers import api as seekers
from nhipcau.seekers.models import Sex

PAGE, DOUBTS = "fairs/devices.html", "fairs/walk_ins.html"
MOST_BYTES = 4_000_000
WHY = {
    "agreement": gettext_lazy("nobody asked whether we may keep a file"),
    "birth": gettext_lazy("the day of birth is missing"),
    "sex": gettext_lazy("woman or man is missing"),
    "right": gettext_lazy("the officer of this door may not write people down any more"),
    "known": gettext_lazy("perhaps somebody we know"),
    "full_name": gettext_lazy("the name cannot stand in a file"),
    "birth_date": gettext_lazy("the day of birth cannot be right"),
    "phone": gettext_lazy("the phone number cannot be right"),
}


class Missing(forms.Form):
    """What a file needs and the door did not ask."""

    birth_date = BirthDateField(required=False)
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=Sex.choices, required=False, widget=forms.RadioSelect)
    agreed = forms.BooleanField(label=gettext_lazy("They agree that we keep a file"), required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@access("fairs.check_in")
def devices(request: SignedInRequest, site_id: int) -> HttpResponse:
    """Doors and computers of a site. A POST makes the browser that sends it one of them."""
    site = _site(request, site_id)
    page: dict[str, Any] = {"enrolled": None}
    if request.method == "POST":
        try:
            page["enrolled"] = _enrol(request, site)
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
        else:
            if page["enrolled"].device.kind == "kiosk":
                return remember(request, redirect("fairs:computer"), page["enrolled"])
    now = clock.now()
    page |= {
        "site": site,
        "session": site.session,
        "lines": queries.devices_at(site, now),
        "doubts": queries.to_look_at(site).count(),
        "unknown": queries.unknown_scans(site),
        "runs": may(request.user, "fairs.run_session", site.session),
        "over": now >= site.session.ends + rules.KEPT_AFTER,
    }
    return render(request, PAGE, page)


def _enrol(request: SignedInRequest, site: SessionSite) -> Enrolled:
    who: dict[str, Any] = {"site": site, "by": request.user, "now": clock.now()}
    if request.POST.get("kind") == "kiosk":
        number = text.row_number(request.POST.get("number", ""))
        return actions.enrol_computer(number=min(max(number, 1), 999), **who)
    return actions.enrol_door(name=request.POST.get("name", ""), pin=request.POST.get("pin", ""), **who)


@require_POST
@access("fairs.check_in")
def end(request: SignedInRequest, device_id: int) -> HttpResponse:
    device = get_object_or_404(queries.managed_by(request.user), pk=device_id)
    actions.end_device(device=device, by=request.user, now=clock.now())
    messages.success(request, _("Ended: this device opens nothing any more."))
    return redirect("fairs:devices", device.site_id)


@require_POST
@access("fairs.run_session")
def waive(request: SignedInRequest, device_id: int) -> HttpResponse:
    """Of any site of a session that one runs."""
    device = get_object_or_404(queries.of_sessions_run_by(request.user), pk=device_id)
    actions.waive_device(device=device, by=request.user, now=clock.now())
    messages.success(request, _("The session may close without this door. Its scans are taken when they come."))
    return redirect("fairs:cockpit", device.session_id)


@require_POST
@access("fairs.check_in")
def bring(request: SignedInRequest, device_id: int) -> HttpResponse:
    """The file of what a door could not send any more, also after it ended."""
    device = get_object_or_404(queries.managed_by(request.user).select_related("enrolled_by"), pk=device_id)
    sent = _read(request)
    if sent is None:
        messages.error(request, _("This is not the file of a door. Choose the file that the door saved."))
        return redirect("fairs:devices", device.site_id)
    taken, aside, now = 0, 0, clock.now()
    for start in range(0, len(sent), rules.BATCH):
        found = uploading.upload(device=device, sent=sent[start : start + rules.BATCH], unsent=0, now=now)
        taken, aside = taken + len(found.ids), aside + len(found.bad)
    words = ngettext("%(count)d scan of the file is taken in.", "%(count)d scans of the file are taken in.", taken)
    messages.success(request, words % {"count": taken})
    if aside:
        words = ngettext(
            "%(count)d entry of this door could not be read. It is kept aside.",
            "%(count)d entries of this door could not be read. They are kept aside.",
            aside,
        )
        messages.warning(request, words % {"count": aside})
    return redirect("fairs:devices", device.site_id)


@require_POST
@access("fairs.check_in")
def save_unread(request: SignedInRequest, device_id: int) -> HttpResponse:
    """What a door sent and nobody could understand, as a file, for whoever looks after the software."""
    device = get_object_or_404(queries.managed_by(request.user), pk=device_id)
    found = uploading.unread_of(device=device, by=request.user, now=clock.now())
    body = json.dumps({"door": device.name, "unread": found}, ensure_ascii=True, indent=1)
    name = f"khong-doc-duoc-{device.letter}.json"
    return HttpResponse(
        body,
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _read(request: SignedInRequest) -> list[Any] | None:
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > MOST_BYTES:
        return None
    try:
        events = json.loads(file.read())["events"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return events if isinstance(events, list) and events else None


@require_http_methods(["GET", "HEAD"])
@access("fairs.check_in")
def doubts(request: SignedInRequest, site_id: int) -> HttpResponse:
    """People who got a number without network and about whom a person must decide."""
    return _doubts(request, _site(request, site_id))


@require_POST
@access("fairs.check_in")
def decide(request: SignedInRequest, walk_in_id: Any) -> HttpResponse:
    walk_in = get_object_or_404(queries.walk_ins_of(request.user), pk=walk_in_id)
    form = Missing(request.POST)
    known = text.row_number(request.POST.get("seeker", ""))
    same_as = get_object_or_404(seekers.visible_to(request.user), pk=known) if known else None
    if not form.is_valid() and same_as is None:
        return _doubts(request, walk_in.site, wrong=walk_in, form=form)
    said = form.cleaned_data
    try:
        walk_in = walk_ins.decide(
            walk_in=walk_in,
            by=request.user,
            now=clock.now(),
            same_as=same_as,
            born=said.get("birth_date"),
            sex=said.get("sex") or "",
            agreed=bool(said.get("agreed")),
        )
    except (Refused, seekers.CannotRegister) as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return _doubts(request, walk_in.site, wrong=walk_in, form=form)
    words = _("%(name)s is written down with number %(number)s.")
    if (ticket := walk_in.registration) is not None:
        messages.success(request, words % {"name": ticket.seeker.full_name, "number": ticket.number})
    return redirect("fairs:walk-ins", walk_in.site_id)


def _doubts(
    request: SignedInRequest, site: SessionSite, *, wrong: WalkIn | None = None, form: Missing | None = None
) -> HttpResponse:
    asked = list(queries.to_look_at(site)[:50])
    rows = [
        {
            "walk_in": one,
            "label": rules.label_of(one.device, one.number),
            "why": [WHY.get(code, code) for code in one.asks],
            "known": queries.perhaps_the_same(request.user, one),
            "form": form if wrong is not None and wrong.pk == one.pk and form else _form_of(one),
        }
        for one in asked
    ]
    page = {"site": site, "session": site.session, "rows": rows, "unknown": queries.unknown_scans(site)}
    return render(request, DOUBTS, page, status=422 if wrong else 200)


def _form_of(walk_in: WalkIn) -> Missing:
    return Missing(
        initial={"birth_date": walk_in.birth_date, "sex": walk_in.sex, "agreed": walk_in.agreed},
        prefix=None,
        auto_id=f"id_{walk_in.pk}_%s",
    )


def _site(request: SignedInRequest, site_id: int) -> SessionSite:
    return get_object_or_404(sites_to_receive(request.user), pk=site_id)
