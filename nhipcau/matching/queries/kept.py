"""What matching keeps about a person, in words for them: all of it, for their own page and the copy they take along."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.foundation.ui.words import day_words
from nhipcau.matching.models import Invitation, Preference, Suggestions
from nhipcau.matching.queries.preferences import preference_of, turned_down_by
from nhipcau.matching.queries.referrals import referrals_of
from nhipcau.matching.suitability.facts import USUAL
from nhipcau.matching.suitability.feedback import in_quarters
from nhipcau.seekers.api import Kept, KeptPart
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Vacancy

WEIGHED: Final = {
    "occupation": gettext_lazy("The work you look for or have done"),
    "place": gettext_lazy("How far from home"),
    "pay": gettext_lazy("The pay, beside what you expect"),
    "shift": gettext_lazy("The shift"),
    "contract": gettext_lazy("The contract"),
    "start": gettext_lazy("When you can start"),
}


def kept_of(seeker: Seeker) -> list[KeptPart]:
    preference = preference_of(seeker)
    return [
        KeptPart(_("Suggestions"), tuple(_wanted(preference))),
        KeptPart(_("Work suggested to you"), tuple(_listed(seeker))),
        KeptPart(_("What you turned down"), tuple(_turned_down(seeker))),
        KeptPart(_("Invitations of enterprises"), tuple(_invitations(seeker))),
        KeptPart(_("Enterprises you were referred to"), tuple(_referrals(seeker))),
    ]


def _wanted(preference: Preference | None) -> Iterator[Kept]:
    """Without a row everything is as usual."""
    on = preference is None or preference.suggestions
    since = _day(preference.changed_at) if preference else ""
    yield Kept(_("Suggestions"), _("on") if on else _("off"), since)
    if preference is None:
        return
    for name, weight in zip(Preference.WEIGHTS, preference.weights, strict=True):
        if weight != USUAL:
            counted = _("counts %(times)s times as much") % {"times": in_quarters(weight)}
            yield Kept(str(WEIGHED[name]), counted, since)
    if preference.heard_from:
        yield Kept(_("Back to the usual weights"), _day(preference.heard_from))


def _listed(seeker: Seeker) -> Iterator[Kept]:
    """The whole list as it stands: what is shown first, then what would come in for it."""
    row = Suggestions.objects.filter(pk=seeker.pk).first()
    if row is None:
        return
    openings = Vacancy.objects.select_related("employer").in_bulk(row.candidates)
    shown = {*row.shown}
    order = sorted(zip(row.candidates, row.points, strict=True), key=lambda pair: pair[0] not in shown)
    for number, points in order:
        if number in openings:
            said = _("suggested") if number in shown else _("in reserve")
            suits = _("%(points)s points, %(day)s") % {"points": points, "day": _day(row.made_at)}
            yield Kept(_named(openings[number]), said, suits)


def _turned_down(seeker: Seeker) -> Iterator[Kept]:
    for one in turned_down_by(seeker):
        yield Kept(_named(one.vacancy), str(one.get_because_display()), _day(one.said_at))


def _invitations(seeker: Seeker) -> Iterator[Kept]:
    """Withdrawn ones too: they were made."""
    made = Invitation.objects.filter(seeker=seeker).select_related("vacancy__employer").order_by("-made_at", "-pk")
    for one in made:
        answered = str(one.get_answer_display()) if one.answer else _("not answered")
        yield Kept(_named(one.vacancy), _("withdrawn") if one.withdrawn_at else answered, _day(one.made_at))


def _referrals(seeker: Seeker) -> Iterator[Kept]:
    for one in referrals_of(seeker):
        yield Kept(_named(one.vacancy), " ".join((one.written, *one.reasons, one.note)).strip(), _day(one.made_at))


def _named(vacancy: Vacancy) -> str:
    return f"{vacancy.title}, {vacancy.employer.name}"


def _day(moment: datetime) -> str:
    return day_words(moment)
