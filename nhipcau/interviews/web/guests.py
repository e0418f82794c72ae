"""Extra interviewers: the colleague who invites them, the way in by link and code, and the end."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import PUBLIC, SignedInRequest, access, came_by_link, network_of, sign_in_by_link
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews import actions, queries
from nhipcau.interviews.models import Desk, Guest
from nhipcau.interviews.rules.guests import LONGEST_NAME, Standing, standing
from nhipcau.interviews.web.doors import colleagues, desk_side, told

HERE, NEW = "here", "new"
SHOWN = 20
CODE = {"inputmode": "numeric", "autocomplete": "off", "class": "input code-input", "maxlength": "12"}


class InviteForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the colleague"), max_length=LONGEST_NAME)
    seat = forms.ChoiceField(label=gettext_lazy("Where will they sit?"), initial=HERE, widget=forms.RadioSelect)

    def __init__(self, *args: Any, desk: Desk, beside: list[Desk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        online = desk.place_id is None
        new = _("In a new online room") if online else _("At a new table beside it")
        here = _("In this room") if online else _("At this table")
        others = [(str(other.pk), seat_words(other)) for other in beside]
        self.fields["seat"].choices = [(HERE, here), *others, (NEW, new)]  # type: ignore[attr-defined]


class EnterForm(forms.Form):
    k = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    code = forms.CharField(
        label=gettext_lazy("The six digits"),
        help_text=gettext_lazy("Your colleague tells them to you; they are on their screen."),
        max_length=12,
        widget=forms.TextInput(attrs=CODE),
    )


def seat_words(desk: Desk) -> str:
    known = {"number": desk.number, "place": desk.place.name if desk.place else ""}
    return (_("Table %(number)s, %(place)s") if desk.place else _("Online room %(number)s")) % known


@require_http_methods(["GET", "HEAD", "POST"])
@colleagues
@never_cache
def invite(request: SignedInRequest, desk_id: int) -> HttpResponse:
    """Ask a colleague in; the link and the code are shown once, on the answer to this form."""
    visible = queries.desks_visible_to(request.user)
    at = get_object_or_404(visible, pk=desk_id)
    beside = list(queries.seats_beside(request.user, at, visible))
    form = InviteForm(request.POST or None, desk=at, beside=beside)
    made = None
    if request.method == "POST" and form.is_valid():
        seat = form.cleaned_data["seat"]
        chosen = next((desk for desk in beside if str(desk.pk) == seat), at)
        try:
            made = actions.invite_guest(
                desk=chosen,
                name=form.cleaned_data["name"],
                new_seat=seat == NEW,
                by=request.user,
                now=clock.now(),
            )
        except actions.CannotInvite as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
    page: dict[str, Any] = {"desk": at, "form": form, "invited": _listed([at, *beside])}
    if made is None:
        return render(request, "interviews/invite.html", page, status=422 if form.errors else 200)
    link = request.build_absolute_uri(f"{reverse('interviews:enter')}?k={made.secret}")
    page |= {"made": made, "link": link, "seat": seat_words(made.guest.desk)}
    return render(request, "interviews/invited.html", page)


def _listed(desks: list[Desk]) -> list[dict[str, Any]]:
    """Whom somebody invited today to one of these desks, and how it stands with each."""
    now = clock.now()
    words = {
        Standing.WAITING: _("Has not come in yet"),
        Standing.HERE: _("Is interviewing"),
        Standing.LOCKED: _("Locked: the code was wrong five times"),
        Standing.OVER: _("Over"),
    }
    invited = queries.guests_at_any(desks, now)[:SHOWN]
    found = [(guest, standing(guest, now)) for guest in invited]
    return [{"guest": guest, "state": state, "words": words[state]} for guest, state in found]


@require_POST
@colleagues
def end(request: SignedInRequest, guest_id: int) -> HttpResponse:
    mine = Guest.objects.filter(desk__in=queries.desks_visible_to(request.user))
    guest = get_object_or_404(mine.select_related("desk"), pk=guest_id)
    told(request, lambda: actions.end_guest(guest=guest, by=request.user, now=clock.now()))
    messages.success(request, _("The invitation is over: the link opens nothing any more."))
    return redirect("interviews:invite", guest.desk_id)


@require_http_methods(["GET", "HEAD", "POST"])
@access(PUBLIC)
@never_cache
@sensitive_post_parameters("code", "k")
def enter(request: HttpRequest) -> HttpResponse:
    """The same page for every link. Only link and code together open anything, and only once."""
    if came_by_link(request):
        return redirect("interviews:desks")
    if request.user.is_authenticated:
        return render(request, "interviews/enter_signed_in.html")
    form = EnterForm(request.POST or None, initial={"k": request.GET.get("k", "")[:100]})
    if request.method != "POST" or not form.is_valid():
        return render(request, "interviews/enter.html", {"form": form}, status=422 if form.errors else 200)
    said, now = form.cleaned_data, clock.now()
    try:
        guest = actions.enter_by_link(secret=said["k"], code=said["code"], network=network_of(request), now=now)
    except actions.TooManyTries:
        form.add_error(None, _("There were too many tries from this network. Please wait an hour or ask a colleague."))
        return render(request, "interviews/enter.html", {"form": form}, status=429)
    if guest is None:
        form.add_error(
            None, _("Link and code do not fit, or the invitation is over. Ask the colleague who invited you.")
        )
        return render(request, "interviews/enter.html", {"form": form}, status=422)
    sign_in_by_link(request, guest.user, seconds=round((guest.ends_at - now).total_seconds()))
    return redirect("interviews:desk", guest.desk_id)


@require_POST
@desk_side
def leave(request: SignedInRequest) -> HttpResponse:
    """The guest has finished."""
    guest = queries.guest_of(request.user, clock.now())
    if guest is None:
        return redirect("interviews:desks")
    actions.end_guest(guest=guest, by=request.user, now=clock.now())
    logout(request)
    return redirect("interviews:guest-ended")


@require_safe
@access(PUBLIC)
def ended(request: HttpRequest) -> HttpResponse:
    return render(request, "interviews/guest_ended.html")
