"""The first file, one question a screen. What was answered is kept at once; going back loses nothing.

Before the name is known only a place and the permissions are kept, in the session; from then on the file.
"""

from dataclasses import replace
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.consents.api import Purpose
from nhipcau.foundation.clock import api as clock
from nhipcau.reference.models import Commune
from nhipcau.seekers import actions, queries
from nhipcau.seekers.actions import CannotRegister
from nhipcau.seekers.http import choose_person, people
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import SeekerData
from nhipcau.seekers.web.agreeing import Permission, choices_of
from nhipcau.seekers.web.fields import place_words
from nhipcau.seekers.web.forms import Group, Identity, Residence, Wish
from nhipcau.seekers.web.whom import safe_next

KEPT: Final = "first_file"
STEPS: Final = {
    "dong-y": gettext_lazy("Your permission"),
    "noi-o": gettext_lazy("Where you live"),
    "ho-ten": gettext_lazy("Who you are"),
    "viec": gettext_lazy("The work you want"),
}
FORMS: Final[dict[str, type[Group]]] = {"noi-o": Residence, "ho-ten": Identity, "viec": Wish}
ORDER: Final = list(STEPS)
Notes = dict[str, Any]


@require_safe
@access("seekers.own")
def begin(request: SignedInRequest) -> HttpResponse:
    """A new person on this phone. A file that was begun and not finished goes on where it was left."""
    notes = request.session.get(KEPT) or {}
    if notes.get("person") or not notes:
        notes = {}
    request.session[KEPT] = {**notes, "next": safe_next(request)}
    return redirect("seekers:step", step=ORDER[1] if notes.get("purposes") else ORDER[0])


@require_http_methods(["GET", "HEAD", "POST"])
@access("seekers.own")
def step(request: SignedInRequest, step: str) -> HttpResponse:
    if step not in STEPS:
        raise Http404
    notes = request.session.get(KEPT)
    if notes is None:
        return redirect("seekers:begin")
    person = next((one for one in people(request) if one.pk == notes.get("person")), None)
    if step == "dong-y":
        return _permission(request, notes, person)
    allowed = Purpose.COUNSELLING in notes.get("purposes", [])
    if person is None and (step == "viec" or not allowed):
        return redirect("seekers:step", step="ho-ten" if allowed else "dong-y")
    return _questions(request, step, notes, person)


def _permission(request: SignedInRequest, notes: Notes, person: Seeker | None) -> HttpResponse:
    if person is not None:
        return redirect("seekers:consents")
    form = Permission(request.POST if request.method == "POST" else None)
    refused = ""
    if form.is_bound and form.is_valid():
        given = form.given()
        _keep(request, notes, purposes=sorted(purpose.value for purpose in given))
        if Purpose.COUNSELLING in given:
            return redirect("seekers:step", step="noi-o")
        refused = _("Without the first permission we may not keep a file. You can look at all openings without one.")
    page = {"choices": choices_of(set(notes.get("purposes", []))), "refused": refused, **_place_in("dong-y")}
    return render(request, "seekers/permission.html", page)


def _questions(request: SignedInRequest, step: str, notes: Notes, person: Seeker | None) -> HttpResponse:
    form = FORMS[step](
        request.POST if request.method == "POST" else None,
        about=person,
        initial=_answered(step, notes, person),
    )
    if form.is_bound and form.is_valid():
        try:
            _save(request, form, step, notes, person)
        except CannotRegister as refusal:
            form.show(refusal.fields)
        else:
            return _go_on(request, step, notes)
    return render(request, "seekers/step.html", {"form": form, "step": step, **_place_in(step)})


def _answered(step: str, notes: Notes, person: Seeker | None) -> dict[str, Any]:
    return {"place": notes.get("place", "")} if step == "noi-o" and person is None else {}


def _save(request: SignedInRequest, form: Group, step: str, notes: Notes, person: Seeker | None) -> None:
    if person is not None:
        data = form.applied_to(person)
        actions.edit_seeker(seeker=person, data=data, edition=person.edition, by=request.user, now=clock.now())
    elif step == "ho-ten":
        made = _register(request, form, notes)
        choose_person(request, made)
        _keep(request, notes, person=made.pk)
    if step == "noi-o":
        commune: Commune | None = form.cleaned_data["place"]
        _keep(request, notes, commune=commune.pk if commune else None, place=place_words(commune))


def _register(request: SignedInRequest, form: Group, notes: Notes) -> Seeker:
    commune = Commune.objects.filter(pk=notes.get("commune")).first()
    centre = queries.centre_near(commune.province_id if commune else None)
    if centre is None:
        raise CannotRegister({"full_name": _("No centre receives files yet. Please come back later.")})
    return actions.register_seeker(
        data=replace(SeekerData(**form.answers()), commune=commune, phone=request.user.phone),
        centre=centre,
        account=request.user,
        purposes={Purpose(value) for value in notes["purposes"]},
        by=request.user,
        now=clock.now(),
    )


def _keep(request: SignedInRequest, notes: Notes, **answers: Any) -> None:
    notes.update(answers)
    request.session[KEPT] = notes


def _go_on(request: SignedInRequest, step: str, notes: Notes) -> HttpResponse:
    if step != ORDER[-1]:
        return redirect("seekers:step", step=ORDER[ORDER.index(step) + 1])
    messages.success(request, _("Done. Your file is kept, and you can change it at any time."))
    return redirect(notes.get("next") or "seekers:me")


def _place_in(step: str) -> dict[str, Any]:
    at = ORDER.index(step)
    states = ["done" if i < at else "current" if i == at else "next" for i in range(len(ORDER))]
    return {
        "steps": [{"label": STEPS[name], "state": state} for name, state in zip(ORDER, states, strict=True)],
        "back": ORDER[at - 1] if at else "",
        "number": at + 1,
        "count": len(ORDER),
        "heading": STEPS[step],
    }
