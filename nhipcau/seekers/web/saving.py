"""Saving one group of a file: refusals beside the fields, and both values when somebody else saved first."""

from dataclasses import dataclass, field
from typing import Any

from nhipcau.accounts.api import SignedInRequest
from nhipcau.foundation.clock import api as clock
from nhipcau.seekers import actions, rules
from nhipcau.seekers.actions import CannotRegister, EditedMeanwhile
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.web.facts import words_for
from nhipcau.seekers.web.forms import PLACES, SECRETS, Group

CARD_FIELDS = ("full_name", "birth_date", "sex", "citizen_number")


@dataclass
class Answer:
    form: Group
    saved: bool = False
    status: int = 200
    conflicts: list[tuple[Any, str]] = field(default_factory=list)


def save(request: SignedInRequest, kind: type[Group], seeker: Seeker) -> Answer:
    """A GET shows the form; a POST saves it, or says why not."""
    if request.method != "POST":
        return Answer(kind(about=seeker))
    form = kind(request.POST, about=seeker)
    if not form.is_valid():
        return Answer(form)
    on_card = CARD_FIELDS if form.cleaned_data.get("card_checked") else ()
    try:
        actions.edit_seeker(
            seeker=seeker,
            data=form.applied_to(seeker),
            edition=form.cleaned_data["edition"] or 0,
            by=request.user,
            now=clock.now(),
            on_card=on_card,
        )
    except CannotRegister as refusal:
        form.show(refusal.fields)
        return Answer(form)
    except EditedMeanwhile as late:
        return both_values(request, kind, form, late.seeker)
    return Answer(form, saved=True)


def both_values(request: SignedInRequest, kind: type[Group], form: Group, now_there: Seeker) -> Answer:
    """What was typed stays in the fields, beside what is saved. Sending again overwrites knowingly."""
    said = form.answers()
    typed = request.POST.copy()
    typed["edition"] = str(now_there.edition)
    again = kind(typed, about=now_there)
    shown = {PLACES.get(name, name): name for name in again.fields}
    conflicts = [
        (again.fields[shown[name]].label, words_for(now_there, name))
        for name, value in said.items()
        if name not in SECRETS and rules.as_said(name, getattr(now_there, name)) != value
    ]
    return Answer(again, status=409, conflicts=conflicts)
