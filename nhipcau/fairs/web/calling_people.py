"""A recruiter and the people whom an opening suits: who they are without names, calling them to the fair, who comes."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.consents.api import Purpose, has_consent
from nhipcau.employers.api import employers_of
from nhipcau.fairs.actions import calling_people as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import ParticipationState, SessionVacancy
from nhipcau.fairs.queries import calling_people as queries
from nhipcau.fairs.web.calling_people_words import cards_of
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text
from nhipcau.foundation.ui.words import count_words
from nhipcau.matching import api as matching
from nhipcau.seekers.api import Seeker, age_on, subject_of
from nhipcau.vacancies.api import shown_on_board
from nhipcau.vacancies.models import Vacancy

PAGE: Final = "fairs/whom_it_suits.html"
MOST_AT_ONCE: Final = 20  # marks read of one form
recruiting = access("matching.invite")


@require_safe
@recruiting
def whom_it_suits(request: SignedInRequest, vacancy_id: int) -> HttpResponse:
    """How many, what would bring more, who was called and comes. Who they are is shown when it is asked for."""
    return render(request, PAGE, _page(request, _own(request, vacancy_id)))


@require_POST
@recruiting
def see_people(request: SignedInRequest, vacancy_id: int) -> HttpResponse:
    """The best people without names, on this answer only; the audit book says who looked."""
    page = _page(request, _own(request, vacancy_id))
    if not page["on_board"]:
        return redirect("fairs:whom-it-suits", vacancy_id)
    vacancy, brought = page["vacancy"], page["brought"]
    without = queries.comes_anyway(brought.participation) if brought else set()
    found = matching.see_whom_it_suits(vacancy=vacancy, by=request.user, now=clock.now(), without=without)
    return render(request, PAGE, {**page, "seen": True, "cards": cards_of(vacancy, found.first)})


@require_POST
@recruiting
def call_people(request: SignedInRequest, vacancy_id: int) -> HttpResponse:
    """One of them, or all that are ticked."""
    vacancy = _own(request, vacancy_id)
    brought = _chosen(request, queries.brought_coming(vacancy, clock.now()))
    if brought is None:
        raise Http404
    _call(request, vacancy, brought)
    return redirect(f"{reverse('fairs:whom-it-suits', args=[vacancy.pk])}?phien={brought.participation.session_id}")


def _chosen(request: SignedInRequest, coming: list[SessionVacancy]) -> SessionVacancy | None:
    """The session that the address or the form names, if this opening is there."""
    said = request.POST.get("phien") or request.GET.get("phien", "")
    return queries.brought_next(coming, clock.now(), text.row_number(said))


def _page(request: SignedInRequest, vacancy: Vacancy) -> dict[str, Any]:
    now = clock.now()
    coming = queries.brought_coming(vacancy, now)
    brought = _chosen(request, coming)
    on_board = shown_on_board(clock.today()).filter(pk=vacancy.pk).exists()
    page: dict[str, Any] = {"vacancy": vacancy, "brought": brought, "on_board": on_board, "steps": _steps(vacancy)}
    if brought is not None:
        page |= _called(brought) | {"session": brought.participation.session, "sessions": coming}
    if on_board:
        opening, changes = matching.more_people_for(vacancy, now=now)
        page["people"] = matching.whom_it_suits(vacancy, now=now, most=1).people
        page["more"] = [matching.people_more(change, opening) for change in changes]
    return page


def _own(request: SignedInRequest, vacancy_id: int) -> Vacancy:
    ours = Vacancy.objects.filter(employer_id__in=employers_of(request.user)).select_related("employer", "commune")
    return get_object_or_404(ours.defer("search", "title_search", "vector"), pk=vacancy_id)


def _called(brought: SessionVacancy) -> dict[str, Any]:
    called = queries.called_to(brought)
    return {
        "called": called,
        "coming": [one for one in called if one.comes],
        "waiting": [one for one in called if one.waits],
        "not_coming": sum(not one.comes and not one.waits for one in called),
        "most": matching.most_invited(brought.vacancy.headcount),
    }


def _steps(vacancy: Vacancy) -> dict[str, Any]:
    """What to do first when the opening is at no coming fair."""
    coming = queries.coming_of(vacancy.employer_id, clock.now())
    waits = coming is not None and coming.state == ParticipationState.APPLIED
    return {"coming": coming, "waits": waits}


def _call(request: SignedInRequest, vacancy: Vacancy, brought: SessionVacancy) -> None:
    """Whoever may not be called is passed by; each reason is said once."""
    one = request.POST.get("one")
    marks = [one] if one else request.POST.getlist("person")
    numbers = [number for mark in marks[:MOST_AT_ONCE] if (number := matching.read_mark(vacancy, mark)) is not None]
    done, reasons = 0, dict.fromkeys([] if numbers else [_("Tick at least one person.")])
    for seeker in Seeker.objects.filter(pk__in=numbers).order_by("pk"):
        try:
            actions.call(brought=brought, seeker=seeker, by=request.user, now=clock.now())
            done += 1
        except Refused as refusal:
            reasons |= dict.fromkeys(refusal.reasons)
    if done:
        said = ngettext(
            "Invited: %(n)s person. The answer appears here.", "Invited: %(n)s people. The answers appear here.", done
        )
        messages.success(request, said % {"n": count_words(done)})
    for reason in reasons:
        messages.error(request, reason)


@require_POST
@recruiting
def withdraw(request: SignedInRequest, call_id: int) -> HttpResponse:
    found = get_object_or_404(matching.invitations_by(request.user), pk=call_id)
    try:
        matching.withdraw_invitation(invitation=found, by=request.user, now=clock.now())
    except matching.Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("Withdrawn."))
    return redirect("fairs:whom-it-suits", found.vacancy_id)


@require_safe
@recruiting
def who_comes(request: SignedInRequest, call_id: int) -> HttpResponse:
    """Somebody who said yes to this enterprise and holds a ticket, until the fair is over: the yes was for that day.

    What they did not agree to show is not shown.
    """
    said_yes = matching.invitations_by(request.user).filter(answer=matching.Invitation.Answer.YES)
    found = get_object_or_404(said_yes, pk=call_id)
    session = queries.session_of(found)
    if session.ends < clock.now() or not queries.holding_tickets(session.pk, [found.seeker_id]):
        raise Http404
    pair = matching.explained_pair(found.seeker, found.vacancy, now=clock.now())
    seeker = found.seeker
    page = {
        "invitation": found,
        "seeker": seeker,
        "told": pair.words(matching.Reader.RECRUITER),
        "shares": has_consent(subject_of(seeker), Purpose.SHARE_PROFILE),
        "age": age_on(seeker, clock.today()),
        "session": session,
    }
    return render(request, "fairs/who_comes.html", page)
