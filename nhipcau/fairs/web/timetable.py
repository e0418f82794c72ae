"""The timetable of a session for its operator: one button, the certificate in words, who meets whom, and why."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres.api import centres_where
from nhipcau.fairs.actions import timetabling as actions
from nhipcau.fairs.actions.refusals import Refused, refuse
from nhipcau.fairs.actions.sending_times import send_timetable
from nhipcau.fairs.models import FairSession, Timetable
from nhipcau.fairs.queries import appointments as queries
from nhipcau.fairs.queries import sessions
from nhipcau.fairs.queries.certificates import stayed_away, why_enterprise, why_person
from nhipcau.fairs.queries.people import received_by
from nhipcau.fairs.queries.timetabling import latest_of
from nhipcau.fairs.rules import timetable as rules
from nhipcau.fairs.web import timetable_words as words
from nhipcau.fairs.web.answers import refused
from nhipcau.fairs.web.whys import of_enterprise, of_person
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text

PAGE = "fairs/timetable.html"
ON_A_PAGE = 30


class WantedForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Timetable
        fields = ("slot_minutes", "pause_minutes", "most", "gap_minutes", "way_minutes", "floor", "recommends")

    def said(self) -> actions.Wanted:
        return actions.Wanted(**self.cleaned_data)


@require_http_methods(["GET", "HEAD", "POST"])
@access("fairs.run_session")
def timetable(request: SignedInRequest, session_id: int) -> HttpResponse:
    """The latest attempt; a POST asks for another one."""
    session = hosted(request, session_id)
    form = WantedForm(request.POST or None, instance=None if request.POST else latest_of(session.pk))
    if request.method != "POST":
        page = f"{PAGE}#made" if request.htmx else PAGE
        return render(request, page, context_of(session, form))
    if not form.is_valid():
        return render(request, PAGE, context_of(session, form), status=422)
    try:
        actions.ask_timetable(session=session, wanted=form.said(), by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, PAGE, context_of(session, form), refusal)
    return redirect("fairs:timetable", session.pk)


def context_of(session: FairSession, form: WantedForm | None = None) -> dict[str, Any]:
    latest, now = latest_of(session.pk), clock.now()
    being_made = latest is not None and rules.is_being_made(latest, now=now)
    page: dict[str, Any] = {
        "session": session,
        "form": form or WantedForm(instance=latest),
        "timetable": latest,
        "obstacles": rules.reasons_not_to_ask(session, being_made=False, now=now),
        "being_made": being_made,
        "stayed_away": stayed_away(session),
        "answers": queries.answers_in(session),
        "being_sent": latest is not None and rules.is_being_sent(latest, now=now),
        "fell_away": queries.fell_away(session, now=now),
        "unlaid": [rules.why_unlaid(why, count) for why, count in sorted(latest.unlaid.items())] if latest else [],
        "told": queries.told_of(latest) if latest and latest.state == Timetable.State.SENT else None,
    }
    if latest is not None and latest.certificate:
        waits = latest.state in (Timetable.State.MADE, Timetable.State.SENDING) and not page["being_sent"]
        page["sendable"] = waits and any(latest.certificate[name] for name in ("interviews", "proposed", "fixed"))
        page["words"] = {
            "good": words.how_good(latest.certificate),
            "left_out": words.left_out(latest.certificate),
            "served": list(words.served(latest.certificate)),
            "idle": list(words.idle(latest)),
            "floors": list(words.floors(latest.certificate)),
            "kept": list(words.kept(latest.certificate)),
        }
    return page


@require_POST
@access("fairs.run_session")
def send(request: SignedInRequest, session_id: int) -> HttpResponse:
    """The one that the page showed, by its `number`: a newer one is looked at first."""
    session = hosted(request, session_id)
    latest = latest_of(session.pk)
    if latest is None:
        return redirect("fairs:timetable", session.pk)
    try:
        refuse(rules.reasons_to_look_again(latest, shown=text.row_number(request.POST.get("number", ""))))
        send_timetable(timetable=latest, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, PAGE, context_of(session), refusal)
    messages.success(
        request, _("It is being sent. People see their times within a minute and are asked to confirm them.")
    )
    return redirect("fairs:timetable", session.pk)


@require_safe
@access("fairs.run_session")
def enterprises(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Every enterprise with how many of its slots are taken, the emptiest first."""
    session = hosted(request, session_id)
    rows = Paginator(queries.enterprises_in(session), ON_A_PAGE).get_page(request.GET.get("page"))
    page = {"session": session, "rows": rows}
    return render(request, "fairs/timetable_enterprises.html", page)


@require_safe
@access("fairs.run_session")
def people(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Everybody with their times, those of linked sites without names; `?thieu` shows those without any."""
    session = hosted(request, session_id)
    without = "thieu" in request.GET
    rows = Paginator(queries.people_in(session, without=without, ours=ours(request)), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    times = queries.times_of(session, [row.pk for row in rows])
    page = {"session": session, "rows": rows, "without": without, "ours": ours(request)}
    page["lines"] = [(row, times[row.pk]) for row in rows]
    return render(request, "fairs/timetable_people.html", page)


@require_safe
@access("fairs.check_in")
def person(request: SignedInRequest, registration_id: int) -> HttpResponse:
    """Why this person got what they got: for whoever receives them."""
    shown = get_object_or_404(received_by(request.user), pk=registration_id)
    latest = latest_of(shown.session_id)
    page = {
        "session": shown.session,
        "registration": shown,
        "times": queries.times_of(shown.session, [shown.pk])[shown.pk],
    }
    page["whys"] = of_person(latest, why_person(latest, shown)) if latest else []
    return render(request, "fairs/timetable_person.html", page)


@require_safe
@access("fairs.run_session")
def enterprise(request: SignedInRequest, participation_id: int) -> HttpResponse:
    """One enterprise's tables through the day, and why slots stay empty."""
    shown = get_object_or_404(queries.enterprises_of(request.user), pk=participation_id)
    latest = latest_of(shown.session_id)
    page = {"session": shown.session, "participation": shown, "desks": queries.desks_of(shown), "ours": ours(request)}
    page["whys"] = of_enterprise(latest, why_enterprise(latest, shown)) if latest else []
    return render(request, "fairs/timetable_enterprise.html", page)


def ours(request: SignedInRequest) -> set[int]:
    """The centres whose people this user knows by name; of those at linked sites only numbers are shown."""
    return centres_where(request.user, "fairs.check_in")


def hosted(request: SignedInRequest, session_id: int) -> FairSession:
    return get_object_or_404(sessions.hosted_by(request.user, "fairs.run_session"), pk=session_id)
