"""A recruiter and the fairs: sessions to join, the application with its openings, tables and rooms."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.employers.models import Employer
from nhipcau.fairs.actions import seating
from nhipcau.fairs.actions import taking_part as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, Mode, Participation, ParticipationState
from nhipcau.fairs.queries import enterprises as queries
from nhipcau.fairs.queries import sessions
from nhipcau.fairs.queries.invitations import asked_of, with_openings
from nhipcau.fairs.rules import taking_part as rules
from nhipcau.fairs.web.answers import refused
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text
from nhipcau.vacancies.models import Vacancy

PAGE = "fairs/apply.html"


@require_safe
@access("fairs.take_part")
def mine(request: SignedInRequest) -> HttpResponse:
    context = {
        "asked": with_openings(asked_of(request.user, clock.today())),
        "coming": queries.open_to(request.user, clock.today()),
        "rows": queries.seated(queries.mine(request.user)),
    }
    return render(request, "fairs/for_recruiters.html", context)


@dataclass
class Typed:
    """The application as it was sent, kept when it is refused."""

    site: str = ""
    online: bool = True
    interviewers: str = "1"
    headcounts: dict[int, str] | None = None


@dataclass(frozen=True)
class Line:
    """An opening to tick, with the number of people to look for."""

    vacancy: Vacancy
    brought: bool
    headcount: str


@require_http_methods(["GET", "POST"])
@access("fairs.take_part")
def apply(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(sessions.shown(), pk=session_id)
    employer = _employer(request)
    typed = _typed(request) if request.method == "POST" else _as_asked(session, employer)
    context = _context(request, session, employer, typed)
    if request.method == "GET":
        return render(request, PAGE, context)
    chosen = typed.headcounts or {}
    openings = {line.vacancy.pk: line.vacancy for line in context["lines"]}
    try:
        participation = actions.apply(
            session=session,
            employer=employer,
            vacancies=[(openings[pk], _number(said)) for pk, said in chosen.items() if pk in openings],
            site=queries.places_to_sit(session).filter(pk=_number(typed.site)).first(),
            online=typed.online,
            interviewers=_number(typed.interviewers),
            by=request.user,
            now=clock.now(),
        )
    except Refused as refusal:
        return refused(request, PAGE, context, refusal)
    messages.success(request, _("Sent. The centre answers you here, usually within a day."))
    return redirect("fairs:participation", participation.pk)


def _employer(request: SignedInRequest) -> Employer:
    """The enterprise that is asked for; the only one for most recruiters."""
    ours = queries.enterprises_of(request.user)
    wanted = request.GET.get("enterprise") or request.POST.get("enterprise")
    employer = ours.filter(pk=_number(wanted)).first() if wanted else ours.first()
    if employer is None:
        raise Http404
    return employer


def _typed(request: SignedInRequest) -> Typed:
    ticked = [pk for each in request.POST.getlist("opening") if (pk := text.row_number(each))]
    return Typed(
        site=request.POST.get("site", ""),
        online="online" in request.POST,
        interviewers=request.POST.get("interviewers", ""),
        headcounts={pk: request.POST.get(f"headcount-{pk}", "") for pk in ticked},
    )


def _as_asked(session: FairSession, employer: Employer) -> Typed:
    """What was asked for the last time, to be changed; else everything as it comes."""
    asked = Participation.objects.filter(session=session, employer=employer).first()
    if asked is None:
        first = queries.places_to_sit(session).first()
        return Typed(str(first.pk) if first else "", online=session.mode != Mode.ONSITE)
    brought = {row.vacancy_id: str(row.headcount) for row in asked.vacancies.all()}
    return Typed(str(asked.site_id or ""), asked.online, str(asked.interviewers), brought)


def _context(request: SignedInRequest, session: FairSession, employer: Employer, typed: Typed) -> dict[str, Any]:
    chosen = typed.headcounts
    lines = [
        Line(
            vacancy=vacancy,
            brought=chosen is None or vacancy.pk in chosen,
            headcount=(chosen or {}).get(vacancy.pk, str(vacancy.headcount)),
        )
        for vacancy in queries.openings_to_bring(employer, session)
    ]
    return {
        "session": session,
        "employer": employer,
        "enterprises": queries.enterprises_of(request.user),
        "lines": lines,
        "sites": queries.places_to_sit(session),
        "typed": typed,
        "most": rules.MOST_INTERVIEWERS,
        "obstacles": rules.reasons_not_to_apply(session, employer),
    }


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isdecimal() and len(typed) < 10 else 0


@require_safe
@access("fairs.take_part")
def participation(request: SignedInRequest, participation_id: int) -> HttpResponse:
    shown = get_object_or_404(queries.mine(request.user), pk=participation_id)
    return render(request, "fairs/participation.html", _participation_context(shown))


def _participation_context(shown: Participation) -> dict[str, Any]:
    return {
        "participation": shown,
        "session": shown.session,
        "openings": shown.vacancies.select_related("vacancy").order_by("-headcount", "pk"),
        "seat": queries.seated([shown])[0],
        "desks": queries.desks_of(shown),
        "stands": rules.in_words(shown.state),
        "may_change": shown.state in (ParticipationState.APPLIED, *rules.AGAIN),
    }


@require_POST
@access("fairs.take_part")
def step(request: SignedInRequest, participation_id: int) -> HttpResponse:
    """Ready, here, or not coming after all."""
    shown = get_object_or_404(queries.mine(request.user), pk=participation_id)
    doing = {
        "set_up": seating.set_up,
        "arrive": seating.arrive,
        "leave": seating.leave,
        "withdraw": seating.withdraw,
    }
    action = doing.get(request.POST.get("step", ""))
    if action is None:
        raise Http404
    try:
        action(participation=shown, by=request.user, now=clock.now())
    except Refused as refusal:
        shown.refresh_from_db()
        return refused(request, "fairs/participation.html", _participation_context(shown), refusal)
    return redirect("fairs:participation", shown.pk)
